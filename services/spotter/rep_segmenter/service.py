"""Assembles the segmenter, runs it and stops it in order."""

import threading
import time
from collections.abc import Callable

import grpc
import redis
import structlog
from grpc_health.v1 import health_pb2
from prometheus_client import CollectorRegistry

from spotter.api.segmentation.v1.segmentation_service_pb2_grpc import (
    add_SegmentationServiceServicer_to_server,
)
from spotter.rep_segmenter.housekeeping import Housekeeping
from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.pose_stream import SegmentationService
from spotter.rep_segmenter.segmenter import Segmenter
from spotter.rep_segmenter.settings import SegmenterSettings
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.rep_segmenter.stations.tracks import Limits
from spotter.rep_segmenter.storage.pose_log import PoseLog
from spotter.rep_segmenter.storage.rep_store import RepStore
from spotter.runtime.errors import AddressError
from spotter.runtime.grpc_channel import make_server
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.redis.membership import Membership
from spotter.runtime.status_server import StatusServer
from spotter.wire.names import SEGMENTERS

_STUCK_S = 30.0


def serve(settings: SegmenterSettings, stopping: threading.Event) -> None:
    """Serve until ``stopping`` is set.

    Raises :class:`AddressError` when the gRPC port or the status port is taken.
    """
    client = connect(settings.redis_url)
    registry = CollectorRegistry()
    metrics = SegmenterMetrics(registry)
    exercises = Exercises(client)
    segmenter = _segmenter(client, exercises, metrics, settings)
    server, health = make_server(threads=settings.segmenter_streams + 4)
    service = SegmentationService(segmenter, metrics, stopping)
    add_SegmentationServiceServicer_to_server(service, server)
    port = _listen(server, settings)

    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness = Readiness({"redis": lambda: check(client), "main loop": watchdog.check})
    readiness.turns("main loop", watchdog)
    membership = Membership(
        client,
        SEGMENTERS,
        f"{settings.reachable_host}:{port}",
        timeout_s=settings.segmenter_timeout_s,
        clock=time.monotonic,
    )
    log = structlog.get_logger()
    status_server = StatusServer(settings.status_host, settings.status_port, readiness, registry)
    with status_server:
        # First what takes long: a member that is busy with it would miss its heartbeats.
        _despite_redis(exercises.refresh)
        server.start()
        health.set("", health_pb2.HealthCheckResponse.SERVING)
        log.info("ready", address=membership.member, status_port=status_server.port)
        try:
            housekeeping = Housekeeping(segmenter, exercises, membership, metrics, watchdog.feed)
            housekeeping.run(stopping, beat_s=settings.segmenter_timeout_s / 8)
        finally:
            # First pose workers leave for another segmenter, then the streams end, and only then is
            # the state final and saved.
            stopping.set()
            log.info("stopping")
            health.set("", health_pb2.HealthCheckResponse.NOT_SERVING)
            _despite_redis(membership.leave)
            server.stop(settings.stop_wait_s).wait()
            _despite_redis(segmenter.save)
            log.info("stopped")


def _segmenter(
    client: redis.Redis,
    exercises: Exercises,
    metrics: SegmenterMetrics,
    settings: SegmenterSettings,
) -> Segmenter:
    return Segmenter(
        PoseLog(client, length=settings.pose_log_length),
        RepStore(client, expiry_s=settings.rep_expiry_s),
        exercises,
        metrics,
        Limits(round(settings.track_timeout_s * 1e6), settings.tracks_per_station),
        frames_per_snapshot=settings.pose_log_length // 4,
    )


def _listen(server: grpc.Server, settings: SegmenterSettings) -> int:
    address = f"{settings.segmenter_host}:{settings.segmenter_port}"
    try:
        return server.add_insecure_port(address)
    except RuntimeError as error:
        raise AddressError(
            f"expected {address} to be free for pose workers; cannot listen there"
        ) from error


def _despite_redis(step: Callable[[], None]) -> None:
    try:
        step()
    except redis.RedisError as error:
        structlog.get_logger().warning("Redis does not answer", reason=str(error))
