"""The names of a detector's classes: in its file, or in a text file beside it."""

import ast
from collections.abc import Mapping
from pathlib import Path

from spotter.estimators.errors import ModelError

NAMES_KEY = "spotter.names"
"""In the file's metadata_props: the names with commas between them."""
_EXPORTED_KEY = "names"
"""As common tools for training write it: a Python dictionary of places and names, or a list."""
_SUFFIX = ".names"


def class_names(path: Path, metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The names, in the order of the classes.

    They are in the metadata, or one on each line of ``FILE.names`` beside ``FILE.onnx``. Raises
    :class:`ModelError` if there are none, or what is there are no names.
    """
    beside = path.with_suffix(_SUFFIX)
    if NAMES_KEY in metadata:
        names = metadata[NAMES_KEY].split(",")
    elif _EXPORTED_KEY in metadata:
        names = _exported(metadata[_EXPORTED_KEY])
    elif beside.is_file():
        names = _lines(beside)
    else:
        raise ModelError(
            f"expected the names of the classes in the metadata of {path}, as {NAMES_KEY} or "
            f"{_EXPORTED_KEY}, or in {beside}; found none"
        )
    stripped = tuple(name.strip() for name in names)
    if not stripped or not all(stripped):
        raise ModelError(f"expected a name for each class of {path}; found {list(stripped)}")
    return stripped


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: expected a name on each line: {error}") from error


def _exported(words: str) -> list[str]:
    try:
        told = ast.literal_eval(words)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        told = None
    if isinstance(told, dict) and sorted(told) == list(range(len(told))):
        told = [told[place] for place in range(len(told))]
    if isinstance(told, list) and told and all(isinstance(name, str) for name in told):
        return told
    raise ModelError(f"expected the names as {{0: 'barbell', 1: 'dumbbell'}}; found {words[:200]}")
