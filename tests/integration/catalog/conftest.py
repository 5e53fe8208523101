"""The databases that the catalog is tested with: whoever asks for one is run with each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from support.records.gym_of_two import Gym, filled
from support.records.people_catalog import people_catalog
from support.servers.postgres_server import PostgresServer, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server for the whole session."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a file of SQLite that does not exist yet."""
    return f"sqlite:///{tmp_path}/catalog.sqlite3"


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> str:
    """The address of an empty database of PostgreSQL."""
    return postgres.new_database()


@pytest.fixture(params=["sqlite_url", "postgres_url"], ids=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of each kind."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def empty_database(database_url: str) -> Iterator[Database]:
    """A database without tables."""
    database = Database(database_url, lock_wait_s=0.2)
    yield database
    database.close()


@pytest.fixture
def database(empty_database: Database) -> Database:
    """A database of this release, without rows."""
    upgrade(empty_database)
    return empty_database


@pytest.fixture
def two(database_url: str, redis_client: redis.Redis) -> Iterator[Gym]:
    """A gym of two: Anna and Ben trained, and so did nobody in particular."""
    with people_catalog(database_url, redis_client) as catalog:
        yield filled(catalog)
