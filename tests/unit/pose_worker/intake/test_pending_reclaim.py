"""Frames that other workers left pending, in a real Redis."""

import redis
from prometheus_client import CollectorRegistry

from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.intake.metrics import FrameMetrics
from spotter.pose_worker.intake.pending_reclaim import PendingReclaim
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.runtime.redis.membership import server_time_s
from spotter.runtime.redis.server_clock import ServerClock
from spotter.wire.names import frame_stream

STATION = "rack-1"
LIMITS = Limits(budget_s=30, lost_after_s=90, batch_frames=4)


class Someone:
    """A pose worker's streams and reclaim; ``alive`` are the other live workers."""

    def __init__(self, client: redis.Redis, name: str, *alive: str) -> None:
        self.registry = CollectorRegistry()
        self.streams = FrameStreams(client, name)
        self.cluster_view = ClusterView(name, workers=(name, *alive))
        clock = ServerClock(client, lambda: 0.0)
        clock.synchronise()
        counts = FrameCounts(FrameMetrics(self.registry), lambda: 0.0)
        self.pending_reclaim = PendingReclaim(self.streams, clock, LIMITS, counts)

    def claim(self) -> list[bytes]:
        return [entry.entry_id for entry in self.pending_reclaim.claim(STATION, self.cluster_view)]

    def read(self) -> list[bytes]:
        return [entry.entry_id for entry in self.streams.read([STATION], block_ms=None)]

    def dropped(self, reason: str) -> float:
        name, labels = "spotter_pose_worker_frames_dropped_total", {"reason": reason}
        return self.registry.get_sample_value(name, {**labels, "station": STATION}) or 0.0


def add(client: redis.Redis, frames: int, *, age_s: float = 1.0) -> list[bytes]:
    """Add frames to the station's stream and create its group."""
    FrameStreams(client, "nobody").ensure_group(STATION)
    added_ms = round((server_time_s(client) - age_s) * 1000)
    ids = [f"{added_ms + number}-0".encode() for number in range(frames)]
    for entry_id in ids:
        client.xadd(frame_stream(STATION), {"field": "value"}, id=entry_id)
    return ids


def test_fresh_frames_of_a_dead_worker_come_in_order(redis_client: redis.Redis) -> None:
    ids = add(redis_client, 5)
    assert Someone(redis_client, "dead").read() == ids
    successor = Someone(redis_client, "successor")
    assert successor.claim() == ids
    assert successor.claim() == []


def test_a_live_workers_frames_are_in_progress(redis_client: redis.Redis) -> None:
    add(redis_client, 2)
    Someone(redis_client, "other").read()
    me = Someone(redis_client, "me", "other")
    assert me.pending_reclaim.is_in_progress(STATION, me.cluster_view)
    assert me.claim() == []


def test_a_station_that_no_worker_has_read_has_no_frames_in_progress(
    redis_client: redis.Redis,
) -> None:
    me = Someone(redis_client, "me", "other")
    assert not me.pending_reclaim.is_in_progress(STATION, me.cluster_view)


def test_stale_frames_are_counted_by_one_worker_only(redis_client: redis.Redis) -> None:
    add(redis_client, 3, age_s=60)
    Someone(redis_client, "dead").read()
    one, other = Someone(redis_client, "one", "other"), Someone(redis_client, "other", "one")
    assert one.claim() == other.claim() == []
    assert (one.dropped("stale"), other.dropped("stale")) == (3, 0)
    assert one.streams.pending(STATION) == []


def test_frames_older_than_what_was_read_are_given_up(redis_client: redis.Redis) -> None:
    add(redis_client, 2)
    dead, me = Someone(redis_client, "dead"), Someone(redis_client, "me")
    dead.read()
    newest = add(redis_client, 1, age_s=0)
    assert me.read() == newest
    assert me.claim() == []
    assert me.dropped("overtaken") == 2
    assert [entry.entry_id for entry in me.streams.pending(STATION)] == newest


def test_frames_left_by_an_earlier_process_of_the_same_name_are_claimed(
    redis_client: redis.Redis,
) -> None:
    ids = add(redis_client, 2)
    Someone(redis_client, "me").read()
    me = Someone(redis_client, "me")
    assert me.claim() == ids
    assert me.claim() == []


def test_a_dead_worker_with_nothing_pending_is_forgotten(redis_client: redis.Redis) -> None:
    add(redis_client, 2)
    Someone(redis_client, "dead").read()
    Someone(redis_client, "successor").claim()
    consumers = redis_client.xinfo_consumers(frame_stream(STATION), "pose")
    assert [consumer["name"] for consumer in consumers] == [b"successor"]
