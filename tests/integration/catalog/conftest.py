"""The databases that the catalog is tested with: whoever asks for one is run with each."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import redis

from spotter.catalog.database.opening import Database
from support.records.gym_of_two import Gym, filled
from support.records.made_database import made_database, put_tables
from support.records.people_catalog import people_catalog
from support.servers.postgres_server import PostgresServer, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server for the whole session."""
    with postgres_server(in_memory=True) as server:
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a file of SQLite that does not exist yet."""
    return f"sqlite:///{tmp_path}/catalog.sqlite3"


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """The address of an empty database of PostgreSQL."""
    with postgres.database() as url:
        yield url


@pytest.fixture(params=["sqlite_url", "postgres_url"], ids=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables, of each kind."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def empty_database(empty_url: str) -> Iterator[Database]:
    """A database without tables."""
    with closing(Database(empty_url, lock_wait_s=0.2)) as database:
        yield database


@pytest.fixture(scope="session")
def _made_on_server(postgres: PostgresServer) -> str:
    """A database of this release: a copy of it takes less than its migrations."""
    url = postgres.new_database()
    made_database(url).close()
    return url


@pytest.fixture
def upgraded_sqlite_url(sqlite_url: str) -> str:
    """The address of a file of SQLite of this release, without rows."""
    put_tables(sqlite_url)
    return sqlite_url


@pytest.fixture
def upgraded_postgres_url(postgres: PostgresServer, _made_on_server: str) -> Iterator[str]:
    """The address of a database of PostgreSQL of this release, without rows."""
    with postgres.database(like=_made_on_server) as url:
        yield url


@pytest.fixture(
    params=["upgraded_sqlite_url", "upgraded_postgres_url"], ids=["sqlite", "postgresql"]
)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database of this release, without rows, of each kind."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of this release, without rows."""
    with closing(Database(database_url, lock_wait_s=0.2)) as database:
        yield database


@pytest.fixture
def two(database_url: str, redis_client: redis.Redis) -> Iterator[Gym]:
    """A gym of two: Anna and Ben trained, and so did nobody in particular."""
    with people_catalog(database_url, redis_client) as catalog:
        yield filled(catalog)
