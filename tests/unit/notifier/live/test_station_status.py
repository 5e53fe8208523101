"""The board of stations."""

from dataclasses import replace

import pytest

from spotter.notifier.live.keeping_up.shortfall import Kind, Shortfall
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.views.models import StationView
from spotter.wire.stations import CameraMeasures, Judged, Station, StationState, Status
from support.movements.made_up_verdict import verdict

SILENT_AFTER_S = 10.0
NOW_S = 1_000.0
MEASURES = CameraMeasures(15, late_hz=0, longest_gap_s=0.1, brightness=90)
YEAR_S = 365 * 86_400


def station(station_id: str, name: str, exercise: str = "squat") -> Station:
    return Station(station_id, name, exercise, zone=None, frame_rate_hz=15)


def state(status: Status, since_s: float, reason: str = "") -> StationState:
    return StationState("rack-1", status, int(since_s * 1e6), reason)


def views(board: StationStatusBoard) -> list[StationView]:
    return [board.view(station_id, NOW_S) for station_id in board.stations]


@pytest.fixture
def status_board() -> StationStatusBoard:
    status_board = StationStatusBoard(silent_after_s=SILENT_AFTER_S)
    status_board.set_stations({"rack-1": station("rack-1", "Rack 1")}, NOW_S)
    return status_board


def test_a_station_without_a_state_is_connecting(
    status_board: StationStatusBoard,
) -> None:
    assert status_board.view("rack-1", NOW_S).status == "connecting"


def test_a_live_station_that_sends_poses_stays_live(status_board: StationStatusBoard) -> None:
    status_board.set_state(state(Status.LIVE, NOW_S), NOW_S)
    status_board.note_activity("rack-1", NOW_S + 30)

    assert status_board.view("rack-1", NOW_S + 30 + SILENT_AFTER_S).status == "live"


def test_what_a_camera_gives_does_not_keep_a_station_live_without_poses(
    status_board: StationStatusBoard,
) -> None:
    for second in range(20):
        measures = CameraMeasures(15 + second / 10, late_hz=0, longest_gap_s=0.1, brightness=90)
        live = replace(state(Status.LIVE, NOW_S), measures=measures)
        status_board.set_state(live, NOW_S + second)
    assert status_board.view("rack-1", NOW_S + 20).status == "offline"


def test_a_silent_live_station_is_offline_since_its_last_sign_of_life(
    status_board: StationStatusBoard,
) -> None:
    status_board.set_state(state(Status.LIVE, NOW_S), NOW_S)
    status_board.note_activity("rack-1", NOW_S + 30)

    view = status_board.view("rack-1", NOW_S + 30 + SILENT_AFTER_S + 0.1)

    assert (view.status, view.since_ms) == ("offline", 1_030_000)
    assert view.reason == "no poses from this station"


def test_a_silent_station_is_live_again_with_its_next_pose(
    status_board: StationStatusBoard,
) -> None:
    status_board.set_state(state(Status.LIVE, NOW_S), NOW_S)
    status_board.note_activity("rack-1", NOW_S + 60)

    assert status_board.view("rack-1", NOW_S + 61).status == "live"


def test_an_offline_camera_says_since_when_and_why(status_board: StationStatusBoard) -> None:
    status_board.set_state(state(Status.OFFLINE, NOW_S, "no frame for 20 s"), NOW_S)

    view = status_board.view("rack-1", NOW_S + 500)

    assert (view.status, view.since_ms) == ("offline", 1_000_000)
    assert view.reason == "no frame for 20 s"


def test_a_station_whose_file_has_ended_does_not_become_offline(
    status_board: StationStatusBoard,
) -> None:
    status_board.set_state(state(Status.ENDED, NOW_S), NOW_S)

    assert status_board.view("rack-1", NOW_S + 3600).status == "ended"


def test_a_late_state_does_not_replace_a_newer_one(
    status_board: StationStatusBoard,
) -> None:
    status_board.set_state(state(Status.LIVE, NOW_S + 5), NOW_S + 5)
    status_board.set_state(state(Status.OFFLINE, NOW_S), NOW_S + 5)

    assert status_board.view("rack-1", NOW_S + 6).status == "live"


def test_a_state_from_before_the_clock_was_set_back_is_replaced(
    status_board: StationStatusBoard,
) -> None:
    status_board.set_state(state(Status.LIVE, NOW_S + YEAR_S), NOW_S + YEAR_S)
    status_board.set_state(state(Status.OFFLINE, NOW_S), NOW_S + 1)

    assert status_board.view("rack-1", NOW_S + 2).status == "offline"


def test_a_camera_that_sends_in_bursts_shows_its_delay(status_board: StationStatusBoard) -> None:
    assert status_board.view("rack-1", NOW_S).delay_s == 0
    live = replace(state(Status.LIVE, NOW_S), delay_s=6)
    status_board.set_state(live, NOW_S)

    assert status_board.view("rack-1", NOW_S + 1).delay_s == 6


