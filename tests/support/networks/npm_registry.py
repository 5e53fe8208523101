"""A registry of npm packages, served over HTTP on this machine."""

import io
import json
import tarfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha512
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest


def npm_package(files: Mapping[str, bytes]) -> bytes:
    """The archive of a package with these files, by their paths in it."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as package:
        for path, content in files.items():
            about = tarfile.TarInfo(path)
            about.size = len(content)
            package.addfile(about, io.BytesIO(content))
    return archive.getvalue()


@contextmanager
def npm_registry(
    name: str, version: str, archive: bytes, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Serve a registry with one package as npm's only source; yields its address."""

    class Registry(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith(".tgz"):
                self._answer(200, archive)
            elif self.path.replace("%2f", "/") == f"/{name}":
                self._answer(200, json.dumps(_listing(name, version, archive, address)).encode())
            else:
                self._answer(404, b"{}")

        def _answer(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Registry) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        settings.write_text(f"registry={address}/\nfetch-retries=0\n")
        monkeypatch.setenv("npm_config_userconfig", str(settings))
        monkeypatch.setenv("npm_config_registry", address)
        monkeypatch.setenv("npm_config_noproxy", "127.0.0.1")
        try:
            yield address
        finally:
            server.shutdown()


def _listing(name: str, version: str, archive: bytes, address: str) -> dict[str, object]:
    described = {
        "name": name,
        "version": version,
        "dist": {
            "tarball": f"{address}/{name}/-/archive-{version}.tgz",
            "integrity": f"sha512-{b64encode(sha512(archive).digest()).decode()}",
        },
    }
    return {"name": name, "dist-tags": {"latest": version}, "versions": {version: described}}
