"""One pose worker from start to stop."""

import time
from collections.abc import Callable
from queue import Queue
from threading import Event

import redis
import structlog
from prometheus_client import CollectorRegistry

from estimators.estimator import Estimator
from pose_worker.courier import Courier
from pose_worker.decoding import ReadyFrame
from pose_worker.delivered import Delivered
from pose_worker.errors import StatusAddressError
from pose_worker.estimating import Estimating
from pose_worker.frame_counts import FrameCounts
from pose_worker.frame_streams import FrameStreams
from pose_worker.heartbeat import Heartbeat
from pose_worker.intake import Intake
from pose_worker.leftovers import Leftovers
from pose_worker.limits import Limits
from pose_worker.loops import Loop
from pose_worker.metrics import Metrics
from pose_worker.outbox import Outbox
from pose_worker.reader import Reader
from pose_worker.roster import Roster
from pose_worker.seeds import Seeds
from pose_worker.server_clock import ServerClock
from pose_worker.settings import Settings
from pose_worker.track_ids import TrackIds
from pose_worker.watchlist import Watchlist
from runtime.health import Readiness, Turns
from runtime.membership import Membership
from runtime.redis_connection import check, connect
from runtime.status_server import StatusServer
from wire.names import POSE_WORKERS

_log = structlog.get_logger()

_clock = time.monotonic

_STUCK_AFTER_S = 10.0
"""A main loop that does not turn for longer is stuck, and other workers take its stations over."""

_FORGOTTEN_FACTOR = 2
_BEAT_CHECK_S = 0.05
_CLOSE_S = 1.0


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
        _log.info("model loaded", estimator=estimator.name, worker=settings.pose_worker_name)
        worker = _Worker(settings, queue, frames, metrics, stopping)
        worker.run(estimator, readiness)


class _Worker:
    """Heartbeat, reading, estimating and delivering, side by side."""

    def __init__(
        self,
        settings: Settings,
        queue: redis.Redis,
        frames: redis.Redis,
        metrics: Metrics,
        stopping: Event,
    ) -> None:
        name, timeout_s = settings.pose_worker_name, settings.member_timeout_s
        limits = Limits(
            budget_s=settings.latency_budget_s,
            forgotten_s=_FORGOTTEN_FACTOR * settings.unsent_limit_s,
            batch_frames=settings.pose_batch_size,
        )
        self._stopping, self._metrics, self._stop_wait_s = stopping, metrics, settings.stop_wait_s
        self._ready = Queue[list[ReadyFrame]](maxsize=1)
        self._turns = Turns(_clock, _STUCK_AFTER_S)
        self._clock = ServerClock(frames, _clock)
        counts = FrameCounts(metrics, _clock)
        streams, track_ids = FrameStreams(frames, name), TrackIds(queue)
        self._membership = Membership(queue, POSE_WORKERS, name, timeout_s=timeout_s, clock=_clock)
        self._heartbeat = Heartbeat(queue, self._membership, self._turns, timeout_s=timeout_s)
        outbox = Outbox(max_age_s=settings.unsent_limit_s, max_frames=settings.unsent_limit_frames)
        self._courier = Courier(outbox, self._roster, _clock, ack_timeout_s=settings.ack_timeout_s)
        self._delivered = Delivered(self._courier, streams, track_ids, counts, _clock)
        watchlist = Watchlist(
            Leftovers(streams, self._clock, limits, counts),
            Seeds(self._courier, track_ids),
            self._clock,
            patience_s=limits.budget_s,
        )
        intake = Intake(streams, watchlist, self._clock, limits, counts)
        self._reader = Reader(intake, self._roster, self._ready, stopping)
        metrics.stations.set_function(lambda: len(watchlist.watches))
        metrics.frames_unacked.set_function(self._courier.unacknowledged)

    def run(self, estimator: Estimator, readiness: Readiness) -> None:
        """Work until it is time to stop."""
        estimating = Estimating(
            estimator, self._ready, self._courier.send, self._clock, self._metrics
        )
        readiness.add("model", lambda: None)
        readiness.add("segmenter", self._courier.check)
        readiness.add("turns", self._turns.check)
        fail = self._stopping.set
        heartbeat = Loop("heartbeat", self._heartbeat.turn, fail, pause_s=_BEAT_CHECK_S)
        delivered = Loop("delivered", self._delivered.turn, fail)
        reader = Loop("reader", self._reader.turn, fail)
        try:
            while not self._stopping.is_set():
                self._turns.turn()
                estimating.turn()
            reader.stop(_CLOSE_S)
            self._finish(estimating)
        finally:
            delivered.stop(_CLOSE_S)
            heartbeat.stop(_CLOSE_S)
            self._leave()
        for loop in (heartbeat, delivered, reader):
            if loop.error:
                raise loop.error

    def _roster(self) -> Roster:
        return self._heartbeat.roster

    def _finish(self, estimating: Estimating) -> None:
        """Estimate what is decoded and wait for its acknowledgement, while still a member."""
        while not self._ready.empty():
            estimating.turn()
        give_up_s = _clock() + self._stop_wait_s
        while self._courier.unacknowledged() and _clock() < give_up_s:
            time.sleep(_BEAT_CHECK_S)

    def _leave(self) -> None:
        try:
            self._delivered.turn()
            self._membership.leave()
        except redis.RedisError as error:
            _log.warning("left without a word", error=str(error))
        left = self._courier.unacknowledged()
        self._courier.close(_CLOSE_S)
        _log.info("stopped", unacknowledged_frames=left)
