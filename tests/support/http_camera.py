"""A real HTTP camera on loopback: motion JPEG behind a password; a test can unplug it."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle

_RATE_HZ = 30


class HttpCamera(ThreadingHTTPServer):
    """Sends ``jpegs`` in a loop to clients that know ``user`` and ``password``."""

    daemon_threads = True
    block_on_close = True

    def __init__(self, port: int, jpegs: list[bytes], user: str, password: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.jpegs = jpegs
        self.credentials = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self.unplugged = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: HttpCamera

    def do_GET(self) -> None:
        if self.headers.get("Authorization") != self.server.credentials:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="camera"')
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        for jpeg in cycle(self.server.jpegs):
            if self.server.unplugged.wait(1 / _RATE_HZ):
                return
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            try:
                self.wfile.write(head.encode() + jpeg + b"\r\n")
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent."""


@contextmanager
def http_camera(port: int, jpegs: list[bytes], user: str, password: str) -> Iterator[None]:
    """Run the camera on ``port``; unplug it at the end."""
    camera = HttpCamera(port, jpegs, user, password)
    thread = threading.Thread(target=camera.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield
    finally:
        camera.unplugged.set()
        camera.shutdown()
        camera.server_close()
        thread.join()
