"""The parts of a pose worker, put together, and the order in which they stop."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event

import redis
import structlog

from estimators.estimator import Estimator
from pose_worker.courier import Courier
from pose_worker.delivered import Delivered
from pose_worker.estimating import Estimating
from pose_worker.finishing import Begun, Finishing
from pose_worker.frame_counts import FrameCounts
from pose_worker.frame_streams import FrameStreams
from pose_worker.gathering import Gathering
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
from wire.names import POSE_WORKERS

_log = structlog.get_logger()

_clock = time.monotonic

_STUCK_AFTER_S = 10.0
"""When one of the threads that estimate does not turn for longer, the worker is stuck, and others
take its stations over."""

_FORGOTTEN_FACTOR = 2
_BEAT_CHECK_S = 0.05
_CLOSE_S = 1.0


@dataclass(frozen=True, slots=True)
class Servers:
    """The Redis servers of what lasts, and of the frames."""

    queue: redis.Redis
    frames: redis.Redis


class Worker:
    """Heartbeat, reading, estimating, finishing and delivering, side by side."""

    def __init__(
        self,
        settings: Settings,
        servers: Servers,
        estimator: Estimator,
        metrics: Metrics,
        stopping: Event,
    ) -> None:
        name, timeout_s = settings.pose_worker_name, settings.member_timeout_s
        is_jittery = settings.smooths(is_jittery=estimator.is_jittery)
        limits = Limits(
            budget_s=settings.latency_budget_s,
            forgotten_s=_FORGOTTEN_FACTOR * settings.unsent_limit_s,
            batch_frames=settings.pose_batch_size,
        )
        self._stopping, self._stop_wait_s = stopping, settings.stop_wait_s
        self._estimating_turns, self._finishing_turns = (
            Turns(_clock, _STUCK_AFTER_S) for _ in range(2)
        )
        self._clock = ServerClock(servers.frames, _clock)
        counts = FrameCounts(metrics, _clock)
        streams, track_ids = FrameStreams(servers.frames, name), TrackIds(servers.queue)
        self._membership = Membership(
            servers.queue, POSE_WORKERS, name, timeout_s=timeout_s, clock=_clock
        )
        self._heartbeat = Heartbeat(
            servers.queue, self._membership, self._is_stuck, timeout_s=timeout_s
        )
        outbox = Outbox(max_age_s=settings.unsent_limit_s, max_frames=settings.unsent_limit_frames)
        self._courier = Courier(outbox, self._roster, _clock, ack_timeout_s=settings.ack_timeout_s)
        self._delivered = Delivered(self._courier, streams, track_ids, counts, _clock)
        watchlist = Watchlist(
            Leftovers(streams, self._clock, limits, counts),
            Seeds(self._courier, track_ids, is_jittery=is_jittery),
            self._clock,
            patience_s=limits.budget_s,
        )
        intake = Intake(streams, watchlist, self._clock, limits, counts)
        self._gathering = Gathering(
            limits.batch_frames,
            settings.pose_batch_wait_s,
            lambda: len(watchlist.watches),
            _clock,
        )
        self._decoders = ThreadPoolExecutor(
            min(limits.batch_frames, os.cpu_count() or 1), thread_name_prefix="decoder"
        )
        self._reader = Reader(intake, self._roster, self._gathering, self._decoders, stopping)
        begun = SimpleQueue[Begun]()
        self._estimating = Estimating(
            estimator,
            self._gathering,
            begun,
            self._clock,
            metrics,
            fresh=intake.fresh,
        )
        self._finishing = Finishing(begun, self._gathering, self._courier.send, _clock, metrics)
        metrics.stations.set_function(lambda: len(watchlist.watches))
        metrics.frames_unacked.set_function(self._courier.unacknowledged)

    def run(self, readiness: Readiness) -> None:
        """Work until it is time to stop."""
        readiness.add("model", lambda: None)
        readiness.add("segmenter", self._courier.check)
        readiness.add("turns", self._is_stuck)
        fail = self._stopping.set
        loops = (
            reader := Loop("reader", self._reader.turn, fail),
            finisher := Loop("finisher", _noted(self._finishing_turns, self._finishing.turn), fail),
            Loop("delivered", self._delivered.turn, fail),
            Loop("heartbeat", self._heartbeat.turn, fail, pause_s=_BEAT_CHECK_S),
        )
        estimate = _noted(self._estimating_turns, self._estimating.turn)
        try:
            while not self._stopping.is_set():
                estimate()
            self._gathering.close()
            reader.stop(_CLOSE_S)
            # What is never finished, as by a GPU that hangs, must not keep the process.
            is_stuck = self._finishing_turns.check
            while not (finisher.error or self._gathering.is_done or is_stuck()):
                estimate()
            self._await_acknowledgements()
        finally:
            self._gathering.close()
            for loop in loops:
                loop.stop(_CLOSE_S)
            self._decoders.shutdown(wait=False, cancel_futures=True)
            self._leave()
        for loop in loops:
            if loop.error:
                raise loop.error

    def _is_stuck(self) -> str | None:
        return self._estimating_turns.check() or self._finishing_turns.check()

    def _roster(self) -> Roster:
        return self._heartbeat.roster

    def _await_acknowledgements(self) -> None:
        """Wait for the segmenters, while still a member."""
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


def _noted(turns: Turns, turn: Callable[[], None]) -> Callable[[], None]:
    def noted() -> None:
        turns.turn()
        turn()

    return noted
