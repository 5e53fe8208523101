"""Answers that take long, through the reverse proxy that waits for a limited time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from support.servers.reverse_proxy import nginx
from support.waiting import PATIENCE_S

OK, TOO_LATE = 200, 504
LONG = (
    ("DELETE", "/api/v1/members/1f0e4d4e-0000-4000-8000-000000000001"),
    ("PUT", "/api/v1/members/1f0e4d4e-0000-4000-8000-000000000001/consent"),
    ("POST", "/api/v1/workout-imports"),
)


@contextmanager
def slow_page(answers: Event) -> Iterator[int]:
    """The port of a page that answers nothing before it may."""

    class Slow(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            answers.wait(PATIENCE_S)
            self.send_response(OK)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815 - as the library asks

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def test_what_takes_long_is_waited_for_when_a_silent_page_is_long_given_up(tmp_path: Path) -> None:
    answers = Event()
    with (
        slow_page(answers) as port,
        nginx(tmp_path, port, silent_s=1) as proxy,
        proxy.client() as browser,
        ThreadPoolExecutor(len(LONG)) as pool,
    ):
        asked = [pool.submit(browser.request, method, path) for method, path in LONG]
        try:
            # Begun later, each of these is given up after a whole second.
            assert [browser.get("/").status_code for _ in range(3)] == [TOO_LATE] * 3
        finally:
            answers.set()
        assert [one.result().status_code for one in asked] == [OK] * len(LONG)
