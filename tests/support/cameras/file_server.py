"""A folder served over HTTP on this machine, completely or with broken transfers."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import IO


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _BrokenOff(_Quiet):
    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """Send half of the announced bytes and close."""
        content = source.read()
        outputfile.write(content[: len(content) // 2])


@contextmanager
def file_server(folder: Path, *, breaks_off: bool = False) -> Iterator[str]:
    """Serve the files in ``folder``; yields the address."""
    handler = partial(_BrokenOff if breaks_off else _Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