def test_reading_the_same_state_again_is_no_sign_of_life(status_board: StationStatusBoard) -> None:
    for passed_s in (0, 5, 11):
        status_board.set_state(state(Status.LIVE, NOW_S), NOW_S + passed_s)

    assert status_board.view("rack-1", NOW_S + 11).status == "offline"


def test_stations_are_shown_in_the_order_people_expect(status_board: StationStatusBoard) -> None:
    names = ["Rack 10", "rack 9", "Bar", "Rack 2"]
    status_board.set_stations({name: station(name, name) for name in names}, NOW_S)

    assert [view.name for view in views(status_board)] == [
        "Bar",
        "Rack 2",
        "rack 9",
        "Rack 10",
    ]


def test_stations_are_shown_in_the_order_of_the_gyms_description(
    status_board: StationStatusBoard,
) -> None:
    described = [("Window", 1, ""), ("Bar", 2, ""), ("Annexe", 1, "b"), ("Attic", 2, "b")]
    stations = {
        name: replace(station(name, name), position=position, part=part)
        for name, position, part in reversed(described)
    }
    status_board.set_stations(stations, NOW_S)

    assert [view.name for view in views(status_board)] == [name for name, _, _ in described]


def test_a_station_that_comes_back_has_no_past(status_board: StationStatusBoard) -> None:
    status_board.set_state(state(Status.LIVE, NOW_S), NOW_S)
    status_board.add_verdict(verdict(rep_number=7))
    status_board.set_stations({}, NOW_S)
    status_board.set_stations({"rack-1": station("rack-1", "Rack 1")}, NOW_S + 60)
    assert status_board.view("rack-1", NOW_S + 60).status == "connecting"
    assert status_board.view("rack-1", NOW_S + 60).rep_count == 0

    status_board.set_state(state(Status.LIVE, NOW_S + 60), NOW_S + 60)
    assert status_board.view("rack-1", NOW_S + 61).status == "live"


def test_only_different_stations_count_as_a_change(status_board: StationStatusBoard) -> None:
    assert not status_board.set_stations({"rack-1": station("rack-1", "Rack 1")}, NOW_S)
    assert status_board.set_stations({"rack-1": station("rack-1", "Rack one")}, NOW_S)
    assert status_board.set_stations({}, NOW_S)


def test_a_station_without_a_name_is_shown_by_its_id(status_board: StationStatusBoard) -> None:
    status_board.set_stations({"rack-1": station("rack-1", "")}, NOW_S)

    assert status_board.view("rack-1", NOW_S).name == "rack-1"


def test_a_verdict_gives_count_last_verdict_and_mark(status_board: StationStatusBoard) -> None:
    latest = verdict(rep_number=4, set_number=2, outcome="faulty")
    status_board.add_verdict(latest)

    view = status_board.view("rack-1", NOW_S)

    assert (view.rep_count, view.set_number, view.last) == (4, 2, latest)
    assert [mark.outcome for mark in view.recent] == ["faulty"]


def test_a_verdict_is_kept_for_a_station_that_is_added_later(
    status_board: StationStatusBoard,
) -> None:
    status_board.add_verdict(verdict("rack-2", rep_number=7))
    status_board.set_stations({"rack-2": station("rack-2", "Rack 2")}, NOW_S)

    assert status_board.view("rack-2", NOW_S).rep_count == 7


def test_a_station_tallies_only_verdicts_on_its_current_exercise(
    status_board: StationStatusBoard,
) -> None:
    status_board.add_verdict(verdict(exercise="squat", rep_number=7))
    status_board.set_stations({"rack-1": station("rack-1", "Rack 1", "lunge")}, NOW_S)

    view = status_board.view("rack-1", NOW_S)
    assert (view.rep_count, view.last, view.recent) == (0, None, ())

    status_board.add_verdict(verdict(exercise="lunge", rep_number=2))
    status_board.add_verdict(verdict(exercise="squat", rep_number=8))
    assert status_board.view("rack-1", NOW_S).rep_count == 2


def test_a_station_with_several_exercises_shows_the_one_of_its_latest_rep(
    status_board: StationStatusBoard,
) -> None:
    several = Station("rack-1", "Rack 1", "", None, 15, ("squat", "biceps-curl"))
    status_board.set_stations({"rack-1": several}, NOW_S)
    assert status_board.view("rack-1", NOW_S).exercise == "squat or biceps-curl"

    status_board.add_verdict(verdict(exercise="squat", rep_number=7, started_ms=1_000))
    assert status_board.view("rack-1", NOW_S).exercise == "squat"

    status_board.add_verdict(verdict(exercise="biceps-curl", set_number=2, started_ms=30_000))
    status_board.add_verdict(verdict(exercise="squat", rep_number=8, started_ms=4_000))
    view = status_board.view("rack-1", NOW_S)
    assert (view.exercise, view.set_number, view.rep_count) == ("biceps-curl", 2, 1)


