"""A station that is slow, or hangs, holds up no other, with a real Redis server."""

import threading
from collections.abc import Iterator, Sequence

import pytest
import redis

from spotter.movement.segmentation import RepCutter, RepEvent
from spotter.movement.values.body.poses import Pose
from spotter.rep_segmenter.cutting_queue import CuttingQueue
from spotter.rep_segmenter.door.intake import Intake
from spotter.wire.poses.people import PoseFrame, pose_frame_bytes
from support.hand_clock import HandClock
from support.processes.segmenter_replica import BATCH, Replica, enqueued, recent_reps, stored_reps
from support.waiting import until


class Gym:
    """A segmenter whose station rack-1 hangs while ``going_on`` is not set."""

    def __init__(self, client: redis.Redis, hangs_us: int, patch: pytest.MonkeyPatch) -> None:
        self.client = client
        self.going_on = threading.Event()
        self.clock = HandClock()
        self.replica = Replica(client)
        self.queue = CuttingQueue(self.replica.segmenter, threads=2, clock=self.clock)
        replica = self.replica
        self.intake = Intake(
            replica.segmenter, replica.exercises, self.queue, replica.metrics.door, replica.now_us
        )
        feed = RepCutter.feed

        def feed_or_hang(cutter: RepCutter, pose: Pose) -> list[RepEvent]:
            if pose.captured_us == hangs_us:
                self.going_on.wait()
            return feed(cutter, pose)

        patch.setattr(RepCutter, "feed", feed_or_hang)

    def take(self, frames: Sequence[PoseFrame]) -> None:
        for start in range(0, len(frames), BATCH):
            self.intake.take([pose_frame_bytes(one) for one in frames[start : start + BATCH]])

    def reps_of(self, station_id: str) -> list[int]:
        reps = stored_reps(self.client)
        return [rep.rep_number for rep in reps if rep.station_id == station_id]


@pytest.fixture
def slow() -> list[PoseFrame]:
    return recent_reps("rack-1")


@pytest.fixture
def hanging(
    gym: redis.Redis, slow: list[PoseFrame], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Gym]:
    hanging = Gym(gym, slow[40].captured_us, monkeypatch)
    yield hanging
    hanging.going_on.set()
    hanging.queue.close(60)


def test_others_are_cut_and_all_is_acknowledged_while_a_station_hangs(
    hanging: Gym, slow: list[PoseFrame]
) -> None:
    others = recent_reps("rack-2")
    mixed = [frame for pair in zip(slow, others, strict=True) for frame in pair]
    hanging.take(mixed)  # returns: all frames are in the log
    until(lambda: hanging.reps_of("rack-2") == [1, 2, 3], what="the reps of rack-2")
    assert hanging.reps_of("rack-1") == []
    hanging.going_on.set()
    until(lambda: hanging.reps_of("rack-1") == [1, 2, 3], what="the reps of rack-1")
    assert len(enqueued(hanging.client)) == 6


def test_what_waited_for_too_long_is_read_from_the_log_again(
    hanging: Gym, slow: list[PoseFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spotter.rep_segmenter.cutting_queue._MOST_WAITING_FRAMES", 3 * BATCH)
    hanging.take(slow)
    hanging.going_on.set()
    until(lambda: hanging.reps_of("rack-1") == [1, 2, 3], what="the reps of rack-1")
    assert len(enqueued(hanging.client)) == 3


def test_a_station_that_hangs_makes_the_process_not_ready_and_is_named(
    hanging: Gym, slow: list[PoseFrame]
) -> None:
    hanging.take(slow[:80])
    until(lambda: hanging.queue.pending(["rack-1"]), what="the station being cut")
    assert hanging.queue.check() is None
    hanging.clock.now_s += 31
    until(hanging.queue.check, what="a problem")
    assert hanging.queue.check() == "rack-1: being cut for more than 30 s"
    hanging.queue.maintain("rack-2")
    hanging.going_on.set()
    until(lambda: hanging.queue.check() is None, what="the end of the problem")


def test_a_station_is_maintained_when_nothing_of_it_waits(
    hanging: Gym, slow: list[PoseFrame]
) -> None:
    hanging.going_on.set()
    hanging.take(slow[: 2 * 90 + 30 + 55])  # the third rep has ended, but nobody knows it yet
    until(lambda: not hanging.queue.pending(["rack-1"]), what="all being cut")
    assert hanging.reps_of("rack-1") == [1, 2]
    hanging.replica.clock.now_s += 6
    hanging.queue.maintain("rack-1")
    until(lambda: hanging.reps_of("rack-1") == [1, 2, 3], what="the last rep")
