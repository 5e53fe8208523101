"""Answers /healthz, /readyz and /metrics, and serves them where a process has no web server."""

import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from spotter.runtime.errors import AddressError
from spotter.runtime.health import Readiness


class StatusServer:
    """Serves health and metrics of this process in a thread until it is closed.

    Raises :class:`AddressError` when it cannot listen at the address.
    """

    def __init__(
        self, host: str, port: int, readiness: Readiness, registry: CollectorRegistry
    ) -> None:
        class Handler(_Handler):
            answers = StatusAnswers(readiness, registry)

        try:
            self._server = ThreadingHTTPServer((host, port), Handler)
        except OSError as error:
            raise AddressError(
                f"expected {host}:{port} to be free for health and metrics; "
                f"found: {error.strerror or error}"
            ) from error
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="status", daemon=True
        )

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class StatusAnswers:
    """The responses for health and metrics."""

    def __init__(self, readiness: Readiness, registry: CollectorRegistry) -> None:
        self._readiness = readiness
        self._registry = registry

    def to(self, path: str) -> tuple[int, str, bytes]:
        """Status code, content type and body for ``path``."""
        if path == "/healthz":
            return _answer("alive", "hangs", self._readiness.hanging())
        if path == "/readyz":
            return _answer("ready", "not ready", self._readiness.problems())
        if path == "/metrics":
            return 200, CONTENT_TYPE_LATEST, generate_latest(self._registry)
        return 404, "text/plain", b"expected /healthz, /readyz or /metrics\n"


def _answer(good: str, bad: str, problems: dict[str, str]) -> tuple[int, str, bytes]:
    body = {"status": bad if problems else good, "problems": problems}
    return 503 if problems else 200, "application/json", json.dumps(body).encode()


class _Handler(BaseHTTPRequestHandler):
    timeout = 5.0  # seconds; a connection occupies a thread, and a silent one must not for long
    answers: StatusAnswers

    def handle(self) -> None:
        """Answer; whoever asks may go before that, as with a busy machine's late answers."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        status, content_type, body = self.answers.to(self.path.partition("?")[0])
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Log nothing: probes come every few seconds."""
