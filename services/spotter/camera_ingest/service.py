"""The process as a whole: its stations' threads, started and stopped in order."""

import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from math import ceil, nan

import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.camera_ingest.browsers.serving import BrowserServer
from spotter.camera_ingest.capture.frame_publisher import FramePublisher
from spotter.camera_ingest.capture.frame_stream import FrameStream
from spotter.camera_ingest.capture.full_frames import FullFrames
from spotter.camera_ingest.capture.last_capture import last_captured_us
from spotter.camera_ingest.capture.loop_context import LoopContext
from spotter.camera_ingest.capture.station_loop import StationLoop
from spotter.camera_ingest.configuration.gym import Gym, StationConfig
from spotter.camera_ingest.former_stations import FormerStations
from spotter.camera_ingest.gates import Gates
from spotter.camera_ingest.looked_at import LookedAt
from spotter.camera_ingest.metrics import IngestMetrics
from spotter.camera_ingest.settings import IngestSettings
from spotter.camera_ingest.station_registry import StationRegistry
from spotter.camera_ingest.supervisor import Supervisor
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.redis.room import Room
from spotter.runtime.status_server import StatusServer

_log = structlog.get_logger()

_STOP_S = 0.7
"""How long to wait for threads. One that waits for a camera ends with the process."""

_REDIS_TIMEOUT_S = 1.0
_STEP_LIMIT_S = 10.0


def serve(gym: Gym, settings: IngestSettings, stopping: threading.Event) -> None:
    """Serve all stations of the ``gym`` until told to stop.

    Raises :class:`AddressError` when the status port is taken.
    """
    registry = CollectorRegistry()
    parts = _parts(gym, settings, IngestMetrics(registry), stopping)
    watchdog = Watchdog(time.monotonic, _STEP_LIMIT_S)
    readiness = Readiness(
        {
            "stations' Redis": lambda: check(parts.stations_redis),
            "frames' Redis": lambda: check(parts.frames_redis),
            "main loop": watchdog.check,
        }
    )
    readiness.turns("main loop", watchdog)

    def stepped() -> None:
        parts.looked_at.step()
        parts.gates.step()
        watchdog.feed()

    status = StatusServer(settings.status_host, settings.status_port, readiness, registry)
    with status, parts.browsers:
        _log.info("started", stations=len(gym.stations), status_port=status.port)
        stepped()
        with running(_loops(gym, settings, parts, stopping), stopping):
            parts.supervisor.run(stopping, stepped)
        parts.supervisor.stop()
    _log.info("stopped")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the stations share."""

    stations_redis: redis.Redis
    frames_redis: redis.Redis
    metrics: IngestMetrics
    looked_at: LookedAt
    gates: Gates
    browsers: BrowserServer
    supervisor: Supervisor


def _parts(
    gym: Gym, settings: IngestSettings, metrics: IngestMetrics, stopping: threading.Event
) -> _Parts:
    # No retries: a late frame is worth less than the next one.
    stations_redis = _connected(settings.redis_url)
    frames_redis = _connected(settings.frames_redis_url or settings.redis_url)
    metrics.frames.memory_used_ratio.set_function(partial(used_ratio, frames_redis))
    station_ids = [station.station_id for station in gym.stations]
    looked_at = LookedAt(stations_redis, station_ids)
    gates = Gates(stations_redis, gym.stations, looked_at, stopping)
    browsers = BrowserServer(gym.stations, settings, metrics, gates.by_station, looked_at)
    announced = gym.announced(settings.gym_part, browsers.address)
    former = FormerStations(stations_redis, frames_redis, announced)
    supervisor = Supervisor(
        station_ids,
        StationRegistry(stations_redis, announced, former),
        metrics,
        now_us=wall_clock_us,
        offline_after_s=settings.offline_after_s,
    )
    return _Parts(stations_redis, frames_redis, metrics, looked_at, gates, browsers, supervisor)


def _loops(
    gym: Gym, settings: IngestSettings, parts: _Parts, stopping: threading.Event
) -> dict[str, Callable[[], None]]:
    context = LoopContext(
        now_us=wall_clock_us,
        steady_s=time.monotonic,
        last_captured_us=partial(last_captured_us, parts.stations_redis),
        random=random.random,
        stopping=stopping,
        report=parts.supervisor.events.put,
        metrics=parts.metrics,
        camera_timeout_s=settings.camera_timeout_s,
        pipeline_backlog=settings.pipeline_backlog,
        browsers=parts.browsers.cameras,
        gates=parts.gates.by_station,
        looked_at=parts.looked_at,
    )
    return {
        station.station_id: make_loop(station, parts.frames_redis, settings, context).run
        for station in gym.stations
    }


def make_loop(
    station: StationConfig,
    client: redis.Redis,
    settings: IngestSettings,
    context: LoopContext,
) -> StationLoop:
    """The loop of one station, which sends its frames to the Redis of ``client``.

    It sends them at full size, too, while it is looked at.
    """
    kept = ceil(settings.frames_kept_s * station.frame_rate_hz)
    # More than the frames that may wait for the pipeline, so that none of those is trimmed.
    length = max(kept, 2 * settings.pipeline_backlog)
    zone = station.part
    publisher = FramePublisher(
        FrameStream(client, station.station_id, length),
        context.metrics,
        station_id=station.station_id,
        zone=zone,
        max_side_px=station.frame_px or settings.max_side_px,
        jpeg_quality=settings.jpeg_quality,
        new_trace_id=new_trace_id,
    )
    full_frames = FullFrames(
        client,
        station.station_id,
        zone=zone,
        looked_at=context.looked_at,
        new_trace_id=new_trace_id,
    )
    return StationLoop(station, publisher, full_frames, context)


def new_trace_id() -> str:
    """A W3C trace id."""
    return secrets.token_hex(16)


@contextmanager
def running(loops: Mapping[str, Callable[[], None]], stopping: threading.Event) -> Iterator[None]:
    """Run each of the named loops in a thread; at the end, stop them together."""
    threads = [
        # A copy of the context, so that a thread's log lines name the process too.
        threading.Thread(target=copy_context().run, args=(run,), name=name, daemon=True)
        for name, run in loops.items()
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopping.set()
        deadline_s = time.monotonic() + _STOP_S
        for thread in threads:
            thread.join(max(0.0, deadline_s - time.monotonic()))


def used_ratio(client: redis.Redis) -> float:
    """The part of the server's limit that is used, NaN while it does not answer."""
    try:
        return Room.with_any_limit(client.info("memory")).used_ratio
    except redis.RedisError:
        return nan


def _connected(url: str) -> redis.Redis:
    return connect(url, timeout_s=_REDIS_TIMEOUT_S, retries=0)
