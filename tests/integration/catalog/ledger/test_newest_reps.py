"""The newest reps of a station or of an exercise, however long ago they were."""

import pytest
import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.ledger.reading import Found, newest
from spotter.catalog.ledger.rows.days import spans
from spotter.catalog.ledger.rows.keys import RepKey
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.verdicts import RepVerdict
from support.records.ledger_in_test import GOOD, LedgerInTest, add

DAY_US = 86_400_000_000
NOW_US = 20_000 * DAY_US
DIGESTS = {"squat": "a" * 64, "lunge": "b" * 64}
DONE = [
    ("rack-1", "squat", 0),
    ("rack-2", "squat", 1),
    ("rack-2", "squat", 8),
    ("rack-1", "lunge", 9),
    ("rack-1", "squat", 300),
    ("rack-1", "lunge", 301),
    ("rack-1", "squat", 302),
]
"""Where, what and how many days ago."""
ASKED = [
    RepFilter(),
    RepFilter(station_id="rack-1"),
    RepFilter(exercise="lunge"),
    RepFilter(station_id="rack-1", exercise="squat"),
    RepFilter(station_id="rack-1", until_us=NOW_US - 300 * DAY_US),
    RepFilter(exercise="squat", since_us=NOW_US - 8 * DAY_US),
    RepFilter(station_id="rack-2", exercise="lunge"),
    RepFilter(station_id="rack-7"),
]


def verdict(station_id: str, exercise: str, days_ago: int) -> RepVerdict:
    started_us = NOW_US - days_ago * DAY_US
    return RepVerdict(
        rep_id=f"{station_id}_1_{started_us}",
        station_id=station_id,
        track_id=1,
        exercise=exercise,
        reference_digest=DIGESTS[exercise],
        set_number=1,
        rep_number=1,
        started_us=started_us,
        ended_us=started_us + 2_000_000,
        trace_id="",
        verdict=GOOD,
        method_version="m-1",
        set_started_us=started_us,
    )


@pytest.fixture
def ledger(redis_client: redis.Redis, database: Database) -> LedgerInTest:
    """A ledger with the reps of :data:`DONE`, in a zone that is far from UTC."""
    found = LedgerInTest(redis_client, database, zone="Pacific/Kiritimati")
    for done in DONE:
        add(redis_client, verdict(*done))
    found.catch_up()
    return found


def pages(ledger: LedgerInTest, wanted: RepFilter, count: int) -> list[str]:
    """The ids of all reps that are meant, asked for page by page."""
    found: list[str] = []
    before: RepKey | None = None
    while page := part(ledger, wanted, before, count):
        found += [one.entry.judged.rep_id for one in page]
        before = page[-1].key
    return found


def part(ledger: LedgerInTest, wanted: RepFilter, before: RepKey | None, count: int) -> list[Found]:
    with ledger.database.reading() as session:
        return newest(session, wanted, before, count)


def is_meant(done: tuple[str, str, int], wanted: RepFilter) -> bool:
    judged = verdict(*done)
    return (
        wanted.station_id in {"", judged.station_id}
        and wanted.exercise in {"", judged.exercise}
        and wanted.since_us <= judged.started_us < (wanted.until_us or NOW_US * 2)
    )


@pytest.mark.parametrize("count", [1, 2, 100])
@pytest.mark.parametrize("wanted", ASKED, ids=str)
def test_no_rep_is_left_out_or_told_twice(
    ledger: LedgerInTest, wanted: RepFilter, count: int
) -> None:
    expected = [verdict(*done).rep_id for done in DONE if is_meant(done, wanted)]
    assert pages(ledger, wanted, count) == expected


def test_they_are_looked_for_only_around_the_days_that_have_some(ledger: LedgerInTest) -> None:
    with ledger.database.reading() as session:
        of_lunges = spans(session, RepFilter(exercise="lunge"))
        of_nowhere = spans(session, RepFilter(station_id="rack-7"))
        of_all = spans(session, RepFilter())
    assert of_lunges is not None
    assert [round((NOW_US - since_us) / DAY_US) for since_us, _ in of_lunges] == [10, 302]
    assert (of_nowhere, of_all) == ([], None)
