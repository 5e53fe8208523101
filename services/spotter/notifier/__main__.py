"""Runs the notifier: ``python -m spotter.notifier``."""

import sys
import time

from prometheus_client import CollectorRegistry
from pydantic import ValidationError

from spotter.notifier.errors import NotifierError
from spotter.notifier.live.history import History
from spotter.notifier.live.live import Live
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.readers.readers import Readers, reading_loops
from spotter.notifier.readers.reps import RepReader
from spotter.notifier.settings import NotifierSettings
from spotter.notifier.web.app import make_app
from spotter.notifier.web.live_socket import LiveSocket
from spotter.notifier.web.server import listen, serve
from spotter.runtime.health import Readiness
from spotter.runtime.lifecycle import stop_on_signals
from spotter.runtime.logs import configure_logs
from spotter.runtime.redis_connection import connect_async
from spotter.runtime.settings import problems_of
from spotter.runtime.status_server import StatusAnswers


def main() -> None:
    """Serve the page until SIGTERM or SIGINT."""
    stopping = stop_on_signals()
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
    status_board = StationStatusBoard(
        silent_after_s=settings.silent_after_s, tallied_since_ms=settings.tallied_since_ms
    )
    live = Live(status_board, History(kept=settings.verdicts_kept), time.time)
    loops = reading_loops(client, live, metrics, settings, time.monotonic)
    for loop in loops:
        loop.watch(readiness)
    readers = Readers(client, loops, stopping.set)
    socket, status = LiveSocket(live, metrics, time.time), StatusAnswers(readiness, registry)
    serve(make_app(live, RepReader(client), socket, status, readers), listener, stopping)
    if readers.failure:
        raise readers.failure


if __name__ == "__main__":
    main()
