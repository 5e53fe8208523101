"""The ONNX file that a user names, without opening it."""

from pathlib import Path

from spotter.estimators.errors import ModelError

ONNX_PREFIX = "openpose-onnx:"
"""Before the path in an estimator's name."""


def names_file(name: str) -> bool:
    """Whether an estimator's name holds a path."""
    return name.startswith(ONNX_PREFIX) and name != ONNX_PREFIX


def file_of(name: str) -> Path:
    """The path in an estimator's name, relative to the working folder; ``~`` is the user's own."""
    return Path(name.removeprefix(ONNX_PREFIX)).expanduser()


def check_file(path: Path) -> None:
    """Raises :class:`ModelError` unless there is a file."""
    if not path.is_file():
        raise ModelError(f"expected an ONNX file at {path}; found none")
