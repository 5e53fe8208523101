"""What other programs are given, read back by the libraries that such programs use."""

import doctest
from dataclasses import replace
from datetime import date

from fit_tool.fit_file import FitFile
from fit_tool.profile.messages.exercise_title_message import ExerciseTitleMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.messages.set_message import SetMessage
from icalendar import Calendar

from spotter.notifier.exports import fit
from spotter.notifier.exports.calendar import calendar_bytes
from spotter.notifier.exports.fit import fit_bytes
from spotter.notifier.exports.open_mhealth import physical_activities
from spotter.notifier.exports.trained_sets import TrainedSet, followed_sets, noted_sets
from spotter.training.following.values import FollowedSet, SetState
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.workouts import Placement, StoredWorkout
from spotter.wire.verdicts import RepVerdict, rep_verdict
from support.gyms.scored_gym import make_rep
from support.records.kept_history import FAULTY

AT_US = 1_772_000_000_000_000
SECOND_US = 1_000_000
MINUTE_US = 60_000_000
SOME_ID = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061"
SETS = [
    TrainedSet("front squat", AT_US, AT_US + MINUTE_US, 8, 62.5),
    TrainedSet("Sonnengruß", AT_US + 2 * MINUTE_US, AT_US + 3 * MINUTE_US, 5),
]


def test_the_examples_are_correct() -> None:
    assert doctest.testmod(fit, verbose=False).failed == 0


def reps_of_sets(*begun_us: int, size: int = 2) -> list[RepVerdict]:
    """Sets of squats that began then."""
    verdict = rep_verdict(make_rep("0" * 64), FAULTY)
    return [
        replace(
            verdict,
            exercise="squat",
            started_us=began_us + number * SECOND_US,
            ended_us=began_us + number * SECOND_US + 900_000,
            set_started_us=began_us,
        )
        for began_us in begun_us
        for number in range(size)
    ]


def test_reps_become_sets_with_the_loads_that_were_noted() -> None:
    reps = reps_of_sets(AT_US, AT_US + MINUTE_US)
    assert noted_sets(reversed(reps), (), [Item("squat", 1, reps=2, load_kg=60)]) == [
        TrainedSet("squat", AT_US, AT_US + 1_900_000, 2, 60),
        TrainedSet("squat", AT_US + MINUTE_US, AT_US + MINUTE_US + 1_900_000, 2, None),
    ]


def test_the_first_loads_of_a_day_are_those_of_its_first_session() -> None:
    noted = [Item("squat", 1, reps=2, load_kg=60), Item("squat", 1, reps=2, load_kg=80)]
    (first,) = noted_sets(reps_of_sets(AT_US), (), noted)
    (second,) = noted_sets(reps_of_sets(AT_US + 60 * MINUTE_US), reps_of_sets(AT_US), noted)
    assert (first.load_kg, second.load_kg) == (60, 80)


def test_a_set_has_the_load_of_the_followed_one_that_began_when_it_did() -> None:
    followed = [
        FollowedSet(0, 1, "squat", 5, load_kg=60, began_us=AT_US, last_us=AT_US + MINUTE_US),
        FollowedSet(0, 2, "squat", 5, load_kg=80, state=SetState.SKIPPED),
        FollowedSet(
            0,
            3,
            "squat",
            5,
            load_kg=90,
            began_us=AT_US + 5 * MINUTE_US,
            last_us=AT_US + 6 * MINUTE_US,
        ),
        FollowedSet(
            1,
            1,
            "lunge",
            5,
            load_kg=20,
            began_us=AT_US + 8 * MINUTE_US,
            last_us=AT_US + 9 * MINUTE_US,
        ),
    ]
    reps = reps_of_sets(AT_US + 5 * MINUTE_US + SECOND_US, AT_US + 8 * MINUTE_US)
    assert [one.load_kg for one in followed_sets(reps, followed)] == [90, 90]
    assert followed_sets(reps, followed[-1:])[0].load_kg is None


def test_a_fit_file_has_the_sets_with_reps_load_and_name() -> None:
    read = FitFile.from_bytes(fit_bytes(AT_US, AT_US + 5 * MINUTE_US, SETS))
    messages = [record.message for record in read.records]
    sets = [one for one in messages if isinstance(one, SetMessage)]
    assert [(one.repetitions, one.weight, one.duration) for one in sets] == [
        (8, 62.5, 60.0),
        (5, None, 60.0),
    ]
    assert [one.start_time for one in sets] == [one.begun_us // 1000 for one in SETS]
    names = [one.workout_step_name for one in messages if isinstance(one, ExerciseTitleMessage)]
    assert names == ["front squat", "Sonnengruß"]
    (session,) = [one for one in messages if isinstance(one, SessionMessage)]
    assert (session.sport, session.sub_sport, session.total_elapsed_time) == (10, 20, 300.0)


def test_an_activity_of_open_mhealth_lasts_from_the_first_set_to_the_last() -> None:
    later = replace(SETS[0], begun_us=AT_US + 4 * MINUTE_US, ended_us=AT_US + 5 * MINUTE_US)
    points = physical_activities(SOME_ID, SOME_ID, [*SETS, later], AT_US)
    assert points[0]["body"] == {
        "activity_name": "front squat",
        "effective_time_frame": {
            "time_interval": {
                "start_date_time": "2026-02-25T06:13:20.000Z",
                "end_date_time": "2026-02-25T06:18:20.000Z",
            }
        },
    }
    again = physical_activities(SOME_ID, SOME_ID, SETS, AT_US)
    assert [one["header"] for one in points] == [one["header"] for one in again]


def test_a_calendar_has_an_event_for_each_planned_day() -> None:
    workout = Workout("Beine; schwer", (Item("squat", 3, reps=12, load_kg=60, least_reps=8),))
    placed = StoredWorkout(SOME_ID, workout, (), Placement(SOME_ID, date(2026, 3, 2)), AT_US)
    read = Calendar.from_ical(calendar_bytes([placed, replace(placed, placement=None)]))
    (event,) = read.walk("VEVENT")
    assert str(event["uid"]) == f"{SOME_ID}@spotter"
    assert str(event["summary"]) == "Beine; schwer"
    assert str(event["description"]) == "squat 3x8-12 60 kg"
    assert event.decoded("dtstart") == date(2026, 3, 2)