def test_a_station_with_several_exercises_shows_only_its_candidates(
    status_board: StationStatusBoard,
) -> None:
    status_board.set_stations(
        {"rack-1": Station("rack-1", "Rack 1", "", None, 15, ("any",))}, NOW_S
    )
    assert status_board.view("rack-1", NOW_S).exercise == "any exercise"

    status_board.add_verdict(verdict(exercise="lunge"))
    for candidates, shown in ((("squat", "push-up"), "squat or push-up"), (("any",), "lunge")):
        several = Station("rack-1", "Rack 1", "", None, 15, candidates)
        status_board.set_stations({"rack-1": several}, NOW_S)
        assert status_board.view("rack-1", NOW_S).exercise == shown


def test_people_are_listed_only_where_everybody_is_judged(status_board: StationStatusBoard) -> None:
    for track_id in (1, 2):
        status_board.add_verdict(verdict(track_id=track_id))
    view = status_board.view("rack-1", NOW_S)
    assert (view.everybody, view.people) == (False, ())

    shared = Station("rack-1", "Rack 1", "squat", None, 15, judged=Judged.EVERYBODY)
    status_board.set_stations({"rack-1": shared}, NOW_S)
    view = status_board.view("rack-1", NOW_S)
    assert view.everybody
    assert [one.track_id for one in view.people] == [1, 2]


def test_where_everybody_may_do_any_exercise_all_are_tallied(
    status_board: StationStatusBoard,
) -> None:
    shared = Station("rack-1", "Rack 1", "", None, 15, ("any",), Judged.EVERYBODY)
    status_board.set_stations({"rack-1": shared}, NOW_S)
    status_board.add_verdict(verdict(track_id=1, exercise="squat", rep_number=4))
    status_board.add_verdict(verdict(track_id=2, exercise="lunge", rep_number=2))

    view = status_board.view("rack-1", NOW_S)
    assert view.exercise == "any exercise"
    sets = [(one.track_id, one.exercise, one.rep_count) for one in view.people]
    assert sets == [(1, "squat", 4), (2, "lunge", 2)]


def test_verdicts_from_before_this_run_are_not_tallied() -> None:
    status_board = StationStatusBoard(silent_after_s=SILENT_AFTER_S, tallied_since_ms=5_000)
    status_board.set_stations({"rack-1": station("rack-1", "Rack 1")}, NOW_S)

    status_board.add_verdict(verdict(rep_number=7, said_ms=4_999))
    assert status_board.view("rack-1", NOW_S).last is None

    status_board.add_verdict(verdict(rep_number=1, said_ms=5_000))
    assert status_board.view("rack-1", NOW_S).rep_count == 1


@pytest.fixture
def two_live() -> StationStatusBoard:
    """Two live stations, of which nothing has changed since."""
    board = StationStatusBoard(silent_after_s=SILENT_AFTER_S)
    board.set_stations({one: station(one, one) for one in ("rack-1", "rack-2")}, NOW_S)
    for one in ("rack-1", "rack-2"):
        board.set_state(StationState(one, Status.LIVE, int(NOW_S * 1e6)), NOW_S)
    assert board.take_changed(NOW_S) == ["rack-1", "rack-2"]
    return board


def test_only_stations_of_which_something_has_changed_are_looked_at(
    two_live: StationStatusBoard,
) -> None:
    two_live.add_verdict(verdict("rack-2"))
    two_live.add_verdict(verdict("nowhere"))

    assert two_live.take_changed(NOW_S) == ["rack-2"]
    assert two_live.take_changed(NOW_S) == []


def test_what_is_said_again_changes_nothing(two_live: StationStatusBoard) -> None:
    lacks = (Shortfall(Kind.DARK, "dark", 1.0, 2.0),)
    for _ in range(2):
        two_live.set_problems({"rack-1": "no poses"})
        two_live.set_shortfalls({"rack-1": (), "rack-2": lacks})
        two_live.set_state(replace(state(Status.LIVE, NOW_S), measures=MEASURES), NOW_S)
        changed = two_live.take_changed(NOW_S)

    assert changed == []
    two_live.set_problems({})
    assert two_live.take_changed(NOW_S) == ["rack-1"]


def test_a_station_is_looked_at_once_it_has_fallen_silent_and_once_it_is_heard_again(
    two_live: StationStatusBoard,
) -> None:
    two_live.note_activity("rack-1", NOW_S + 5)

    assert two_live.take_changed(NOW_S + SILENT_AFTER_S + 0.1) == ["rack-2"]
    assert two_live.take_changed(NOW_S + 5 + SILENT_AFTER_S) == []
    assert two_live.take_changed(NOW_S + 5 + SILENT_AFTER_S + 0.1) == ["rack-1"]
    two_live.note_activity("rack-2", NOW_S + 60)
    two_live.note_activity("rack-2", NOW_S + 61)
    assert two_live.take_changed(NOW_S + 61) == ["rack-2"]
