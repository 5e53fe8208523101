"""Assembles the segmenter, runs it and stops it in order."""

import threading
import time
from collections.abc import Callable

import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.catalog_client.following import following
from spotter.rep_segmenter.cutting_queue import CuttingQueue
from spotter.rep_segmenter.door.intake import Intake
from spotter.rep_segmenter.door.pose_stream import SegmentationService
from spotter.rep_segmenter.door.stream_places import StreamPlaces
from spotter.rep_segmenter.housekeeping import Housekeeping
from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.segmenter import Segmenter
from spotter.rep_segmenter.settings import SegmenterSettings
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.rep_segmenter.stations.tracks import Limits
from spotter.rep_segmenter.storage.gone_stations import GoneStations
from spotter.rep_segmenter.storage.pose_log import PoseLog
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.rep_segmenter.storage.reserve import Reserve
from spotter.rep_segmenter.storage.sessions import Sessions
from spotter.rep_segmenter.storage.taught_equipment import TaughtEquipment
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.grpc.channel import Server
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.redis.membership import Membership
from spotter.runtime.redis.outage import kind_of
from spotter.runtime.status_server import StatusServer
from spotter.wire.names import SEGMENTERS

_STUCK_S = 30.0
_CUTTING_THREADS = 16
"""Stations cut at once; they mostly wait for Redis."""


def serve(settings: SegmenterSettings, stopping: threading.Event) -> None:
    """Serve until ``stopping`` is set.

    Raises :class:`AddressError` when the gRPC port or the status port is taken, and
    :class:`RefusedError` when no catalog is named.
    """
    client = connect(settings.redis_url)
    registry = CollectorRegistry()
    metrics = SegmenterMetrics(registry)
    known = KnownExercises.of(settings)
    exercises = Exercises(client, known)
    segmenter = _segmenter(client, exercises, metrics, settings)
    queue = CuttingQueue(segmenter, threads=_CUTTING_THREADS, clock=time.monotonic)
    metrics.unassigned.set_function(lambda: exercises.missing_count)
    places = StreamPlaces(settings.segmenter_streams, time.monotonic, metrics.door)
    intake = Intake(segmenter, exercises, queue, metrics.door, wall_clock_us)
    service = SegmentationService(intake, queue, segmenter.latest, places, stopping)
    server = _server(service, metrics, settings)
    membership = _membership(client, settings, server.port)
    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness = Readiness(
        {"redis": lambda: check(client), "main loop": watchdog.check, "cutting": queue.check}
    )
    readiness.turns("main loop", watchdog)
    gone = GoneStations(client)
    housekeeping = Housekeeping(
        segmenter,
        exercises,
        membership,
        gone,
        TaughtEquipment(client, known, exercises, segmenter.recognised),
        maintain=queue.maintain,
        feed_watchdog=watchdog.feed,
    )
    log = structlog.get_logger()
    status_server = StatusServer(settings.status_host, settings.status_port, readiness, registry)
    with status_server, following(known, settings.redis_url, stopping.set):
        # First what takes long: a member that is busy with it would miss its heartbeats.
        _despite_redis(exercises.refresh)
        server.start()
        log.info("ready", address=membership.member, status_port=status_server.port)
        try:
            housekeeping.run(stopping, beat_s=settings.segmenter_timeout_s / 8)
        finally:
            stopping.set()
            _stop(server, membership, queue, segmenter, settings.stop_wait_s)


def _stop(
    server: Server,
    membership: Membership,
    queue: CuttingQueue,
    segmenter: Segmenter,
    wait_s: float,
) -> None:
    """First pose workers leave for another segmenter, then the streams end.

    Then what they brought is cut, and only then is the state final and saved.
    """
    log = structlog.get_logger()
    log.info("stopping")
    server.decline()
    _despite_redis(membership.leave)
    server.stop(wait_s)
    queue.close(wait_s)
    _despite_redis(segmenter.save)
    log.info("stopped")


def _server(
    service: SegmentationService, metrics: SegmenterMetrics, settings: SegmenterSettings
) -> Server:
    return Server(
        f"{settings.segmenter_host}:{settings.segmenter_port}",
        service.add_to,
        GrpcSecurity.of(settings),
        streams=settings.segmenter_streams,
        on_stranger=metrics.door.refused_calls.labels("token").inc,
    )


def _membership(client: redis.Redis, settings: SegmenterSettings, port: int) -> Membership:
    return Membership(
        client,
        SEGMENTERS,
        f"{settings.reachable_host}:{port}",
        timeout_s=settings.segmenter_timeout_s,
        clock=time.monotonic,
    )


def _segmenter(
    client: redis.Redis,
    exercises: Exercises,
    metrics: SegmenterMetrics,
    settings: SegmenterSettings,
) -> Segmenter:
    return Segmenter(
        PoseLog(
            client,
            length=settings.pose_log_length,
            expiry_s=settings.rep_expiry_s,
            check_room=Reserve(client, time.monotonic).check,
        ),
        RepStore(client, expiry_s=settings.rep_expiry_s),
        exercises,
        Sessions(client, exercises.judges_one),
        metrics,
        limits=Limits(round(settings.track_timeout_s * 1e6), settings.tracks_per_station),
        frames_per_snapshot=settings.pose_log_length // 4,
    )


def _despite_redis(step: Callable[[], None]) -> None:
    try:
        step()
    except redis.RedisError as error:
        structlog.get_logger().warning(kind_of(error), reason=str(error))
