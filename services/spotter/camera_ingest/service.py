"""The process as a whole: its stations' threads, started and stopped in order."""

import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from math import ceil, nan

import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.camera_ingest.capture.frame_publisher import FramePublisher
from spotter.camera_ingest.capture.frame_stream import FrameStream
from spotter.camera_ingest.capture.last_capture import last_captured_us
from spotter.camera_ingest.capture.station_loop import LoopContext, StationLoop
from spotter.camera_ingest.configuration.gym import Gym, StationConfig
from spotter.camera_ingest.former_stations import FormerStations
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
    metrics = IngestMetrics(registry)
    # No retries: a late frame is worth less than the next one.
    stations_redis = _connected(settings.redis_url)
    frames_redis = _connected(settings.frames_redis_url or settings.redis_url)
    metrics.frames_memory_ratio.set_function(partial(used_ratio, frames_redis))
    stations = gym.announced(settings.gym_part)
    supervisor = Supervisor(
        [station.station_id for station in gym.stations],
        StationRegistry(
            stations_redis, stations, FormerStations(stations_redis, frames_redis, stations)
        ),
        metrics,
        now_us=wall_clock_us,
        offline_after_s=settings.offline_after_s,
    )
    context = LoopContext(
        now_us=wall_clock_us,
        steady_s=time.monotonic,
        last_captured_us=partial(last_captured_us, stations_redis),
        random=random.random,
        stopping=stopping,
        report=supervisor.events.put,
        metrics=metrics,
        camera_timeout_s=settings.camera_timeout_s,
        pipeline_backlog=settings.pipeline_backlog,
    )
    loops = {
        station.station_id: make_loop(station, frames_redis, settings, context).run
        for station in gym.stations
    }
    watchdog = Watchdog(time.monotonic, _STEP_LIMIT_S)
    readiness = Readiness(
        {
            "stations' Redis": lambda: check(stations_redis),
            "frames' Redis": lambda: check(frames_redis),
            "main loop": watchdog.check,
        }
    )
    readiness.turns("main loop", watchdog)
    status = StatusServer(settings.status_host, settings.status_port, readiness, registry)
    with status:
        _log.info("started", stations=len(loops), status_port=status.port)
        with running(loops, stopping):
            supervisor.run(stopping, watchdog.feed)
        supervisor.stop()
    _log.info("stopped")


def make_loop(
    station: StationConfig, client: redis.Redis, settings: IngestSettings, context: LoopContext
) -> StationLoop:
    """The loop of one station, which sends its frames to the Redis of ``client``."""
    kept = ceil(settings.frames_kept_s * station.frame_rate_hz)
    # More than the frames that may wait for the pipeline, so that none of those is trimmed.
    length = max(kept, 2 * settings.pipeline_backlog)
    publisher = FramePublisher(
        FrameStream(client, station.station_id, length),
        context.metrics,
        station_id=station.station_id,
        zone=station.announced().zone,
        max_side_px=station.frame_px or settings.max_side_px,
        jpeg_quality=settings.jpeg_quality,
        new_trace_id=new_trace_id,
    )
    return StationLoop(station, publisher, context)


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
