"""Sessions in the catalog: real gRPC, database and Redis."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, cast

import pytest
import redis
from structlog.testing import capture_logs

from spotter.catalog.database.opening import Database
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog_client.errors import ConflictError, RefusedError
from spotter.runtime.redis.connection import connect
from spotter.wire import names
from spotter.wire.catalog.people.classes import ClassPlan
from spotter.wire.sessions import StationSession
from support.gyms.gym_in_redis import put_station
from support.records.people_catalog import (
    HOUR_US,
    REPS,
    START_US,
    PeopleCatalog,
    announced,
    people_catalog,
)

EVENING = ClassPlan("Evening", date(2026, 3, 2), True, time(18, 30), 60)  # noqa: FBT003


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[PeopleCatalog]:
    with people_catalog(database_url, redis_client) as one:
        yield one


def test_a_session_is_announced_from_its_beginning_to_an_hour_after_its_end(
    catalog: PeopleCatalog,
) -> None:
    anna = catalog.members.add("Anna", REPS)
    session, ended = catalog.sessions.begin("rack-3", anna.member_id)
    assert (session.member_name, session.begun_by, ended) == ("Anna", "ida", ())
    assert announced(catalog) == {
        "rack-3": (StationSession(session.session_id, anna.member_id, session.begun_us),)
    }
    after = catalog.sessions.end(session.session_id)
    assert after.ended_us is not None
    assert catalog.sessions.end(session.session_id) == after
    assert announced(catalog)["rack-3"][0].ended_us == after.ended_us
    catalog.clock.now_us += 2 * HOUR_US
    catalog.people.tend()
    assert announced(catalog) == {}
    told = cast("Any", catalog.redis.xrange(names.CATALOG_CHANGES))
    assert {fields[names.CHANGE_KIND] for _, fields in told} == {b"session"}


@pytest.mark.parametrize("at", ["rack-3", "rack-4"])
def test_a_second_open_session_is_a_conflict_in_words_or_replaces_the_first(
    catalog: PeopleCatalog, at: str
) -> None:
    anna, ben = (catalog.members.add(name, REPS) for name in ("Anna", "Ben"))
    first, _ = catalog.sessions.begin("rack-3", anna.member_id)
    who = ben if at == "rack-3" else anna
    with pytest.raises(ConflictError, match=r"^Anna trains at rack-3: end that session first"):
        catalog.sessions.begin(at, who.member_id)
    second, ended = catalog.sessions.begin(at, who.member_id, instead=True)
    assert [one.session_id for one in ended] == [first.session_id]
    assert ended[0].ended_us == second.begun_us
    assert list(catalog.sessions.listed(only_open=True)) == [second]


def test_both_who_train_elsewhere_and_at_the_station_make_room(catalog: PeopleCatalog) -> None:
    anna, ben = (catalog.members.add(name, REPS) for name in ("Anna", "Ben"))
    catalog.sessions.begin("rack-1", anna.member_id)
    catalog.sessions.begin("rack-2", ben.member_id)
    with pytest.raises(ConflictError, match=r"Ben trains at rack-2 and Anna trains at rack-1"):
        catalog.sessions.begin("rack-2", anna.member_id)
    _, ended = catalog.sessions.begin("rack-2", anna.member_id, instead=True)
    assert {one.member_name for one in ended} == {"Anna", "Ben"}


def test_a_station_that_the_gym_does_not_have_is_refused(catalog: PeopleCatalog) -> None:
    anna = catalog.members.add("Anna", REPS)
    put_station(catalog.redis, "rack-1")
    with pytest.raises(RefusedError, match="the gym has no station rack-9; it has rack-1"):
        catalog.sessions.begin("rack-9", anna.member_id)
    with pytest.raises(RefusedError, match="a station's id"):
        catalog.sessions.begin("Rack 1", anna.member_id)


def test_a_forgotten_session_ends_after_hours_without_a_rep(catalog: PeopleCatalog) -> None:
    anna = catalog.members.add("Anna", REPS)
    session, _ = catalog.sessions.begin("rack-1", anna.member_id)
    catalog.clock.now_us = session.begun_us + 4 * HOUR_US - 1000
    catalog.people.tend()
    assert catalog.sessions.get(session.session_id).ended_us is None
    catalog.clock.now_us = session.begun_us + 4 * HOUR_US + 1000
    catalog.people.tend()
    assert catalog.sessions.get(session.session_id).ended_by == "spotter"


def test_a_clock_that_goes_back_ends_a_session_as_it_began(catalog: PeopleCatalog) -> None:
    anna = catalog.members.add("Anna", REPS)
    session, _ = catalog.sessions.begin("rack-1", anna.member_id)
    catalog.clock.now_us = START_US - HOUR_US
    assert catalog.sessions.end(session.session_id).ended_us == session.begun_us


def test_sessions_are_listed_latest_first_by_member_station_and_class(
    catalog: PeopleCatalog,
) -> None:
    anna, ben = (catalog.members.add(name, REPS) for name in ("Anna", "Ben"))
    evening = catalog.classes.create(EVENING)
    made: list[object] = []
    for place in range(6):
        who, station = (anna, "rack-1") if place % 2 else (ben, "rack-2")
        class_id = evening.class_id if place == 3 else ""
        session, _ = catalog.sessions.begin(station, who.member_id, class_id=class_id)
        made.insert(0, catalog.sessions.end(session.session_id))
    assert list(catalog.sessions.listed()) == made
    assert list(catalog.sessions.listed(member_id=anna.member_id)) == made[0::2]
    assert list(catalog.sessions.listed(station_id="rack-2")) == made[1::2]
    assert list(catalog.sessions.listed(class_id=evening.class_id)) == [made[2]]


def test_without_redis_sessions_are_kept_and_announced_when_it_is_back(
    database_url: str, redis_client: redis.Redis
) -> None:
    with people_catalog(database_url, connect("redis://127.0.0.1:9", retries=0)) as away:
        anna = away.members.add("Anna", REPS)
        away.sessions.begin("rack-1", anna.member_id)
        away.people.tend()
    with people_catalog(database_url, redis_client) as back:
        assert announced(back) == {}
        back.people.tend()
        assert list(announced(back)) == ["rack-1"]


def test_what_was_committed_counts_though_the_database_goes_before_it_is_announced(
    redis_client: redis.Redis, tmp_path: Path
) -> None:
    gone = Database(f"sqlite:///{tmp_path}/nowhere/catalog.sqlite3")
    with capture_logs() as said:
        SessionAnnouncer(gone, redis_client, lambda: 5).announce(["a-session"])
    assert [line["event"] for line in said] == ["sessions not announced"]
    assert redis_client.xlen(names.CATALOG_CHANGES) == 1
