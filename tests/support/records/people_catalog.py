"""The catalog's services for people in the test's own process: real database, Redis and gRPC."""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.rpc.people import People
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.classes import Classes
from spotter.catalog_client.members import Members
from spotter.catalog_client.sessions import Sessions
from spotter.runtime.grpc.channel import Server
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire import names
from spotter.wire.catalog.members import Consent
from spotter.wire.sessions import StationSession, station_sessions_from_bytes

HOUR_US = 3_600_000_000
START_US = 1_772_000_000_000_000
ALL = Consent(keeps_reps=True, keeps_poses=True)
REPS = Consent(keeps_reps=True)


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


@contextmanager
def people_catalog(
    database_url: str, client: redis.Redis, *, session_hours: float = 4.0
) -> Iterator[PeopleCatalog]:
    """A catalog on the database until the end of the block."""
    database, clock = Database(database_url), TestClock()
    upgrade(database)
    people = People(database, client, session_hours=session_hours, now_us=clock)
    with ThreadPoolExecutor(4) as threads:
        server = Server("127.0.0.1:0", people.add_to, GrpcSecurity(), streams=4, threads=threads)
        server.start()
        address = f"127.0.0.1:{server.port}"
        try:
            with CatalogChannel(address, GrpcSecurity()) as channel:
                parts = Members(channel, "ida"), Sessions(channel, "ida"), Classes(channel, "ida")
                yield PeopleCatalog(address, database, client, clock, people, *parts)
        finally:
            server.stop(0.0)
            database.close()


def announced(catalog: PeopleCatalog) -> dict[str, tuple[StationSession, ...]]:
    """The sessions of each station as segmenters are told."""
    found = cast("dict[bytes, bytes]", catalog.redis.hgetall(names.STATION_SESSIONS))
    return {
        name.decode(): station_sessions_from_bytes(data).sessions for name, data in found.items()
    }
