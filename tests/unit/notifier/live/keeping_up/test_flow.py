import pytest

from spotter.notifier.live.keeping_up.flow import VERDICT_LATE_S, FlowBoard, Stage, StationFlow
from support.hand_clock import HandClock

SILENT_S = 10


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def board(clock: HandClock) -> FlowBoard:
    return FlowBoard(clock, SILENT_S)


@pytest.mark.parametrize(
    ("flow", "stalled"),
    [
        (StationFlow(0.5, 0.5, 0, 0), None),
        (StationFlow(0.5, 0.5, 3, VERDICT_LATE_S), None),
        (StationFlow(0.5, 0.5, 3, VERDICT_LATE_S + 1), Stage.VERDICTS),
        (StationFlow(0.5, SILENT_S + 1, 0, 0), Stage.POSES),
        (StationFlow(SILENT_S + 1, SILENT_S + 1, 0, 0), Stage.FRAMES),
        (StationFlow(None, SILENT_S + 1, 0, 0), Stage.FRAMES),
        (StationFlow(None, 0.5, 0, 0), None),
    ],
)
def test_the_first_stage_that_delivers_nothing_is_named(
    flow: StationFlow, stalled: Stage | None
) -> None:
    assert flow.stalled(SILENT_S) is stalled


def test_a_station_where_nobody_trains_is_well(board: FlowBoard, clock: HandClock) -> None:
    for second in range(3600):
        clock.now_s += 1
        board.set_frame_ages({"rack-1": 0.1})
        board.set_newest_poses("rack-1", f"{second}-0".encode())
        board.set_waiting("rack-1", [])
        assert board.stalled("rack-1") is None


def test_poses_that_do_not_change_are_none(board: FlowBoard, clock: HandClock) -> None:
    board.set_frame_ages({"rack-1": 0.1})
    board.set_newest_poses("rack-1", b"1-0")
    clock.now_s += SILENT_S + 1
    board.set_newest_poses("rack-1", b"1-0")
    assert board.stalled("rack-1") is Stage.POSES
    board.set_newest_poses("rack-1", b"2-0")
    assert board.stalled("rack-1") is None


def test_a_station_that_comes_back_has_no_past(board: FlowBoard, clock: HandClock) -> None:
    board.set_newest_poses("rack-1", b"1-0")
    board.set_waiting("rack-1", ["rep"])
    board.keep_only(["rack-2"])
    clock.now_s += 60
    board.set_frame_ages({"rack-1": 0.1})
    board.set_newest_poses("rack-1", b"1-0")
    assert board.stalled("rack-1") is None
    assert board.flow("rack-1").reps_waiting == 0


def test_a_rep_waits_from_when_it_was_first_seen_until_it_has_its_verdict(
    board: FlowBoard, clock: HandClock
) -> None:
    board.set_waiting("rack-1", ["first"])
    clock.now_s += 5
    board.set_waiting("rack-1", ["first", "second"])
    clock.now_s += 5
    assert board.flow("rack-1").reps_waiting == 2
    assert board.flow("rack-1").wait_s == 10
    board.set_waiting("rack-1", ["second"])
    assert board.flow("rack-1").wait_s == 5
    board.set_waiting("rack-1", [])
    assert board.flow("rack-1").wait_s == 0


def test_a_stage_is_idle_only_if_it_delivers_at_no_station(
    board: FlowBoard, clock: HandClock
) -> None:
    stations = ["rack-1", "rack-2"]
    for station_id in stations:
        board.set_newest_poses(station_id, b"1-0")
    clock.now_s += SILENT_S + 1
    board.set_frame_ages(dict.fromkeys(stations, 0.1))
    assert board.idle_stages(stations) == [Stage.POSES]
    board.set_newest_poses("rack-2", b"2-0")
    assert board.idle_stages(stations) == []
    assert board.stalled("rack-1") is Stage.POSES


def test_verdicts_are_idle_if_none_comes_for_any_rep(board: FlowBoard, clock: HandClock) -> None:
    for station_id in ("rack-1", "rack-2", "empty"):
        board.set_waiting(station_id, [] if station_id == "empty" else ["rep"])
    clock.now_s += VERDICT_LATE_S + 1
    for station_id in ("rack-1", "rack-2", "empty"):
        board.set_newest_poses(station_id, b"2-0")
    assert board.idle_stages(["rack-1", "rack-2", "empty"]) == [Stage.VERDICTS]
    board.set_waiting("rack-2", ["another"])
    assert board.idle_stages(["rack-1", "rack-2", "empty"]) == []


def test_a_gym_without_stations_has_no_idle_stage(board: FlowBoard) -> None:
    assert board.idle_stages([]) == []
