"""The catalog's services for people in the test's own process: real database, Redis and gRPC."""

import itertools
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import cast
from zoneinfo import ZoneInfo

import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.rpc.people.people import People
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.rules import SessionRules
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.checkins import Checkins
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.faces import Faces
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire import names
from spotter.wire.catalog.people.members import Consent
from spotter.wire.sessions import StationSession, station_sessions_from_bytes
from support.records.made_database import made_database
from support.servers.grpc_server import grpc_server

HOUR_US = 3_600_000_000
START_US = 1_772_000_000_000_000
ALL = Consent(keeps_reps=True, keeps_poses=True)
REPS = Consent(keeps_reps=True)
_RULES = SessionRules()


@dataclass(slots=True)
class TestClock:
    """A clock in microseconds, a microsecond later each time; set by hand."""

    __test__ = False
    now_us: int = START_US
    _steps: Iterator[int] = field(default_factory=itertools.count)

    def __call__(self) -> int:
        return self.now_us + next(self._steps)


@dataclass(frozen=True, slots=True)
class PeopleCatalog:
    """A catalog that answers at ``address``."""

    address: str
    database: Database
    redis: redis.Redis
    clock: TestClock
    people: People
    members: Members
    sessions: Sessions
    classes: Classes
    checkins: Checkins
    faces: Faces


@contextmanager
def people_catalog(
    database_url: str, client: redis.Redis, rules: SessionRules = _RULES
) -> Iterator[PeopleCatalog]:
    """A catalog on the database until the end of the block."""
    clock = TestClock()
    with closing(made_database(database_url)) as database:
        sessions = SessionAnnouncer(database, client, clock)
        zone = ZoneInfo("UTC")
        people = People(database, client, sessions, zone=zone, rules=rules, now_us=clock)
        with (
            grpc_server(people.add_to) as address,
            CatalogChannel(address, GrpcSecurity()) as channel,
        ):
            parts = (
                Members(channel, "ida"),
                Sessions(channel, "ida"),
                Classes(channel, "ida"),
                Checkins(channel, "ida"),
                Faces(channel, "ida"),
            )
            yield PeopleCatalog(address, database, client, clock, people, *parts)


def announced(catalog: PeopleCatalog) -> dict[str, tuple[StationSession, ...]]:
    """The sessions of each station as segmenters are told."""
    found = cast("dict[bytes, bytes]", catalog.redis.hgetall(names.STATION_SESSIONS))
    return {
        name.decode(): station_sessions_from_bytes(data).sessions for name, data in found.items()
    }
