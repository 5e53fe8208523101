"""Assembles a pose worker, runs it and stops its parts in order."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event

import redis
import structlog

from spotter.estimators.estimator import Estimator
from spotter.pose_worker.delivery.acknowledger import Acknowledger
from spotter.pose_worker.delivery.delivery import Delivery
from spotter.pose_worker.delivery.outbox import Outbox
from spotter.pose_worker.equipment.following import FollowedEquipment
from spotter.pose_worker.equipment.second_opinion import SecondOpinion, detector_of
from spotter.pose_worker.equipment.taught_equipment import TaughtEquipment
from spotter.pose_worker.inference.batcher import Batcher
from spotter.pose_worker.inference.inference_loop import InferenceLoop
from spotter.pose_worker.inference.postprocessing import Postprocessor, StartedBatch
from spotter.pose_worker.intake.assembling import Intake, Servers
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_selection import FrameSelection
from spotter.pose_worker.intake.frame_totals import FrameTotals
from spotter.pose_worker.intake.reader import Reader
from spotter.pose_worker.metrics import Metrics
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.heartbeat import Heartbeat
from spotter.pose_worker.ownership.station_ownership import StationOwnership
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.loops import Loop
from spotter.runtime.redis.membership import Membership
from spotter.wire.names import POSE_WORKERS

_log = structlog.get_logger()

_clock = time.monotonic

_BEAT_CHECK_S = 0.05
_TOTALS_EVERY_S = 1.0
_EQUIPMENT_EVERY_S = 1.0
_CLOSE_S = 1.0


class Worker:
    """Runs heartbeat, reader, estimator, postprocessor and delivery concurrently.

    When a thread that estimates hangs for more than ``stuck_after_s``, the worker counts as stuck
    and others take over its stations.
    """

    def __init__(  # noqa: PLR0913 - all that it needs
        self,
        settings: PoseWorkerSettings,
        servers: Servers,
        estimator: Estimator,
        metrics: Metrics,
        stopping: Event,
        *,
        stuck_after_s: float,
    ) -> None:
        self._stopping, self._stop_wait_s = stopping, settings.stop_wait_s
        self._inference_watchdog, self._postprocessor_watchdog = (
            Watchdog(_clock, stuck_after_s) for _ in range(2)
        )
        self._membership = _membership(settings, servers.queue)
        self._heartbeat = Heartbeat(
            servers.queue, self._membership, self._is_stuck, timeout_s=settings.member_timeout_s
        )
        self._delivery = _delivery(settings, self._cluster_view)
        counts = FrameCounts(metrics.frames, _clock)
        self._frame_totals = FrameTotals(servers.queue, counts)
        is_jittery = settings.smooths(is_jittery=estimator.is_jittery)
        intake = Intake.of(
            settings, servers, counts, self._delivery, is_jittery=is_jittery, steady_s=_clock
        )
        self._acknowledger = Acknowledger(
            self._delivery, intake.streams, intake.track_ids, counts, _clock
        )
        self._batcher = _batcher(settings, intake.ownership)
        self._decoders = _decoders(settings)
        self._reader = Reader(
            intake.selection, self._cluster_view, self._batcher, self._decoders, stopping
        )
        self._equipment = TaughtEquipment(
            servers.queue, lambda: tuple(intake.ownership.stations), metrics.equipment
        )
        self._second_opinion = SecondOpinion(
            detector_of(settings), settings.hands_limits, _clock, metrics.equipment
        )
        self._inference_loop, self._postprocessor = _estimation(
            estimator,
            self._batcher,
            intake.selection,
            FollowedEquipment(
                lambda: self._equipment.by_station, _clock, metrics.equipment, self._second_opinion
            ),
            self._delivery,
            metrics,
        )
        metrics.stations.set_function(lambda: len(intake.ownership.stations))
        metrics.frames_unacked.set_function(self._delivery.unacknowledged)

    def run(self, readiness: Readiness) -> None:
        """Work until ``stopping``, then stop in order; raises what ended a thread."""
        readiness.add("model", lambda: None)
        readiness.add("segmenter", self._delivery.check)
        readiness.add("main loop", self._is_stuck)
        readiness.turns("estimator", self._inference_watchdog)
        readiness.turns("postprocessor", self._postprocessor_watchdog)
        fail = self._stopping.set
        loops = (
            reader := Loop("reader", self._reader.step, fail),
            postprocessor := Loop(
                "postprocessor",
                _feeding(self._postprocessor_watchdog, self._postprocessor.step),
                fail,
            ),
            Loop("acknowledger", self._acknowledger.step, fail),
            Loop("heartbeat", self._heartbeat.step, fail, pause_s=_BEAT_CHECK_S),
            Loop("frame totals", self._frame_totals.step, fail, pause_s=_TOTALS_EVERY_S),
            Loop("equipment", self._step_equipment, fail, pause_s=_EQUIPMENT_EVERY_S),
        )
        estimate = _feeding(self._inference_watchdog, self._inference_loop.step)
        try:
            while not self._stopping.is_set():
                estimate()
            self._batcher.close()
            reader.stop(_CLOSE_S)
            # A batch that never finishes, as when a GPU hangs, must not block the stop.
            is_stuck = self._postprocessor_watchdog.check
            while not (postprocessor.error or self._batcher.is_done or is_stuck()):
                estimate()
            self._await_acknowledgements()
        finally:
            self._batcher.close()
            for loop in loops:
                loop.stop(_CLOSE_S)
            self._decoders.shutdown(wait=False, cancel_futures=True)
            self._leave()
        for loop in loops:
            if loop.error:
                raise loop.error

    def _step_equipment(self) -> None:
        self._equipment.step()
        if self._equipment.by_station:
            self._second_opinion.prepare()

    def _is_stuck(self) -> str | None:
        return self._inference_watchdog.check() or self._postprocessor_watchdog.check()

    def _cluster_view(self) -> ClusterView:
        return self._heartbeat.cluster_view

    def _await_acknowledgements(self) -> None:
        """Wait for the segmenters while still a member."""
        give_up_s = _clock() + self._stop_wait_s
        while self._delivery.unacknowledged() and _clock() < give_up_s:
            time.sleep(_BEAT_CHECK_S)

    def _leave(self) -> None:
        try:
            self._acknowledger.step()
            self._membership.leave()
        except redis.RedisError as error:
            _log.warning("could not leave the group", reason=str(error))
        left = self._delivery.unacknowledged()
        self._delivery.close(_CLOSE_S)
        _log.info("stopped", unacknowledged_frames=left)


def _membership(settings: PoseWorkerSettings, queue: redis.Redis) -> Membership:
    name, timeout_s = settings.pose_worker_name, settings.member_timeout_s
    return Membership(queue, POSE_WORKERS, name, timeout_s=timeout_s, clock=_clock)


def _delivery(settings: PoseWorkerSettings, cluster_view: Callable[[], ClusterView]) -> Delivery:
    return Delivery(
        Outbox(max_age_s=settings.unsent_limit_s, max_frames=settings.unsent_limit_frames),
        cluster_view,
        _clock,
        ack_timeout_s=settings.ack_timeout_s,
        security=GrpcSecurity.of(settings),
    )


def _batcher(settings: PoseWorkerSettings, ownership: StationOwnership) -> Batcher:
    wait_s = settings.pose_batch_wait_s
    return Batcher(settings.pose_batch_size, wait_s, lambda: len(ownership.stations), _clock)


def _estimation(  # noqa: PLR0913, PLR0917 - all that the two share
    estimator: Estimator,
    batcher: Batcher,
    selection: FrameSelection,
    equipment: FollowedEquipment,
    delivery: Delivery,
    metrics: Metrics,
) -> tuple[InferenceLoop, Postprocessor]:
    """What the main thread does with a batch, and another one after it."""
    started = SimpleQueue[StartedBatch]()
    return (
        InferenceLoop(estimator, batcher, started, _clock, metrics, fresh=selection.fresh),
        Postprocessor(started, batcher, equipment, delivery.send, _clock, metrics),
    )


def _decoders(settings: PoseWorkerSettings) -> ThreadPoolExecutor:
    threads = min(settings.pose_batch_size, os.cpu_count() or 1)
    return ThreadPoolExecutor(threads, thread_name_prefix="decoder")


def _feeding(watchdog: Watchdog, step: Callable[[], None]) -> Callable[[], None]:
    def fed_step() -> None:
        watchdog.feed()
        step()

    return fed_step
