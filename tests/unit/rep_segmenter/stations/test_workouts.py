"""What is recognised while a member does their workout."""

from spotter.rep_segmenter.stations.workouts import for_member, open_session_in
from spotter.wire.sessions import StationSession, StationSessions, station_sessions_bytes
from spotter.wire.stations import Judged, Station

RACK = Station("rack-1", "Rack", "", None, 25.0, candidates=("any",))
KNOWN = ["curl", "lunge", "squat"]


def doing(*exercises: str) -> StationSession:
    """A member who has these to do."""
    return StationSession("s", "m", 1, exercises=exercises)


def test_the_exercises_of_the_workout_are_the_candidates_as_far_as_they_have_a_reference() -> None:
    found = for_member(RACK, doing("squat", "handstand", "lunge"), KNOWN)
    assert isinstance(found, Station)
    assert (found.exercise, found.candidates) == ("", ("lunge", "squat"))


def test_a_workout_of_one_exercise_needs_no_recognition() -> None:
    found = for_member(RACK, doing("squat"), KNOWN)
    assert isinstance(found, Station)
    assert (found.exercise, found.candidates) == ("squat", ())


def test_without_a_workout_that_it_can_judge_a_station_keeps_its_own() -> None:
    assert for_member(RACK, doing("handstand"), KNOWN) is RACK
    assert for_member(RACK, None, KNOWN) is RACK


def test_where_everybody_is_judged_nobody_knows_whose_workout_it_would_be() -> None:
    class_floor = Station("floor", "Floor", "squat", None, 25.0, judged=Judged.EVERYBODY)
    assert for_member(class_floor, doing("lunge"), KNOWN) is class_floor


def test_a_session_that_has_ended_has_nothing_to_do_any_more() -> None:
    ended = StationSession("s", "m", 1, 2, ("squat",))
    here = StationSession("t", "n", 3, None, ("lunge",), "plank")
    assert open_session_in(station_sessions_bytes(StationSessions((ended, here)))) == here
    assert open_session_in(station_sessions_bytes(StationSessions((ended,)))) is None
    assert open_session_in(b"\xff damaged") is None
