"""Runs one pose worker from start to stop."""

import time
from collections.abc import Callable
from functools import partial
from threading import Event

import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.estimators.errors import EstimatorError
from spotter.estimators.estimator import Estimator
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.registry import make_estimator
from spotter.pose_worker.errors import EstimatorLoadError
from spotter.pose_worker.intake.assembling import Servers
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.pose_worker.worker import Worker
from spotter.runtime.health import Readiness
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.redis.server_clock import ServerClock
from spotter.runtime.status_server import StatusServer

_log = structlog.get_logger()

_STUCK_AFTER_S = 10.0


def estimator_of(settings: PoseWorkerSettings) -> Estimator:
    """Load the estimator that the settings name.

    Raises :class:`EstimatorLoadError` when it cannot be loaded.
    """
    try:
        return make_estimator(
            settings.pose,
            ModelCache.at(settings.models_dir),
            settings.estimator_threads,
            input_size_px=settings.input_size_px,
            device=settings.pose_device,
            prepared_batch=settings.pose_batch_size,
        )
    except EstimatorError as error:
        raise EstimatorLoadError(f"{error}") from error


def serve(
    settings: PoseWorkerSettings,
    stopping: Event,
    load_estimator: Callable[[PoseWorkerSettings], Estimator] = estimator_of,
) -> None:
    """Do as :func:`run` does, and serve health and metrics at the status address.

    Raises :class:`AddressError` when that address is taken.
    """
    registry, readiness = CollectorRegistry(), Readiness()
    with StatusServer(settings.status_host, settings.status_port, readiness, registry) as status:
        _log.info("started", status_port=status.port)
        run(
            settings,
            partial(load_estimator, settings),
            Metrics(registry),
            readiness,
            stopping,
            clock_of=partial(ServerClock, steady_s=time.monotonic),
            stuck_after_s=_STUCK_AFTER_S,
        )


def run(  # noqa: PLR0913 - all that a worker needs
    settings: PoseWorkerSettings,
    load_estimator: Callable[[], Estimator],
    metrics: Metrics,
    readiness: Readiness,
    stopping: Event,
    *,
    clock_of: Callable[[redis.Redis], ServerClock],
    stuck_after_s: float,
) -> None:
    """Work until ``stopping``, then hand the stations over in order.

    ``clock_of`` makes the clock of the frames' server, by which frames age. For ``stuck_after_s``
    see :class:`Worker`.

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
