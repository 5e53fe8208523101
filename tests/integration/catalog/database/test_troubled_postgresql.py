"""PostgreSQL that dies, hangs, cuts off, may not be written or has no room: what is said of it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import pg8000.native
import pytest
import redis
from sqlalchemy import text

from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.errors import DatabaseError
from spotter.movement.values import Exercise
from spotter.wire import names
from spotter.wire.references import exercise_bytes, reference_digest
from support.gyms.scored_gym import make_rep
from support.movements.stick_squats import squat_reference
from support.records.ledger_in_test import GOOD, LedgerInTest, say
from support.servers.postgres_server import PostgresServer, postgres_server
from support.waiting import until

ANSWER_S = 0.5


class Troubled:
    """A ledger whose database gets into trouble; ``said`` is what its problem was."""

    def __init__(self, client: redis.Redis, address: str) -> None:
        self._address = address
        self.database = database = Database(address, lock_wait_s=0.2, answer_s=ANSWER_S)
        self.ledger = LedgerInTest(client, database)
        self.digest = reference_digest(exercise_bytes(Exercise((squat_reference(),))))
        self._client = client
        self._reps = 0

    def judge(self) -> None:
        """One more rep gets its verdict."""
        self._reps += 1
        say(self._client, make_rep(self.digest, rep_number=self._reps), GOOD)

    @contextmanager
    def told(self, postgres: PostgresServer, **settings: str) -> Iterator[None]:
        """Connect anew, with these settings until the end of the block."""
        self.database.close()
        with postgres.told(self._address, **settings):
            yield

    def said(self) -> str:
        """What the ledger says when it cannot write one more rep."""
        self.judge()
        self.ledger.keeper.step()
        return self.ledger.keeper.problem() or ""

    def require_nothing_lost(self) -> None:
        """Whatever happened, all reps get into the ledger, once."""
        until(self._catches_up, what="a ledger that has caught up")
        assert len(self.ledger.entries()) == self._reps
        assert self.ledger.count("reps_total") == self._reps
        assert not self._client.exists(names.UNREADABLE_VERDICTS)

    def _catches_up(self) -> bool:
        self.ledger.keeper.step()
        return not self.ledger.keeper.state.behind_entries and not self.ledger.keeper.problem()


@contextmanager
def troubled_on(client: redis.Redis, address: str) -> Iterator[Troubled]:
    """A ledger with a rep."""
    found = Troubled(client, address)
    upgrade(found.database)
    found.judge()
    found.ledger.catch_up()
    yield found
    found.database.close()


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A server that no other test needs."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def troubled(redis_client: redis.Redis, postgres_url: str) -> Iterator[Troubled]:
    with troubled_on(redis_client, postgres_url) as found:
        yield found


def test_a_server_that_loses_its_power_is_away_and_then_starts_up(
    troubled: Troubled, postgres: PostgresServer
) -> None:
    postgres.crash()
    try:
        assert "the database is away" in troubled.said()
    finally:
        postgres.start()
    troubled.require_nothing_lost()


def test_a_server_that_recovers_from_the_death_of_one_process_is_away_if_anything(
    troubled: Troubled, postgres: PostgresServer
) -> None:
    postgres.kill_connections("spotter")
    said = troubled.said()
    assert not said or "the database is away" in said
    troubled.require_nothing_lost()


# The driver leaves it to Python to close the socket of a connection that it could not make.
@pytest.mark.filterwarnings("ignore:.*unclosed <socket:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_server_that_hangs_is_said_and_waited_for(
    troubled: Troubled, postgres: PostgresServer
) -> None:
    with postgres.hanging():
        assert "the database does not answer" in troubled.said()
        assert "the database does not answer" in troubled.said()
        assert "the database does not answer" in str(troubled.database.check())
    troubled.require_nothing_lost()
    gc.collect()  # else Python closes it amid another test


def test_connections_that_were_idle_for_too_long_are_made_anew(
    troubled: Troubled, postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    with troubled.told(postgres, idle_session_timeout="50ms"):
        troubled.database.check()
        until(partial(postgres.has_no_connection, "spotter"), what="the end of idle connections")
    troubled.judge()
    troubled.require_nothing_lost()
    assert caplog.text == ""


def test_a_transaction_that_takes_too_long_is_said(
    troubled: Troubled, postgres: PostgresServer
) -> None:
    with (
        troubled.told(postgres, idle_in_transaction_session_timeout="20ms"),
        troubled.database.reading() as session,
    ):
        session.execute(text("SELECT 1"))
        until(partial(postgres.has_no_connection, "spotter"), what="its end")
        with pytest.raises(DatabaseError, match="the database is away"):
            session.execute(text("SELECT 1"))
    troubled.require_nothing_lost()


def test_a_server_that_may_not_be_written_for_a_while_is_said_and_left(
    troubled: Troubled, postgres: PostgresServer
) -> None:
    with troubled.told(postgres, default_transaction_read_only="on"):
        assert "the database may not be written" in troubled.said()
        assert postgres.has_no_connection("spotter")  # another server may answer there by now
        assert troubled.database.check() is None
    troubled.require_nothing_lost()


def test_a_disk_without_room_is_said_and_waited_for(
    redis_client: redis.Redis, own_server: PostgresServer
) -> None:
    address = own_server.new_database()
    with (
        own_server.small_tablespace("small"),
        troubled_on(redis_client, address) as troubled,
        own_server.client(address.rpartition("/")[2]) as client,
    ):
        client.run("ALTER TABLE rep_default SET TABLESPACE small")
        fill(client)
        for _ in range(100):
            troubled.judge()
        assert "the database has no room left on its disk" in troubled.said()
        assert len(troubled.ledger.entries()) == 1
        client.run("DROP TABLE filler")
        troubled.require_nothing_lost()


def fill(client: pg8000.native.Connection) -> None:
    """Leave no page free in the tablespace ``small``."""
    client.run("CREATE TABLE filler (page text) TABLESPACE small")
    client.run("ALTER TABLE filler ALTER page SET STORAGE PLAIN")
    with suppress(pg8000.exceptions.DatabaseError):
        while True:
            client.run("INSERT INTO filler VALUES (repeat('x', 7000))")


def test_tables_that_are_missing_lose_no_rep(troubled: Troubled) -> None:
    with troubled.database.writing() as session:
        session.execute(text("ALTER TABLE rep_poses RENAME TO mislaid"))
        session.execute(text("ALTER TABLE method RENAME TO mislaid_method"))
    assert "the database does not take them" in troubled.said()
    with troubled.database.writing() as session:
        session.execute(text("ALTER TABLE mislaid RENAME TO rep_poses"))
        session.execute(text("ALTER TABLE mislaid_method RENAME TO method"))
    troubled.require_nothing_lost()
