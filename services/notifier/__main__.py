"""Runs the notifier: ``python -m notifier``."""

import signal
import sys
import time
from functools import partial

from prometheus_client import CollectorRegistry
from pydantic import ValidationError

from notifier.app import make_app
from notifier.board import Board
from notifier.errors import NotifierError
from notifier.history import History
from notifier.live import Live
from notifier.live_socket import LiveSocket
from notifier.metrics import NotifierMetrics
from notifier.readers import Readers, reading_loops
from notifier.redis_reps import RepReader
from notifier.server import listen, serve
from notifier.settings import NotifierSettings
from runtime.health import Readiness
from runtime.lifecycle import stop_on_signals
from runtime.logs import configure_logs
from runtime.redis_connection import connect_async
from runtime.settings import problems_of
from runtime.status_server import StatusAnswers


def main() -> None:
    """Serve the page until SIGTERM or SIGINT."""
    # The web server raises the signal again once it has stopped; this makes that a normal end.
    stop_on_signals()
    try:
        settings = NotifierSettings()
        listener = listen(settings.host, settings.port)
    except ValidationError as error:
        sys.exit(problems_of(error))
    except NotifierError as error:
        sys.exit(f"notifier: {error}")
    configure_logs("notifier", log_format=settings.log_format, level=settings.log_level)
    registry, readiness = CollectorRegistry(), Readiness()
    metrics = NotifierMetrics(registry)
    client = connect_async(settings.redis_url)
    board = Board(
        silent_after_s=settings.silent_after_s, tallied_since_ms=settings.tallied_since_ms
    )
    live = Live(board, History(kept=settings.verdicts_kept), time.time)
    loops = reading_loops(client, live, metrics, settings, time.monotonic)
    for loop in loops:
        loop.watch(readiness)
    readers = Readers(client, loops, partial(signal.raise_signal, signal.SIGTERM))
    socket, status = LiveSocket(live, metrics, time.time), StatusAnswers(readiness, registry)
    serve(make_app(live, RepReader(client), socket, status, readers), listener)
    if readers.failure:
        raise readers.failure


if __name__ == "__main__":
    main()
