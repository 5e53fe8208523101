"""The catalog as a process, on a database of each kind."""

import json
from functools import partial

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import newest_revision, revision
from support.processes.service_process import ServiceProcess, service_process
from support.servers.postgres_server import PostgresServer
from support.waiting import until


def _problems(catalog: ServiceProcess) -> dict[str, str]:
    problems: dict[str, str] = json.loads(catalog.get("/readyz"))["problems"]
    return problems


def test_a_start_brings_the_database_to_this_release(empty_url: str, redis_url: str) -> None:
    with service_process("catalog", redis_url=redis_url, database_url=empty_url) as catalog:
        catalog.line("ready")
        assert _problems(catalog) == {}
        catalog.process.terminate()
        assert catalog.wait() == 0
    database = Database(empty_url)
    assert revision(database) == newest_revision()
    database.close()


def test_the_months_are_made_at_the_start(postgres_url: str, redis_url: str) -> None:
    with service_process("catalog", redis_url=redis_url, database_url=postgres_url) as catalog:
        assert len(catalog.line("months made")["partitions"]) == 6


def test_a_server_that_goes_is_a_problem_until_it_is_back(
    postgres: PostgresServer, postgres_url: str, redis_url: str
) -> None:
    with service_process("catalog", redis_url=redis_url, database_url=postgres_url) as catalog:
        catalog.line("ready")
        postgres.stop()
        try:
            assert "the database is away" in _problems(catalog)["database"]
        finally:
            postgres.start()
        until(lambda: not _problems(catalog), what="a catalog that is ready")
        assert catalog.process.poll() is None


def test_a_database_that_is_away_at_the_start_is_said(
    postgres: PostgresServer, postgres_url: str, redis_url: str
) -> None:
    start = partial(service_process, "catalog", redis_url=redis_url, database_url=postgres_url)
    postgres.stop()
    try:
        with start() as catalog:
            assert "the database is away" in catalog.line("cannot run")["reason"]
            assert catalog.wait() == 1
    finally:
        postgres.start()
    with start() as catalog:
        catalog.line("ready")
