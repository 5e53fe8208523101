"""What the pose workers read, and what of it too late, is known to the other services."""

import redis
from prometheus_client import CollectorRegistry

from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_totals import FrameTotals
from spotter.pose_worker.intake.metrics import FrameMetrics
from spotter.runtime.redis.connection import connect
from spotter.wire import names


def counted() -> FrameCounts:
    counts = FrameCounts(FrameMetrics(CollectorRegistry()), lambda: 0.0)
    for _ in range(5):
        counts.received("rack-1")
    counts.dropped("rack-1", "stale", 2)
    counts.dropped("rack-1", "undecodable")
    return counts


def test_all_workers_add_to_the_same_totals(redis_client: redis.Redis) -> None:
    for totals in [FrameTotals(redis_client, counted()) for _ in range(2)]:
        totals.step()
        totals.step()
    assert redis_client.hgetall(names.FRAMES_READ) == {b"rack-1": b"10"}
    assert redis_client.hgetall(names.FRAMES_STALE) == {b"rack-1": b"4"}
    assert redis_client.ttl(names.FRAMES_READ) > 0


def test_what_cannot_be_told_is_told_later(redis_client: redis.Redis) -> None:
    counts = counted()
    FrameTotals(connect("redis://127.0.0.1:1", retries=0), counts).step()
    FrameTotals(redis_client, counts).step()
    assert redis_client.hgetall(names.FRAMES_STALE) == {b"rack-1": b"2"}


def test_nothing_is_written_while_nothing_is_read(redis_client: redis.Redis) -> None:
    totals = FrameTotals(redis_client, counted())
    totals.step()
    redis_client.expire(names.FRAMES_READ, 60)
    totals.step()
    assert redis_client.ttl(names.FRAMES_READ) <= 60
