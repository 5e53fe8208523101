"""Scripts and styles of others that ship in Python packages, which are not imported."""

import asyncio
import gzip
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI, Response

from spotter.notifier.errors import NotifierError

_HEADERS = {"Content-Encoding": "gzip", "Cache-Control": "max-age=86400"}
_JAVASCRIPT = "text/javascript"
_FILES = (
    ("/vendor/plotly.min.js", "plotly", "package_data/plotly.min.js", _JAVASCRIPT),
    ("/vendor/swagger-ui.js", "fastapi_offline", "static/swagger-ui-bundle.js", _JAVASCRIPT),
    ("/vendor/swagger-ui.css", "fastapi_offline", "static/swagger-ui.css", "text/css"),
)
"""Where each is served, its package, its place there, and its type."""


def add_packaged_files(app: FastAPI) -> None:
    """Serve them, gzipped: a third of their size."""
    for address, package, place, media_type in _FILES:
        _add(app, address, package, place, media_type)


def _add(app: FastAPI, address: str, package: str, place: str, media_type: str) -> None:
    packed: list[bytes] = []

    @app.get(address, include_in_schema=False)
    async def packaged_file() -> Response:
        if not packed:
            packed.append(await asyncio.to_thread(compressed, packaged_path(package, place)))
        return Response(packed[0], headers=_HEADERS, media_type=media_type)


def packaged_path(package: str, place: str) -> Path:
    """The path of the file at ``place`` in ``package``.

    Raises :class:`NotifierError` if the package is not installed or lacks the file.
    """
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / place
        if path.is_file():
            return path
    raise NotifierError(f"expected {place} in the package {package}; found none")


def compressed(path: Path) -> bytes:
    """The file gzipped."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)
