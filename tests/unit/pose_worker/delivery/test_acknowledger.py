"""Frames are acknowledged in a real Redis once their poses are delivered."""

import gc
import weakref
from collections.abc import Iterable

import numpy as np
import redis
from prometheus_client import CollectorRegistry

from spotter.pose_worker.delivery.acknowledger import ENTRIES_KEPT, Acknowledger
from spotter.pose_worker.delivery.delivery import Delivery
from spotter.pose_worker.delivery.outbox import Outbox, OutgoingPoses
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.metrics import FrameMetrics
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.track_ids import TrackIds
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.names import POSE_GROUP, frame_stream
from spotter.wire.poses.people import PoseFrame, TrackedPerson
from support.servers.limited_user import limited_client


class Worker:
    """The delivery side of a pose worker; ``queue`` is the client for the track ids."""

    def __init__(self, client: redis.Redis, queue: redis.Redis) -> None:
        self._client = client
        self._streams = FrameStreams(client, "me")
        self._delivery = Delivery(
            Outbox(max_age_s=1, max_frames=1),
            lambda: ClusterView("me"),
            lambda: 0.0,
            ack_timeout_s=1,
            security=GrpcSecurity(),
        )
        counts = FrameCounts(FrameMetrics(CollectorRegistry()), lambda: 0.0)
        self._acknowledger = Acknowledger(
            self._delivery, self._streams, TrackIds(queue), counts, lambda: 0.0
        )
        self.track_ids = TrackIds(client)

    def deliver(self, station_id: str, frames: int, people: Iterable[TrackedPerson] = ()) -> None:
        """Read ``frames`` frames of a station and have the segmenter acknowledge their poses."""
        self._streams.ensure_group(station_id)
        adding = self._client.pipeline()
        for _ in range(frames):
            adding.xadd(frame_stream(station_id), {"field": "value"})
        ids = adding.execute()
        self._client.xreadgroup(POSE_GROUP, "me", {frame_stream(station_id): ">"})
        poses = PoseFrame(station_id, 1, 640, 480, "0" * 32, tuple(people))
        self._delivery.done.put([OutgoingPoses(entry_id, poses, 0.0) for entry_id in ids])

    def step(self) -> None:
        self._acknowledger.step()

    def pending(self, station_id: str) -> int:
        return int(self._client.xpending(frame_stream(station_id), POSE_GROUP)["pending"])


def person(track_id: int) -> TrackedPerson:
    return TrackedPerson(track_id, np.zeros((25, 3), np.float32))


def test_a_station_that_cannot_be_acknowledged_does_not_block_others(
    redis_client: redis.Redis,
) -> None:
    worker = Worker(redis_client, redis_client)
    worker.deliver("rack-1", 2, [person(7)])
    worker.deliver("rack-2", 3, [person(8)])
    redis_client.delete(frame_stream("rack-1"))
    redis_client.set(frame_stream("rack-1"), "no stream")
    worker.step()
    worker.step()
    assert worker.pending("rack-2") == 0
    assert worker.track_ids.next_id("rack-2") == 9


def test_acknowledgements_waiting_for_redis_are_bounded_hold_no_poses_and_lose_no_track_id(
    redis_client: redis.Redis, redis_url: str
) -> None:
    with limited_client(redis_client, redis_url) as (queue, user):
        worker = Worker(redis_client, queue)
        user.forbid("zadd")
        someone = person(7)
        poses = weakref.ref(someone.keypoints)
        worker.deliver("rack-1", 2, [someone])
        del someone
        worker.step()
        gc.collect()
        assert poses() is None
        worker.deliver("rack-1", ENTRIES_KEPT)
        worker.step()
        user.forbid()
        worker.step()
    assert worker.pending("rack-1") == 2
    assert worker.track_ids.next_id("rack-1") == 8
