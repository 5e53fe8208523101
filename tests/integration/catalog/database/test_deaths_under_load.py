"""The catalog and then PostgreSQL die while people train: all reps are judged and kept, once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import redis

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.movement.values import Exercise
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire import names
from spotter.wire.references import exercise_bytes
from support.gyms.scored_gym import ScoredGym, make_rep
from support.movements.stick_squats import squat_reference
from support.processes.service_process import ServiceProcess, warm_service
from support.records.written_verdicts import wait_for_ledger
from support.servers.postgres_server import PostgresServer
from support.servers.redis_server import free_port
from support.waiting import until

MOST_REPS = 3000
SOME = 40
PAUSE_S = 0.02


class Training(threading.Thread):
    """Reps are cut and wait for scorers, until it is stopped; ``rep_ids`` are theirs."""

    def __init__(self, gym: ScoredGym) -> None:
        super().__init__(daemon=True)
        self.rep_ids: list[str] = []
        self._gym = gym
        self._stopping = threading.Event()

    def run(self) -> None:
        """Cut one after the other, each of another person."""
        for number in range(MOST_REPS):
            rep = make_rep(self._gym.digest, track_id=number)
            self._gym.store(rep)
            self.rep_ids.append(rep.rep_id)
            if self._stopping.wait(PAUSE_S):
                return

    def stop(self) -> None:
        """Cut no more."""
        self._stopping.set()
        if self.is_alive():
            self.join()


@pytest.fixture
def training(redis_client: redis.Redis) -> Iterator[Training]:
    found = Training(ScoredGym(redis_client))
    yield found
    found.stop()


@contextmanager
def running_catalog(**settings: object) -> Iterator[ServiceProcess]:
    with warm_service("catalog", status_port=0, **settings) as running:
        running.line("ready")
        yield running


def store_squat(address: str) -> None:
    with CatalogChannel(address, GrpcSecurity()) as channel:
        data = exercise_bytes(Exercise((squat_reference(),)))
        ExerciseLibrary(channel, "ida").store(data, "recorded")


def said(running: ServiceProcess, event: str) -> list[dict[str, object]]:
    return [line for line in list(running.lines) if line.get("event") == event]


def behind(running: ServiceProcess) -> float:
    return running.metric("spotter_catalog_ledger_behind_entries")


@pytest.mark.timeout(900)
def test_the_catalog_and_then_its_database_die_while_people_train(
    redis_url: str, redis_client: redis.Redis, postgres: PostgresServer, training: Training
) -> None:
    port, url = free_port(), postgres.new_database()
    settings = {"redis_url": redis_url, "database_url": url, "catalog_port": port}
    address = f"127.0.0.1:{port}"

    def go_on_judging() -> None:
        wanted = redis_client.xlen(names.VERDICTS) + SOME
        until(lambda: redis_client.xlen(names.VERDICTS) >= wanted, what="verdicts")

    with warm_service("scorer", redis_url=redis_url, catalog_address=address) as scorer:
        with running_catalog(**settings) as catalog:
            store_squat(address)
            scorer.line("ready")
            training.start()
            go_on_judging()
            catalog.kill()
            go_on_judging()
        with running_catalog(**settings) as catalog:
            wait_for_ledger(redis_client)
            postgres.crash()
            try:
                go_on_judging()
                catalog.line("the ledger waits for the database")
                until(lambda: behind(catalog) >= SOME, what="a ledger that says that it is behind")
                assert "the database is away" in catalog.get("/readyz")
            finally:  # for the tests that come after it
                postgres.start()
            go_on_judging()
            training.stop()
            until(all_judged(redis_client, training), what="all verdicts")
            wait_for_ledger(redis_client)
            until(lambda: behind(catalog) == 0, what="a ledger that says that it has caught up")
            assert_nothing_is_wrong(catalog, scorer)
    assert sorted(in_ledger(postgres, url)) == sorted(training.rep_ids)
    assert sorted(judged(redis_client)) == sorted(training.rep_ids)
    assert not redis_client.exists(names.UNREADABLE_VERDICTS, names.DEAD_LETTERS)


def all_judged(client: redis.Redis, training: Training) -> Callable[[], bool]:
    return lambda: client.xlen(names.VERDICTS) == len(training.rep_ids)


def judged(client: redis.Redis) -> list[str]:
    """The reps in the stream of verdicts."""
    return [one.rep_id for one in ScoredGym(client).verdicts()]


def in_ledger(postgres: PostgresServer, url: str) -> list[str]:
    """The ids of the reps, of which their keys consist."""
    asked = (
        "SELECT station_id || '_' || track_id || '_' || started_us "
        "FROM rep JOIN station ON station.no = station_no"
    )
    with postgres.client(url.rpartition("/")[2]) as client:
        return [rep_id for (rep_id,) in client.run(asked)]


def assert_nothing_is_wrong(catalog: ServiceProcess, scorer: ServiceProcess) -> None:
    """One line when it began and one when it was over, and no traceback."""
    assert len(said(catalog, "the ledger waits for the database")) == 1
    assert len(said(catalog, "the ledger is written again")) == 1
    assert not [line for one in (catalog, scorer) for line in one.lines if "exception" in line]
    assert '"ready"' in catalog.get("/readyz")
