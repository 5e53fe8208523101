"""Members, sessions and classes survive their messages, and nonsense is refused in words."""

from datetime import date, time

import pytest

from spotter.wire.catalog.checks import checked_id, checked_name, checked_station_id
from spotter.wire.catalog.people.classes import (
    ClassPlan,
    GymClass,
    class_message,
    class_of,
    day_of,
    time_of,
)
from spotter.wire.catalog.people.members import (
    Consent,
    Erasure,
    Member,
    Retention,
    erasure_message,
    erasure_of,
    member_message,
    member_of,
)
from spotter.wire.catalog.people.sessions import Session, session_message, session_of
from spotter.wire.errors import WireError
from spotter.wire.sessions import (
    StationSession,
    StationSessions,
    station_sessions_bytes,
    station_sessions_from_bytes,
)

ANNA = "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a01"
BEN = "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a02"
NAMES = [
    "Anna",
    "Ágnes Nagy",
    "محمد علي",
    "李小龍",
    "Ольга",
    "अनीता",
    "นภา",
    "🏋️ Max",
    "נ. כהן",
    "می‌خواهم",
    "\U0001fae8 of a Unicode newer than Python's",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_member_of_any_script_survives(name: str) -> None:
    member = Member(
        ANNA,
        name,
        Consent(keeps_reps=True, keeps_poses=True, consented_us=5),
        Retention(30, None),
        6,
        7,
    )
    assert member_of(member_message(member)) == member
    assert checked_name(name) == name


def test_what_is_not_set_stays_so() -> None:
    member = Member(ANNA, "Anna", Consent(), Retention(), 6)
    assert member_of(member_message(member)) == member
    session = Session("s", ANNA, "Anna", "rack-3", 5, "local")
    assert session_of(session_message(session)) == session


def test_a_session_an_erasure_and_a_class_survive() -> None:
    session = Session("s", ANNA, "Anna", "rack-3", 5, "local", BEN, 7, "ben")
    assert session_of(session_message(session)) == session
    erasure = Erasure((("reps", 3), ("poses", 2)), ("squat",), ("calibrate squat again",))
    assert erasure_of(erasure_message(erasure)) == erasure
    plan = ClassPlan(
        name="Früh",
        first_day=date(2026, 3, 1),
        is_weekly=True,
        starts_at=time(6, 5),
        minutes=45,
        member_ids=(ANNA, BEN),
        station_ids=("rack-1",),
        trainers=("Ida",),
    )
    assert class_of(class_message(GymClass(BEN, plan, 9))) == GymClass(BEN, plan, 9)


def test_a_name_is_composed_and_trimmed() -> None:
    assert checked_name("  A\u0301gnes \n Nagy ") == "Ágnes Nagy"


@pytest.mark.parametrize("name", ["", " \t", "\u200b", "a\x00b", "a\x1b[31m", "\ud800", "x" * 201])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(WireError):
        checked_name(name)


@pytest.mark.parametrize("blank", ["\u3164", "\u2800", "\u115f\u1160", "\u200b\ufe0f", "\u00ad"])
def test_a_name_of_nothing_that_is_seen_is_refused(blank: str) -> None:
    with pytest.raises(WireError, match="expected a name; found nothing"):
        checked_name(blank)


@pytest.mark.parametrize("mark", "\u202a\u202e\u2066\u2067\u2068")
def test_a_name_does_not_turn_around_what_is_written_beside_it(mark: str) -> None:
    with pytest.raises(WireError, match="has no characters that turn the text around"):
        checked_name(f"Anna {mark}gnirts")


@pytest.mark.parametrize("text", ["", "anna", "1234", "g" * 32])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(WireError, match="a member is a UUID"):
        checked_id(text, "a member")


@pytest.mark.parametrize("text", ["", "Rack-1", "rack 1", "-rack", "r" * 41, "rack:1"])
def test_what_is_no_station_is_refused(text: str) -> None:
    with pytest.raises(WireError, match="a station's id"):
        checked_station_id(text)


@pytest.mark.parametrize("text", ["", "6:00", "24:00", "06:60", "06:00:00", "0600", "T0:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(WireError, match="HH:MM"):
        time_of(text)


@pytest.mark.parametrize(
    "text", ["", "1.3.2026", "2026-02-30", "2026-3-1", "20260301", "2026-W09-7"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(WireError, match="YYYY-MM-DD"):
        day_of(text)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1969, 12, 31), date(2101, 1, 1)])
def test_a_class_begins_on_a_day_that_gyms_have(day: date) -> None:
    with pytest.raises(WireError, match=f"found {day}"):
        ClassPlan("Late", day, is_weekly=False, starts_at=time(6), minutes=45)


def test_poses_are_kept_only_with_reps_and_data_for_at_least_a_day() -> None:
    with pytest.raises(WireError, match="together with reps"):
        Consent(keeps_poses=True)
    for days in (0, -1, 36_501):
        with pytest.raises(WireError, match=f"found {days}"):
            Retention(verdicts_kept_days=days)


def test_a_time_belongs_to_the_session_that_was_open() -> None:
    first, second = StationSession("a", ANNA, 10, 20), StationSession("b", BEN, 20)
    sessions = StationSessions((first, second))
    assert station_sessions_from_bytes(station_sessions_bytes(sessions)) == sessions
    found = [sessions.at(at_us) for at_us in (9, 10, 19, 20, 10**15)]
    assert found == [None, first, first, second, second]
