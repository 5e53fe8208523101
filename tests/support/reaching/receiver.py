"""An HTTP server that answers as a test wants, and keeps what it was sent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Received:
    """A request; the names of its headers are in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Receiver:
    """What came to ``url``; it answers with each of ``answers`` once, and then with the last.

    An answer is a status, with its ``Retry-After`` and ``Location`` if these are given; while
    ``held`` is not set, nothing is answered.
    """

    url: str
    answers: list[int]
    retry_after: str = ""
    location: str = ""
    received: list[Received] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)

    def next_answer(self) -> int:
        """The status to answer with now."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def receiver(*answers: int, retry_after: str = "", location: str = "") -> Iterator[Receiver]:
    """A server that answers at once, on the loopback address, until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    one = Receiver(
        f"http://127.0.0.1:{server.server_port}", list(answers or (204,)), retry_after, location
    )
    one.held.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            one.received.append(Received(self.path, headers, body))
            one.held.wait()
            self.send_response(one.next_answer())
            for name, value in (("Retry-After", one.retry_after), ("Location", one.location)):
                if value:
                    self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Tests say what they found."""

    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        one.held.set()
        server.shutdown()
        server.server_close()
        thread.join()
