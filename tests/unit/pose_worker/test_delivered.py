"""Frames whose poses are safe are acknowledged in a real Redis, sooner or later."""

import gc
import weakref
from collections.abc import Iterable

import numpy as np
import redis
from prometheus_client import CollectorRegistry

from pose_worker.courier import Courier
from pose_worker.delivered import ENTRIES_KEPT, Delivered
from pose_worker.frame_counts import FrameCounts
from pose_worker.frame_streams import FrameStreams
from pose_worker.metrics import Metrics
from pose_worker.outbox import Outbox, Parcel
from pose_worker.roster import Roster
from pose_worker.track_ids import TrackIds
from support.limited_user import limited_client
from wire.names import POSE_GROUP, frame_stream
from wire.poses import PoseFrame, TrackedPerson


class Worker:
    """What a pose worker has after it has estimated; ``queue`` is its way to the track ids."""

    def __init__(self, client: redis.Redis, queue: redis.Redis) -> None:
        self._client = client
        self._streams = FrameStreams(client, "me")
        self._courier = Courier(
            Outbox(max_age_s=1, max_frames=1), lambda: Roster("me"), lambda: 0.0, ack_timeout_s=1
        )
        counts = FrameCounts(Metrics(CollectorRegistry()), lambda: 0.0)
        self._delivered = Delivered(
            self._courier, self._streams, TrackIds(queue), counts, lambda: 0.0
        )
        self.track_ids = TrackIds(client)

    def deliver(self, station_id: str, frames: int, people: Iterable[TrackedPerson] = ()) -> None:
        """As many frames of a station are read, and the segmenter has their poses."""
        self._streams.ensure_group(station_id)
        adding = self._client.pipeline()
        for _ in range(frames):
            adding.xadd(frame_stream(station_id), {"field": "value"})
        ids = adding.execute()
        self._client.xreadgroup(POSE_GROUP, "me", {frame_stream(station_id): ">"})
        poses = PoseFrame(station_id, 1, 640, 480, "0" * 32, tuple(people))
        self._courier.done.put([Parcel(entry_id, poses, 0.0) for entry_id in ids])

    def turn(self) -> None:
        self._delivered.turn()

    def pending(self, station_id: str) -> int:
        return int(self._client.xpending(frame_stream(station_id), POSE_GROUP)["pending"])


def person(track_id: int) -> TrackedPerson:
    return TrackedPerson(track_id, np.zeros((25, 3), np.float32))


def test_one_station_that_cannot_be_acknowledged_holds_no_other_back(
    redis_client: redis.Redis,
) -> None:
    worker = Worker(redis_client, redis_client)
    worker.deliver("rack-1", 2, [person(7)])
    worker.deliver("rack-2", 3, [person(8)])
    redis_client.delete(frame_stream("rack-1"))
    redis_client.set(frame_stream("rack-1"), "no stream")
    worker.turn()
    worker.turn()
    assert worker.pending("rack-2") == 0
    assert worker.track_ids.next_id("rack-2") == 9


def test_what_waits_for_redis_is_bounded_keeps_no_poses_and_forgets_no_track(
    redis_client: redis.Redis, redis_url: str
) -> None:
    with limited_client(redis_client, redis_url) as (queue, user):
        worker = Worker(redis_client, queue)
        user.forbid("zadd")
        someone = person(7)
        poses = weakref.ref(someone.keypoints)
        worker.deliver("rack-1", 2, [someone])
        del someone
        worker.turn()
        gc.collect()
        assert poses() is None
        worker.deliver("rack-1", ENTRIES_KEPT)
        worker.turn()
        user.forbid()
        worker.turn()
    assert worker.pending("rack-1") == 2
    assert worker.track_ids.next_id("rack-1") == 8
