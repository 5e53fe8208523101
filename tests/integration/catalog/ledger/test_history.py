"""Histories of made-up weeks in both databases, against sums made anew from the rows."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import redis
from sqlalchemy import select

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    ClassMember,
    ClassRow,
    ClassStation,
    ExerciseRow,
    MemberRow,
)
from spotter.catalog.errors import UnknownError
from spotter.catalog.history.reading import history
from spotter.catalog.members.erasing import Erasing
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.movement.values import FaultCode, Joint, Measures, Tempo, Verdict
from spotter.wire.catalog.records.history import FaultReps, HistoryQuery, Interval, MeanMeasures
from spotter.wire.catalog.records.ledger import LedgerEntry, RepFilter
from spotter.wire.verdicts import RepVerdict
from support.records.ledger_in_test import (
    FAULTY,
    GOOD,
    KNEES_IN,
    MEASURES,
    LedgerInTest,
    add,
    add_session,
)
from support.twins.totals import (
    Totals,
    naive_gym_totals,
    naive_station_totals,
    naive_totals,
    stored_gym_totals,
    stored_station_totals,
    stored_totals,
)

BERLIN = "Europe/Berlin"
MONDAY = date(2026, 3, 23)
"""Of the week in which the clocks go forward."""
DIGEST = "d" * 64


def rep_at(  # noqa: PLR0913 - what differs between reps
    at: datetime,
    verdict: Verdict,
    *,
    station_id: str = "rack-1",
    exercise: str = "squat",
    session_id: str = "",
    track_id: int = 1,
) -> RepVerdict:
    us = round(at.timestamp() * 1e6)
    return RepVerdict(
        f"{station_id}_{track_id}_{us}", station_id, track_id, exercise, DIGEST, 1, 1,
        us, us + 2_000_000, "", verdict, session_id, "m-1", us,
    )  # fmt: skip


def evening(day: date) -> datetime:
    """Half past eleven in the evening in Berlin, which in UTC is the same day or not."""
    return datetime.combine(day, time(23, 30), ZoneInfo(BERLIN))


@pytest.fixture
def ledger(redis_client: redis.Redis, database: Database) -> LedgerInTest:
    return LedgerInTest(redis_client, database, zone=BERLIN)


def asked(ledger: LedgerInTest, query: HistoryQuery) -> list[tuple[date, int, int, int]]:
    with ledger.database.reading() as session:
        found = history(session, query)
    return [(one.first_day, one.good, one.faulty, one.unscorable) for one in found.buckets]


def keep_two_weeks(ledger: LedgerInTest, session_ids: list[str]) -> None:
    """300 reps of these sessions, some of them told twice, at any time of two weeks."""
    rng = np.random.default_rng(7)
    begin = datetime(2026, 10, 20, 12, tzinfo=UTC)
    measures = (MEASURES, Measures(), replace(MEASURES, tempo=Tempo(np.nan, 1, 1, 1)))
    for number in range(300):
        verdict = replace(
            (GOOD, FAULTY, replace(FAULTY, faults=(KNEES_IN, replace(KNEES_IN, phase=0.1))))[
                rng.integers(3)
            ],
            measures=measures[rng.integers(3)],
        )
        judged = rep_at(
            begin + timedelta(minutes=float(rng.uniform(0, 14_400))),
            verdict,
            station_id=f"rack-{rng.integers(3)}",
            exercise=("squat", "lunge")[rng.integers(2)],
            session_id=session_ids[rng.integers(len(session_ids))],
            track_id=number,
        )
        for _ in range(rng.integers(1, 3)):
            add(ledger.client, judged)
    ledger.catch_up()


def assert_same(stored: Totals, expected: Totals) -> None:
    (totals, faults), (expected_totals, expected_faults) = stored, expected
    assert totals.keys() == expected_totals.keys()
    assert all(totals[key] == pytest.approx(expected_totals[key]) for key in totals)
    assert faults == expected_faults


def assert_totals_are_those_of(ledger: LedgerInTest, entries: list[LedgerEntry]) -> None:
    database = ledger.database
    expected = naive_totals(database, entries, ZoneInfo(BERLIN))
    assert_same(stored_totals(database), expected)
    assert_same(stored_station_totals(database), naive_station_totals(expected))
    assert_same(stored_gym_totals(database), naive_gym_totals(expected))


def test_totals_are_the_sums_of_the_rows(ledger: LedgerInTest) -> None:
    sessions = [add_session(ledger.database, station_id=one)[1] for one in "ab"]
    keep_two_weeks(ledger, ["", *sessions])
    entries = ledger.entries()
    assert len(entries) == 300
    assert_totals_are_those_of(ledger, entries)


def test_an_erased_members_reps_leave_all_totals(ledger: LedgerInTest) -> None:
    (anna, annas), (_, bens) = (add_session(ledger.database, station_id=one) for one in "ab")
    keep_two_weeks(ledger, [annas, bens])
    add(ledger.client, rep_at(evening(MONDAY), FAULTY, session_id=annas))
    ledger.catch_up()
    announcer = SessionAnnouncer(ledger.database, ledger.client, lambda: 3)
    Erasing(ledger.database, ledger.client, announcer, lambda _id: None, lambda _id: None).erase(
        anna, Signature("local", 3)
    )
    left = ledger.entries()
    assert 100 < len(left) < 200
    assert_totals_are_those_of(ledger, left)
    assert asked(ledger, HistoryQuery(MONDAY, MONDAY)) == []


def test_days_and_weeks_are_those_of_the_gym(ledger: LedgerInTest) -> None:
    sunday = MONDAY + timedelta(days=6)
    for day in (MONDAY, sunday, sunday + timedelta(days=1)):
        add(ledger.client, rep_at(evening(day), GOOD))
    ledger.catch_up()
    days = HistoryQuery(MONDAY, sunday)
    assert asked(ledger, days) == [(MONDAY, 1, 0, 0), (sunday, 1, 0, 0)]
    weeks = HistoryQuery(MONDAY, sunday + timedelta(days=7), Interval.WEEK)
    assert asked(ledger, weeks) == [(MONDAY, 2, 0, 0), (MONDAY + timedelta(days=7), 1, 0, 0)]


def test_a_bucket_has_means_and_the_faults_that_come_back(ledger: LedgerInTest) -> None:
    add(ledger.client, rep_at(evening(MONDAY), FAULTY))
    add(ledger.client, rep_at(evening(MONDAY), replace(GOOD, measures=Measures()), track_id=2))
    ledger.catch_up()
    with ledger.database.reading() as session:
        found = history(session, HistoryQuery(MONDAY, MONDAY))
    (bucket,) = found.buckets
    assert bucket.means == MeanMeasures(0.9, 1.0, 0.8, 2.0, reps=1)
    assert bucket.faults == (FaultReps(FaultCode.KNEES_IN, Joint.LEFT_KNEE, 1),)
    assert [(one.exercise, one.reps) for one in found.exercises] == [("squat", 2)]


def test_a_history_is_a_members_a_stations_an_exercises_or_the_gyms(ledger: LedgerInTest) -> None:
    member_id, session_id = add_session(ledger.database)
    add(ledger.client, rep_at(evening(MONDAY), GOOD, session_id=session_id))
    add(ledger.client, rep_at(evening(MONDAY), FAULTY, station_id="rack-2", exercise="lunge"))
    ledger.catch_up()
    with ledger.database.reading() as session:
        lunge = session.scalar(select(ExerciseRow.id).where(ExerciseRow.name == "lunge"))
    good, faulty, both = (MONDAY, 1, 0, 0), (MONDAY, 0, 1, 0), (MONDAY, 1, 1, 0)
    for query, expected in (
        (HistoryQuery(MONDAY, MONDAY), [both]),
        (HistoryQuery(MONDAY, MONDAY, member_id=member_id), [good]),
        (HistoryQuery(MONDAY, MONDAY, station_id="rack-2"), [faulty]),
        (HistoryQuery(MONDAY, MONDAY, station_id="rack-9"), []),
        (HistoryQuery(MONDAY, MONDAY, exercise_id=str(lunge)), [faulty]),
        (HistoryQuery(MONDAY, MONDAY, exercise="squat"), [good]),
        (HistoryQuery(MONDAY, MONDAY, exercise="squat", station_id="rack-2"), []),
    ):
        assert asked(ledger, query) == expected
    for query in (
        HistoryQuery(MONDAY, MONDAY, member_id=str(uuid4())),
        HistoryQuery(MONDAY, MONDAY, class_id=str(uuid4())),
    ):
        with pytest.raises(UnknownError):
            asked(ledger, query)


@pytest.mark.parametrize(("stations", "expected"), [((), 2), (("rack-1",), 1)])
def test_a_classes_history_is_what_its_members_did_on_its_days(
    ledger: LedgerInTest, stations: tuple[str, ...], expected: int
) -> None:
    member_id, session_id = add_session(ledger.database)
    _, other = add_session(ledger.database, station_id="rack-2")
    tuesday = MONDAY + timedelta(days=1)
    for day, station, session in (
        (MONDAY, "rack-1", session_id),
        (MONDAY, "rack-2", session_id),
        (tuesday, "rack-1", session_id),
        (MONDAY, "rack-1", other),
        (MONDAY, "rack-1", ""),
    ):
        judged = rep_at(evening(day), GOOD, station_id=station, session_id=session)
        track_id = 1 + ledger.client.xlen("verdicts")
        rep_id = f"{station}_{track_id}_{judged.started_us}"
        add(ledger.client, replace(judged, track_id=track_id, rep_id=rep_id))
    ledger.catch_up()
    class_id = add_class(ledger.database, member_id, stations)
    query = HistoryQuery(MONDAY, tuesday, class_id=class_id)
    assert asked(ledger, query) == [(MONDAY, expected, 0, 0)]
    for_ever = replace(query, first_day=date.min, last_day=date.max)
    assert asked(ledger, for_ever) == [(MONDAY, expected, 0, 0)]
    assert len(ledger.entries(RepFilter(member_id=member_id))) == 3


def add_class(database: Database, member_id: str, stations: tuple[str, ...]) -> str:
    class_id = uuid4()
    with database.writing() as session:
        one = ClassRow(
            id=class_id, name="Morning", first_day=MONDAY - timedelta(days=7), is_weekly=True,
            starts_at=time(7), minutes=60,
        )  # fmt: skip
        session.add(one)
        session.flush()
        members = {str(row.id): row.no for row in session.scalars(select(MemberRow))}
        session.add(ClassMember(class_no=one.no, member_no=members[member_id]))
        session.add_all(ClassStation(class_no=one.no, station_id=station) for station in stations)
    return str(class_id)
