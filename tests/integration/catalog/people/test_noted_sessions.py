"""Sessions that are noted when they are over: real gRPC, database and Redis."""

import re
from collections.abc import Iterator

import pytest
import redis

from spotter.catalog_client.errors import ConflictError, RefusedError
from spotter.wire.catalog.people.members import Consent
from spotter.wire.catalog.people.sessions import Session
from support.gyms.gym_in_redis import put_station
from support.records.people_catalog import HOUR_US, REPS, START_US, PeopleCatalog, people_catalog


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[PeopleCatalog]:
    with people_catalog(database_url, redis_client) as one:
        yield one


def add(catalog: PeopleCatalog, name: str = "Anna", consent: Consent = REPS) -> str:
    return catalog.members.add(name, consent).member_id


def note(
    catalog: PeopleCatalog, member_id: str, begun_h: float, ended_h: float, station: str = "rack-1"
) -> Session:
    """Note a session between two times, hours before now."""
    times = {"begun_us": begun_h, "ended_us": ended_h}
    return catalog.sessions.note(
        station, member_id, **{key: START_US - round(h * HOUR_US) for key, h in times.items()}
    )


def test_a_session_that_nobody_began_is_noted_with_its_times(catalog: PeopleCatalog) -> None:
    anna = add(catalog)
    noted = note(catalog, anna, 50, 49)
    assert (noted.begun_us, noted.ended_us) == (START_US - 50 * HOUR_US, START_US - 49 * HOUR_US)
    assert (noted.begun_by, noted.ended_by) == ("ida", "ida")
    assert list(catalog.sessions.listed(member_id=anna)) == [noted]


def test_a_session_noted_once_more_stays_as_it_is_whatever_the_clock_says(
    catalog: PeopleCatalog,
) -> None:
    anna = add(catalog)
    noted = note(catalog, anna, 3, 2)
    assert note(catalog, anna, 3, 2) == noted
    catalog.clock.now_us -= 5 * HOUR_US
    assert note(catalog, anna, 3, 2) == noted
    assert len(list(catalog.sessions.listed())) == 1


def test_sessions_that_follow_each_other_do_not_overlap(catalog: PeopleCatalog) -> None:
    anna, ben = add(catalog), add(catalog, "Ben")
    note(catalog, anna, 3, 2)
    note(catalog, ben, 2, 1)
    note(catalog, ben, 3, 2, station="rack-2")
    assert len(list(catalog.sessions.listed())) == 3


@pytest.mark.parametrize(("begun_h", "ended_h"), [(3.5, 2.5), (2.9, 2.1), (4, 1), (2.1, 1)])
def test_a_session_that_overlaps_another_is_refused(
    catalog: PeopleCatalog, begun_h: float, ended_h: float
) -> None:
    anna, ben = add(catalog), add(catalog, "Ben")
    note(catalog, anna, 3, 2)
    with pytest.raises(ConflictError, match=r"Anna trained at rack-1 from .* to .* UTC"):
        note(catalog, ben, begun_h, ended_h)
    with pytest.raises(ConflictError, match="Anna trained at rack-1"):
        note(catalog, anna, begun_h, ended_h, station="rack-2")


def test_an_open_session_overlaps_what_is_later_than_its_start(catalog: PeopleCatalog) -> None:
    anna = add(catalog)
    catalog.sessions.begin("rack-1", anna)
    note(catalog, anna, 2, 1)
    catalog.clock.now_us += HOUR_US
    with pytest.raises(ConflictError, match="to now"):
        note(catalog, anna, 0.5, -0.5)


@pytest.mark.parametrize(
    ("begun_h", "ended_h", "words"),
    [
        (1, -1, "expected a session that is over by 2026"),
        (1, 1, "ends later"),
        (1, 2, "ends later"),
        (START_US / HOUR_US + 1, 1, "in or after 1970"),
    ],
)
def test_a_session_that_cannot_have_been_is_refused(
    catalog: PeopleCatalog, begun_h: float, ended_h: float, words: str
) -> None:
    with pytest.raises(RefusedError, match=re.escape(words)):
        note(catalog, add(catalog), begun_h, ended_h)


def test_nobody_is_noted_who_agreed_to_nothing_or_at_a_station_that_is_not_there(
    catalog: PeopleCatalog,
) -> None:
    with pytest.raises(ConflictError, match="has not agreed"):
        note(catalog, add(catalog, consent=Consent()), 2, 1)
    put_station(catalog.redis, "rack-1")
    with pytest.raises(RefusedError, match="the gym has no station rack-9"):
        note(catalog, add(catalog, "Ben"), 2, 1, station="rack-9")
