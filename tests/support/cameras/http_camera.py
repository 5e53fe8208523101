"""A real HTTP camera on loopback: motion JPEG behind a password; a test can unplug it."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle

_RATE_HZ = 30


@dataclass(frozen=True)
class Framing:
    """How a camera wraps its JPEGs; by default as the standard says."""

    content_type: str = "multipart/x-mixed-replace; boundary=frame"
    boundary: str = "--frame\r\n"
    starts_with_boundary: bool = True
    has_headers: bool = True
    has_length: bool = True

    def part(self, jpeg: bytes, *, is_first: bool) -> bytes:
        boundary = self.boundary if self.starts_with_boundary or not is_first else ""
        length = f"Content-Length: {len(jpeg)}\r\n" * self.has_length
        headers = f"Content-Type: image/jpeg\r\n{length}\r\n" * self.has_headers
        return (boundary + headers).encode() + jpeg + b"\r\n" * self.has_headers


STANDARD = Framing()


class HttpCamera(ThreadingHTTPServer):
    """Sends ``jpegs`` in a loop to clients that know ``user`` and ``password``."""

    daemon_threads = True
    block_on_close = True

    def __init__(
        self, port: int, jpegs: list[bytes], user: str, password: str, framing: Framing
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.jpegs = jpegs
        self.credentials = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self.framing = framing
        self.unplugged = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: HttpCamera

    def do_GET(self) -> None:
        if self.headers.get("Authorization") != self.server.credentials:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="camera"')
            self.end_headers()
            return
        framing = self.server.framing
        self.send_response(200)
        self.send_header("Content-Type", framing.content_type)
        self.end_headers()
        is_first = True
        for jpeg in cycle(self.server.jpegs):
            if self.server.unplugged.wait(1 / _RATE_HZ):
                return
            try:
                self.wfile.write(framing.part(jpeg, is_first=is_first))
            except OSError:
                return
            is_first = False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent."""


@contextmanager
def http_camera(
    port: int, jpegs: list[bytes], user: str, password: str, framing: Framing = STANDARD
) -> Iterator[None]:
    """Run the camera on ``port``; unplug it at the end."""
    camera = HttpCamera(port, jpegs, user, password, framing)
    thread = threading.Thread(target=camera.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield
    finally:
        camera.unplugged.set()
        camera.shutdown()
        camera.server_close()
        thread.join()
