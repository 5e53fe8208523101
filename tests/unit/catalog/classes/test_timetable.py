"""The class in which somebody trains at a time, by what is planned."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from spotter.catalog.classes.timetable import Timetable
from spotter.wire.catalog.people.classes import ClassPlan, GymClass

BERLIN = ZoneInfo("Europe/Berlin")
ANNA, BEN = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"
EVENING = ClassPlan(
    name="Evening",
    first_day=date(2026, 3, 2),
    is_weekly=True,
    starts_at=time(23, 30),
    minutes=60,
    member_ids=(ANNA,),
    station_ids=("rack-1",),
    trainers=("Ida", "Otto"),
)


def at(*moment: int) -> int:
    """A moment of a gym in Berlin, microseconds since the Unix epoch."""
    return round(datetime(*moment, tzinfo=BERLIN).timestamp()) * 1_000_000  # type: ignore[misc, arg-type]


def timetable(*plans: ClassPlan) -> Timetable:
    return Timetable((GymClass(f"c{number}", plan) for number, plan in enumerate(plans)), BERLIN)


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        ((2026, 3, 2, 23, 29), ""),
        ((2026, 3, 2, 23, 30), "c0"),
        ((2026, 3, 3, 0, 29), "c0"),
        ((2026, 3, 3, 0, 30), ""),
        ((2026, 3, 30, 23, 45), "c0"),
        ((2026, 2, 23, 23, 45), ""),
        ((2026, 3, 4, 23, 45), ""),
    ],
)
def test_a_class_of_every_week_is_on_at_its_hour_of_the_gym_over_midnight_and_in_summer(
    moment: tuple[int, ...], found: str
) -> None:
    assert timetable(EVENING).class_of(ANNA, "rack-1", at(*moment)) == found


def test_a_member_trains_in_their_own_class_at_its_stations_and_nobody_at_all_of_them() -> None:
    now_us = at(2026, 3, 2, 23, 45)
    classes = timetable(EVENING)
    assert classes.class_of(ANNA, "rack-2", now_us) == ""
    assert classes.class_of(BEN, "rack-1", now_us) == ""
    assert classes.class_of("", "rack-1", now_us) == "c0"
    anywhere = timetable(replace(EVENING, station_ids=()))
    assert anywhere.class_of(ANNA, "rack-2", now_us) == "c0"
    assert anywhere.class_of("", "rack-2", now_us) == ""


def test_of_two_classes_the_one_that_began_last_counts() -> None:
    later = replace(EVENING, starts_at=time(23, 40), is_weekly=False)
    classes = timetable(later, EVENING)
    assert classes.class_of(ANNA, "rack-1", at(2026, 3, 2, 23, 35)) == "c1"
    assert classes.class_of(ANNA, "rack-1", at(2026, 3, 2, 23, 45)) == "c0"
    assert classes.class_of(ANNA, "rack-1", at(2026, 3, 9, 23, 45)) == "c1"


def test_the_trainers_of_a_class_are_on_duty_while_it_lasts() -> None:
    assert timetable(EVENING).trainers_at(at(2026, 3, 2, 23, 45)) == {"Ida", "Otto"}
    assert timetable(EVENING).trainers_at(at(2026, 3, 3, 23, 45)) == frozenset()
