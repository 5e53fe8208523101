"""Assembles checkin and keeps it reading."""

import threading
import time

import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.checkins import Checkins
from spotter.catalog_client.people.faces import Faces
from spotter.checkin.asked import AskedStations
from spotter.checkin.codes.reader import CodeReader
from spotter.checkin.full_frames import FullFrames
from spotter.checkin.metrics import CheckinMetrics
from spotter.checkin.reader import Reader
from spotter.checkin.settings import CheckinSettings
from spotter.checkin.watching import Watching
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.redis.outage import RedisOutage
from spotter.runtime.status_server import StatusServer

_log = structlog.get_logger()
_STUCK_S = 30.0
_IDLE_S = 0.25
_AFTER_ERROR_S = 0.5


def serve(settings: CheckinSettings, stopping: threading.Event) -> None:
    """Read until ``stopping`` is set.

    Raises :class:`AddressError` when the status port is taken, :class:`RefusedError` when no
    catalog is named, and :class:`FacesLoadError`.
    """
    registry = CollectorRegistry()
    metrics = CheckinMetrics(registry)
    client = connect(settings.redis_url)
    frames = connect(settings.frames_redis_url or settings.redis_url)
    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness = Readiness(
        {
            "redis": lambda: check(client),
            "frames_redis": lambda: check(frames),
            "main loop": watchdog.check,
        }
    )
    readiness.turns("main loop", watchdog)
    status = StatusServer(settings.status_host, settings.status_port, readiness, registry)
    with status, client, frames, CatalogChannel.of(settings) as channel:
        _log.info("started", status_port=status.port, name=settings.checkin_name)
        readers = _readers(settings, client, channel, metrics)
        asked = AskedStations(client, settings.checkin_name)
        watching = Watching(asked, FullFrames(frames), readers, metrics)
        _keep_watching(watching, stopping, watchdog)
    _log.info("stopped")


def _readers(
    settings: CheckinSettings, client: redis.Redis, channel: CatalogChannel, metrics: CheckinMetrics
) -> list[Reader]:
    codes = CodeReader(Checkins(channel).report_code, metrics)
    if not settings.faces:
        return [codes]
    # Their runtimes take 60 MB, and most gyms have no faces.
    from spotter.checkin.faces.loading import face_reader  # noqa: PLC0415

    return [codes, face_reader(settings, client, Faces(channel), metrics)]


def _keep_watching(watching: Watching, stopping: threading.Event, watchdog: Watchdog) -> None:
    outage = RedisOutage("check-ins")
    pause_s = 0.0
    while not stopping.wait(pause_s):
        watchdog.feed()
        try:
            pause_s = 0.0 if watching.step() else _IDLE_S
        except redis.RedisError as error:
            outage.begin(error)
            watching.stop()
            pause_s = _AFTER_ERROR_S
        else:
            outage.end()
