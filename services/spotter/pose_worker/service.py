"""One pose worker from start to stop."""

from collections.abc import Callable
from threading import Event

import structlog
from prometheus_client import CollectorRegistry

from spotter.estimators.estimator import Estimator
from spotter.pose_worker.errors import StatusAddressError
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.settings import Settings
from spotter.pose_worker.worker import Servers, Worker
from spotter.runtime.health import Readiness
from spotter.runtime.redis_connection import check, connect
from spotter.runtime.status_server import StatusServer

_log = structlog.get_logger()


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
        run(settings, load_estimator, Metrics(registry), readiness, stopping)


def run(
    settings: Settings,
    load_estimator: Callable[[], Estimator],
    metrics: Metrics,
    readiness: Readiness,
    stopping: Event,
) -> None:
    """Work until ``stopping``, then hand the stations over in order.

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
        servers = Servers(queue, frames)
        Worker(settings, servers, estimator, metrics, stopping).run(readiness)
