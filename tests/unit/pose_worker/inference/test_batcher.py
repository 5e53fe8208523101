"""When a batch starts, by a clock that is set by hand."""

from threading import Thread

import numpy as np

from spotter.pose_worker.inference.batcher import Batcher
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.ownership.station_ownership import OwnedStation
from spotter.tracking.tracker import Tracker
from spotter.wire.stations import Station
from support.hand_clock import HandClock

WAIT_S = 5.0


def frame(station_id: str, number: int = 0) -> ReadyFrame:
    owned = OwnedStation(Station(station_id, station_id, "squat", None, 15.0), Tracker())
    bgr = np.zeros((1, 1, 3), dtype=np.uint8)
    return ReadyFrame(owned, b"0-0", number, "", 1, 1, bgr)


def batcher(
    clock: HandClock, *, batch_frames: int = 3, stations: int = 9, wait_s: float = WAIT_S
) -> Batcher:
    return Batcher(batch_frames, wait_s, lambda: stations, clock)


def at_work(gathered: Batcher) -> None:
    """Keep the estimator busy with a batch."""
    gathered.put(frame("first"))
    assert names(gathered.next_batch(0)) == ["first0"]


def names(batch: list[ReadyFrame]) -> list[str]:
    return [f"{ready.owned.station.station_id}{ready.captured_us}" for ready in batch]


def test_an_idle_estimator_gets_a_single_frame_at_once() -> None:
    gathered = batcher(HandClock())
    assert gathered.next_batch(0) == []
    gathered.put(frame("a"))
    assert names(gathered.next_batch(0)) == ["a0"]


def test_while_the_estimator_is_busy_a_batch_waits_until_it_is_full() -> None:
    gathered = batcher(HandClock())
    at_work(gathered)
    for station_id in "ab":
        gathered.put(frame(station_id))
        assert gathered.next_batch(0) == []
    gathered.put(frame("c"))
    assert names(gathered.next_batch(0)) == ["a0", "b0", "c0"]


def test_a_partial_batch_starts_when_its_first_frame_has_waited_long_enough() -> None:
    clock = HandClock()
    gathered = batcher(clock)
    at_work(gathered)
    gathered.put(frame("a"))
    clock.now_s += WAIT_S - 1
    gathered.put(frame("b"))
    assert gathered.next_batch(0) == []
    clock.now_s += 1
    assert names(gathered.next_batch(0)) == ["a0", "b0"]


def test_without_a_wait_a_batch_takes_whatever_is_there() -> None:
    gathered = batcher(HandClock(), wait_s=0)
    at_work(gathered)
    gathered.put(frame("a"))
    assert names(gathered.next_batch(0)) == ["a0"]


def test_a_batch_with_a_frame_of_every_station_starts_at_once() -> None:
    gathered = batcher(HandClock(), stations=2)
    at_work(gathered)
    gathered.put(frame("a"))
    assert gathered.next_batch(0) == []
    gathered.put(frame("b"))
    assert names(gathered.next_batch(0)) == ["a0", "b0"]


def test_a_batch_starts_when_the_estimator_becomes_idle() -> None:
    gathered = batcher(HandClock())
    at_work(gathered)
    gathered.put(frame("a"))
    assert gathered.next_batch(0) == []
    gathered.finished()
    assert names(gathered.next_batch(0)) == ["a0"]


def test_at_most_three_batches_are_in_progress_and_the_wait_counts_meanwhile() -> None:
    clock = HandClock()
    gathered = batcher(clock)
    at_work(gathered)
    for _ in range(2):
        for station_id in "abc":
            gathered.put(frame(station_id))
        assert len(gathered.next_batch(0)) == 3
    gathered.put(frame("d"))
    clock.now_s += WAIT_S
    assert gathered.next_batch(0) == []
    gathered.finished()
    assert names(gathered.next_batch(0)) == ["d0"]


def test_a_busy_stations_second_frame_waits_outside_and_starts_the_batch_of_the_first() -> None:
    gathered = batcher(HandClock())
    at_work(gathered)
    gathered.put(frame("busy", 1))
    outside = Thread(target=gathered.put, args=[frame("busy", 2)])
    outside.start()
    assert names(gathered.next_batch(60)) == ["busy1"]
    outside.join()
    gathered.finished()
    assert gathered.next_batch(0) == []
    gathered.finished()
    assert names(gathered.next_batch(0)) == ["busy2"]


def test_a_frame_for_which_a_full_batch_has_no_room_waits_outside() -> None:
    gathered = batcher(HandClock(), batch_frames=2)
    for station_id in "ab":
        gathered.put(frame(station_id))
    outside = Thread(target=gathered.put, args=[frame("c")])
    outside.start()
    assert names(gathered.next_batch(0)) == ["a0", "b0"]
    outside.join()
    gathered.finished()
    assert names(gathered.next_batch(0)) == ["c0"]


def test_after_closing_queued_frames_come_out_and_no_more_get_in() -> None:
    gathered = batcher(HandClock())
    at_work(gathered)
    gathered.put(frame("a", 1))
    got_in: list[bool] = []
    outside = Thread(target=lambda: got_in.append(gathered.put(frame("a", 2))))
    outside.start()
    gathered.close()
    outside.join()
    assert got_in == [False]
    assert not gathered.put(frame("b"))
    assert names(gathered.next_batch(0)) == ["a1"]
    assert not gathered.is_done
    gathered.finished()
    gathered.finished()
    assert gathered.is_done
    assert gathered.next_batch(60) == []
