"""Plotly's JavaScript, which ships in its Python package; that package is not imported."""

import gzip
from importlib.util import find_spec
from pathlib import Path

from spotter.notifier.errors import NotifierError


def plotly_path() -> Path:
    """Where the file is.

    Raises :class:`NotifierError` when the package is not installed or lacks it.
    """
    spec = find_spec("plotly")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "package_data" / "plotly.min.js"
        if path.is_file():
            return path
    raise NotifierError("plotly.min.js was expected in the package plotly; it is not installed")


def compressed(path: Path) -> bytes:
    """The file as a browser takes it, a third of its size."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
