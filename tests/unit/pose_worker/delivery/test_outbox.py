"""Poses stay in the outbox until they are acknowledged, in order per station."""

from spotter.pose_worker.delivery.outbox import Outbox, OutgoingPoses
from spotter.wire.poses.people import PoseFrame


def outgoing(station_id: str, number: int, put_s: float = 0.0) -> OutgoingPoses:
    frame = PoseFrame(station_id, number, 640, 480, "0" * 32, ())
    return OutgoingPoses(f"{number}-0".encode(), frame, put_s)


def outbox(max_age_s: float = 30.0, max_frames: int = 1000) -> Outbox:
    return Outbox(max_age_s=max_age_s, max_frames=max_frames)


def labels(outgoing_poses: list[OutgoingPoses]) -> list[str]:
    return [f"{outgoing.station_id}{outgoing.poses.captured_us}" for outgoing in outgoing_poses]


def taken(box: Outbox, stream: int, stations: str = "ab", limit: int = 100) -> list[str]:
    batch = box.next_batch(stream, lambda station_id: station_id in stations, limit)
    return labels(batch[1]) if batch else []


def test_batches_of_a_stream_are_numbered_from_one() -> None:
    box = outbox()
    numbers = []
    for number in range(3):
        box.put([outgoing("a", number)])
        batch = box.next_batch(1, lambda _: True, 100)
        assert batch
        numbers.append(batch[0])
    assert numbers == [1, 2, 3]


def test_an_acknowledgement_counts_for_all_batches_before_it() -> None:
    box = outbox()
    for number in range(3):
        box.put([outgoing("a", number)])
        taken(box, 1)
    assert labels(box.acknowledged(1, 2)) == ["a0", "a1"]
    assert len(box) == 1
    assert labels(box.acknowledged(1, 2)) == []
    assert labels(box.acknowledged(1, 3)) == ["a2"]
    assert len(box) == 0


def test_a_segmenter_gets_only_the_poses_of_its_own_stations() -> None:
    box = outbox()
    box.put([outgoing("a", 1), outgoing("b", 1)])
    assert taken(box, 1, "b") == ["b1"]
    assert taken(box, 2, "a") == ["a1"]


def test_unacknowledged_poses_of_a_broken_stream_are_resent_before_newer_ones() -> None:
    box = outbox()
    for number in range(4):
        box.put([outgoing("a", number), outgoing("b", number)])
        taken(box, 1)
    box.acknowledged(1, 1)
    box.put([outgoing("a", 4)])
    box.returned(1)
    assert taken(box, 2, "a") == ["a1", "a2", "a3", "a4"]
    assert taken(box, 2, "b") == ["b1", "b2", "b3"]


def test_the_poses_of_one_batch_are_resent_in_order() -> None:
    box = outbox()
    box.put(
        [outgoing("a", 1), outgoing("b", 1), outgoing("a", 2), outgoing("b", 2), outgoing("a", 3)]
    )
    taken(box, 1)
    box.returned(1)
    assert taken(box, 2, "a") == ["a1", "a2", "a3"]
    assert taken(box, 2, "b") == ["b1", "b2"]


def test_a_late_acknowledgement_of_a_broken_stream_is_ignored() -> None:
    box = outbox()
    box.put([outgoing("a", 1)])
    taken(box, 1)
    box.returned(1)
    assert box.acknowledged(1, 1) == []
    assert taken(box, 2) == ["a1"]


def test_a_station_changes_streams_only_when_all_its_sent_poses_are_acknowledged() -> None:
    box = outbox()
    box.put([outgoing("a", 1)])
    taken(box, 1)
    box.put([outgoing("a", 2)])
    assert taken(box, 2) == []
    box.acknowledged(1, 1)
    assert taken(box, 2) == ["a2"]


def test_a_large_backlog_is_sent_in_pieces() -> None:
    box = outbox()
    box.put([outgoing("a", number) for number in range(5)])
    assert taken(box, 1, limit=2) == ["a0", "a1"]
    assert taken(box, 1, limit=2) == ["a2", "a3"]
    assert taken(box, 1, limit=2) == ["a4"]


def test_poses_that_wait_too_long_are_given_up() -> None:
    box = outbox(max_age_s=30)
    box.put([outgoing("a", 1, put_s=0), outgoing("a", 2, put_s=5), outgoing("b", 1, put_s=1)])
    assert labels(box.expire(30)) == []
    assert labels(box.expire(31.5)) == ["a1", "b1"]
    assert taken(box, 1) == ["a2"]


def test_sent_poses_are_not_given_up() -> None:
    box = outbox(max_age_s=30)
    box.put([outgoing("a", 1)])
    taken(box, 1)
    assert box.expire(1000) == []
    box.returned(1)
    assert labels(box.expire(1000)) == ["a1"]


def test_the_oldest_poses_beyond_the_limit_are_given_up() -> None:
    box = outbox(max_frames=3)
    box.put([outgoing("a", 1, put_s=1), outgoing("b", 1, put_s=2), outgoing("a", 2, put_s=3)])
    box.put([outgoing("b", 2, put_s=4), outgoing("a", 3, put_s=5)])
    assert labels(box.expire(6)) == ["a1", "b1"]
    assert len(box) == 3
