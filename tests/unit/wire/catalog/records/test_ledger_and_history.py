from datetime import date
from uuid import UUID

import pytest

from spotter.api.catalog.v1 import history_service_pb2, ledger_service_pb2
from spotter.movement.values import FaultCode, Joint, Outcome
from spotter.wire.catalog.records.history import (
    ExerciseReps,
    FaultReps,
    History,
    HistoryBucket,
    HistoryQuery,
    Interval,
    MeanMeasures,
    history_message,
    history_of,
    query_message,
    query_of,
)
from spotter.wire.catalog.records.ledger import (
    LedgerState,
    RepFilter,
    filter_of,
    list_request,
    state_message,
    state_of,
)
from spotter.wire.errors import WireError

ONE, OTHER = str(UUID(int=1)), str(UUID(int=2))
MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "wanted",
    [
        RepFilter(),
        RepFilter(ONE, OTHER, "rack-1", ONE, "squat", Outcome.FAULTY, since_us=5, until_us=9),
    ],
)
def test_a_filter_says_the_same_on_the_other_side(wanted: RepFilter) -> None:
    assert filter_of(list_request(wanted)) == wanted


def test_an_id_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(WireError, match="the id of a member is a UUID; found 'anna'"):
        filter_of(ledger_service_pb2.ListRepsRequest(member_id="anna"))


def test_a_state_says_the_same_on_the_other_side() -> None:
    state = LedgerState("12-3", 40, 2.5, "the database is full")
    assert state_of(state_message(state)) == state


@pytest.mark.parametrize(
    "query",
    [
        HistoryQuery(MONDAY, MONDAY),
        HistoryQuery(MONDAY, MONDAY, Interval.WEEK, member_id=ONE, exercise_id=OTHER),
        HistoryQuery(MONDAY, MONDAY, station_id="rack-1", exercise="squat"),
        HistoryQuery(MONDAY, MONDAY, class_id=ONE),
    ],
)
def test_a_query_says_the_same_on_the_other_side(query: HistoryQuery) -> None:
    assert query_of(query_message(query)) == query


def test_a_history_says_the_same_on_the_other_side() -> None:
    means = MeanMeasures(0.9, 1.0, 0.8, 2.1, reps=7)
    faults = (FaultReps(FaultCode.KNEES_IN, Joint.LEFT_KNEE, 3),)
    history = History(
        (HistoryBucket(MONDAY, 4, 3, 2, means, faults), HistoryBucket(MONDAY, 0, 0, 1)),
        (ExerciseReps(ONE, "Kniebeuge", 10),),
    )
    assert history_of(history_message(history)) == history


@pytest.mark.parametrize("day", ["", "today", "2026-13-01"])
def test_a_day_that_is_none_is_refused_in_words(day: str) -> None:
    with pytest.raises(WireError, match="a day is YYYY-MM-DD"):
        query_of(history_service_pb2.GetHistoryRequest(first_day=day, last_day="2026-11-30"))


def test_a_history_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(WireError, match="expected a first day up to 2026-11-29"):
        HistoryQuery(MONDAY, date(2026, 11, 29))
