from dataclasses import replace

from spotter.camera_ingest.station_states import EventKind, StationEvent, StationWatch
from spotter.wire.stations import CameraMeasures, StationState, Status

SECOND_US = 1_000_000


def watch_since(now_us: int = 0) -> StationWatch:
    return StationWatch("rack-1", now_us, offline_after_s=20)


def event(kind: EventKind, at_s: float, reason: str = "", *, delay_s: float = 0.0) -> StationEvent:
    return StationEvent("rack-1", kind, round(at_s * SECOND_US), reason, delay_s)


def test_a_station_connects_until_its_first_frame() -> None:
    watch = watch_since(5)
    assert watch.state == StationState("rack-1", Status.CONNECTING, 5)
    assert watch.apply(event(EventKind.FRAME, 1))
    assert watch.state == StationState("rack-1", Status.LIVE, SECOND_US)


def test_more_frames_change_nothing() -> None:
    watch = watch_since()
    watch.apply(event(EventKind.FRAME, 1))
    before = watch.state
    assert not watch.apply(event(EventKind.FRAME, 2))
    assert watch.state == before


def test_what_the_camera_gives_is_known_while_it_is_live() -> None:
    watch, measures = watch_since(), CameraMeasures(15, 0, 0.1, 90)
    watch.apply(replace(event(EventKind.FRAME, 1), measures=measures))
    assert watch.state.measures == measures
    watch.tick(40 * SECOND_US)
    assert watch.state.status is Status.OFFLINE
    assert watch.state.measures is None


def test_a_failure_sets_the_reason_at_once() -> None:
    watch = watch_since()
    assert not watch.apply(event(EventKind.FAILURE, 1, "no answer in time"))
    assert watch.state == StationState("rack-1", Status.CONNECTING, 0, "no answer in time")


def test_a_station_is_offline_after_exactly_twenty_seconds_without_a_frame() -> None:
    watch = watch_since()
    watch.apply(event(EventKind.FRAME, 10))
    assert not watch.tick(30 * SECOND_US - 1)
    assert watch.state.status is Status.LIVE
    assert watch.tick(30 * SECOND_US)
    assert watch.state == StationState(
        "rack-1", Status.OFFLINE, 30 * SECOND_US, "no frame for 20 s"
    )
    assert not watch.tick(31 * SECOND_US)


def test_a_camera_that_never_connects_is_offline_with_the_reason() -> None:
    watch = watch_since()
    watch.apply(event(EventKind.FAILURE, 19, "Connection refused"))
    watch.tick(20 * SECOND_US)
    assert watch.state == StationState(
        "rack-1", Status.OFFLINE, 20 * SECOND_US, "Connection refused"
    )


def test_a_camera_that_returns_is_live_without_a_reason() -> None:
    watch = watch_since()
    watch.apply(event(EventKind.FAILURE, 1, "Connection refused"))
    watch.tick(20 * SECOND_US)
    assert watch.apply(event(EventKind.FRAME, 50))
    assert watch.state == StationState("rack-1", Status.LIVE, 50 * SECOND_US)


def test_a_file_that_has_ended_stays_ended() -> None:
    watch = watch_since()
    watch.apply(event(EventKind.FRAME, 1))
    assert watch.apply(event(EventKind.END, 2))
    assert not watch.tick(100 * SECOND_US)
    assert not watch.apply(event(EventKind.STOP, 101))
    assert watch.state == StationState("rack-1", Status.ENDED, 2 * SECOND_US)


def test_when_the_process_stops_its_stations_are_offline() -> None:
    watch = watch_since()
    watch.apply(event(EventKind.FRAME, 1))
    assert watch.apply(event(EventKind.STOP, 2, "stopped"))
    assert watch.state == StationState("rack-1", Status.OFFLINE, 2 * SECOND_US, "stopped")


def test_a_delay_is_told_in_whole_seconds_and_does_not_flicker() -> None:
    watch = watch_since()
    told = []
    for delay_s in (0.2, 0.7, 5.9, 6.4, 6.6, 5.4, 5.2, 0.5, 0.1):
        watch.apply(event(EventKind.FRAME, 1, delay_s=delay_s))
        told.append(watch.state.delay_s)
    assert told == [0, 0, 6, 6, 6, 6, 5, 0, 0]


def test_a_station_that_is_not_live_has_no_delay() -> None:
    watch = watch_since()
    watch.apply(event(EventKind.FRAME, 1, delay_s=6))
    watch.apply(event(EventKind.STOP, 2, "stopped"))
    assert watch.state.delay_s == 0


def test_after_the_clock_was_set_back_silence_is_still_noticed() -> None:
    watch = watch_since()
    watch.apply(event(EventKind.FRAME, 1_000_000))
    assert not watch.tick(10 * SECOND_US)
    assert watch.state.since_us == 10 * SECOND_US
    assert watch.tick(30 * SECOND_US)
    assert watch.state.status is Status.OFFLINE
