"""The catalog's gRPC services in the test's own process, on a real database."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import grpc
import grpc.aio
import redis
from prometheus_client import CollectorRegistry

from spotter.api.catalog.v1.description_service_pb2_grpc import (
    add_DescriptionServiceServicer_to_server,
)
from spotter.api.catalog.v1.exercise_service_pb2_grpc import (
    ExerciseServiceStub,
    add_ExerciseServiceServicer_to_server,
)
from spotter.api.catalog.v1.ledger_service_pb2_grpc import add_LedgerServiceServicer_to_server
from spotter.api.catalog.v1.teaching_service_pb2_grpc import (
    TeachingServiceStub,
    add_TeachingServiceServicer_to_server,
)
from spotter.catalog.database.opening import Database
from spotter.catalog.films.assembling import FilmRoom
from spotter.catalog.films.metrics import FilmMetrics
from spotter.catalog.rpc.exercises.descriptions import DescriptionService
from spotter.catalog.rpc.exercises.exercises import ExerciseService
from spotter.catalog.rpc.exercises.teaching import TeachingService
from spotter.catalog.rpc.records.ledger import LedgerService
from spotter.movement.values.judged.rep import Rep
from spotter.runtime.clock import wall_clock_us
from spotter.wire.catalog.records.ledger import LedgerState
from support.records.made_database import made_database
from support.servers.grpc_server import grpc_server


@dataclass(frozen=True, slots=True)
class RunningCatalog:
    """A catalog that answers at ``address``; ``announced`` are the exercises that it told of.

    ``latest`` are the reps that it finds in Redis, by their ids.
    """

    address: str
    database: Database
    exercises: ExerciseServiceStub
    teaching: TeachingServiceStub
    announced: list[str]
    latest: dict[str, Rep]


@contextmanager
def running_catalog(
    database_url: str,
    *,
    port: int = 0,
    now_us: Callable[[], int] = wall_clock_us,
    tell: Callable[[str], None] = lambda _id: None,
) -> Iterator[RunningCatalog]:
    """A catalog on the database, until the end of the block; ``tell`` is told of exercises."""
    database, announced = made_database(database_url), list[str]()
    latest: dict[str, Rep] = {}
    nowhere = redis.Redis(port=1)  # nobody is filmed
    metrics = FilmMetrics(CollectorRegistry())
    films = FilmRoom(database, nowhere, nowhere, metrics, now_us=now_us).desk

    def announce(exercise_id: str) -> None:
        announced.append(exercise_id)
        tell(exercise_id)

    def add(server: grpc.aio.Server) -> None:
        service = ExerciseService(database, announce, now_us)
        add_ExerciseServiceServicer_to_server(service, server)
        add_DescriptionServiceServicer_to_server(DescriptionService(database, now_us), server)
        teaching = TeachingService(database, latest.get, films, announce, now_us)
        add_TeachingServiceServicer_to_server(teaching, server)
        add_LedgerServiceServicer_to_server(LedgerService(database, LedgerState), server)

    with (
        closing(database),
        grpc_server(add, port=port) as address,
        grpc.insecure_channel(address) as channel,
    ):
        yield RunningCatalog(
            address,
            database,
            ExerciseServiceStub(channel),
            TeachingServiceStub(channel),
            announced,
            latest,
        )
