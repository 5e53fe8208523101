"""Frames wait in order, and no station starves."""

from spotter.pose_worker.intake.backlog import Backlog, Entry


def entry(station_id: str, number: int) -> Entry:
    return Entry(station_id, f"{number}-0".encode(), {})


def labels(entries: list[Entry]) -> list[str]:
    return [f"{entry.station_id}{entry.entry_id.decode()[:-2]}" for entry in entries]


def test_a_batch_has_one_frame_per_station_in_order() -> None:
    backlog = Backlog()
    backlog.add([entry("a", 1), entry("a", 2), entry("b", 1)])
    assert labels(backlog.next_batch(8)) == ["a1", "b1"]
    assert labels(backlog.next_batch(8)) == ["a2"]
    assert backlog.next_batch(8) == []


def test_a_busy_station_starves_nobody() -> None:
    backlog = Backlog()
    backlog.add([entry("busy", number) for number in range(100)])
    backlog.add([entry("b", 1), entry("c", 1), entry("d", 1), entry("b", 2)])
    batches = [labels(backlog.next_batch(2)) for _ in range(4)]
    assert batches == [["busy0", "b1"], ["c1", "d1"], ["busy1", "b2"], ["busy2"]]


def test_stations_get_equal_shares_while_all_have_more_than_can_be_done() -> None:
    backlog = Backlog()
    for station_id in "abcde":
        backlog.add([entry(station_id, number) for number in range(50)])
    taken = [item.station_id for _ in range(25) for item in backlog.next_batch(3)]
    assert {station_id: taken.count(station_id) for station_id in "abcde"} == dict.fromkeys(
        "abcde", 15
    )


def test_only_the_oldest_unwanted_frames_are_dropped() -> None:
    backlog = Backlog()
    backlog.add([entry("a", 1), entry("a", 5), entry("a", 2), entry("b", 1)])
    dropped = backlog.drop(lambda item: item.entry_id < b"3")
    assert labels(dropped) == ["a1", "b1"]
    assert len(backlog) == 2
    assert backlog.holds("a")
    assert not backlog.holds("b")
