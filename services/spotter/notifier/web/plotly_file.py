"""Plotly's JavaScript, which ships in its Python package; that package is not imported."""

import gzip
from importlib.util import find_spec
from pathlib import Path

from spotter.notifier.errors import NotifierError


def plotly_path() -> Path:
    """The path of the file.

    Raises :class:`NotifierError` if the package is not installed or lacks the file.
    """
    spec = find_spec("plotly")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "package_data" / "plotly.min.js"
        if path.is_file():
            return path
    raise NotifierError("expected plotly.min.js in the package plotly; found none")


def compressed(path: Path) -> bytes:
    """The file gzipped, a third of its size."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
