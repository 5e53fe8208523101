"""One pose worker from start to stop."""

import time
from collections.abc import Callable
from functools import partial
from threading import Event

import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.estimators.estimator import Estimator
from spotter.pose_worker.errors import StatusAddressError
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.settings import Settings
from spotter.pose_worker.worker import Servers, Worker
from spotter.runtime.health import Readiness
from spotter.runtime.redis_connection import check, connect
from spotter.runtime.server_clock import ServerClock
from spotter.runtime.status_server import StatusServer

_log = structlog.get_logger()

_STUCK_AFTER_S = 10.0


def serve(settings: Settings, load_estimator: Callable[[], Estimator], stopping: Event) -> None:
    """Do as :func:`run` does, and say at the status address how it goes.

    Raises :class:`StatusAddressError` when that address is taken.
    """
    registry, readiness = CollectorRegistry(), Readiness()
    try:
        status = StatusServer(settings.status_host, settings.status_port, readiness, registry)
    except OSError as error:
        raise StatusAddressError(
            f"expected {settings.status_host}:{settings.status_port} to be free for health and "
            f"metrics; found: {error.strerror}"
        ) from error
    with status:
        _log.info("started", status_port=status.port)
        run(
            settings,
            load_estimator,
            Metrics(registry),
            readiness,
            stopping,
            clock_of=partial(ServerClock, steady_s=time.monotonic),
            stuck_after_s=_STUCK_AFTER_S,
        )


def run(  # noqa: PLR0913 - all that a worker is given
    settings: Settings,
    load_estimator: Callable[[], Estimator],
    metrics: Metrics,
    readiness: Readiness,
    stopping: Event,
    *,
    clock_of: Callable[[redis.Redis], ServerClock],
    stuck_after_s: float,
) -> None:
    """Work until ``stopping``, then hand the stations over in order.

    ``clock_of`` the frames' server says how old frames are. For ``stuck_after_s`` see
    :class:`spotter.pose_worker.worker.Worker`.

    Raises what ``load_estimator`` raises, and what ended one of the threads.
    """
    readiness.add("model", lambda: "the model is being loaded")
    queue = connect(settings.redis_url)
    frames = connect(settings.frames_redis_url or settings.redis_url)
    readiness.add("redis", lambda: check(queue))
    readiness.add("frames_redis", lambda: check(frames))
    with queue, frames:
        estimator = load_estimator()
        _log.info(
            "model loaded",
            estimator=estimator.name,
            device=estimator.device,
            worker=settings.pose_worker_name,
        )
        servers = Servers(queue, frames, clock_of(frames))
        Worker(settings, servers, estimator, metrics, stopping, stuck_after_s=stuck_after_s).run(
            readiness
        )
