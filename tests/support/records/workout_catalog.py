"""The catalog's services for workouts in the test's own process: real database and gRPC."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import grpc.aio
import redis

from spotter.api.catalog.v1.exercise_service_pb2_grpc import (
    ExerciseServiceStub,
    add_ExerciseServiceServicer_to_server,
)
from spotter.api.catalog.v1.workout_service_pb2_grpc import (
    WorkoutServiceStub,
    add_WorkoutServiceServicer_to_server,
)
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.rpc.exercises import ExerciseService
from spotter.catalog.rpc.people import People
from spotter.catalog.rpc.workouts import WorkoutService
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.classes import Classes
from spotter.catalog_client.members import Members
from spotter.catalog_client.workouts import Workouts
from spotter.runtime.grpc.channel import Server
from spotter.runtime.grpc.security import GrpcSecurity
from support.records.people_catalog import TestClock

GYM_ZONE = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class WorkoutCatalog:
    """A catalog that answers at ``address``."""

    address: str
    database: Database
    workouts: Workouts
    members: Members
    classes: Classes
    exercises: ExerciseServiceStub
    stub: WorkoutServiceStub


@contextmanager
def workout_catalog(
    database_url: str, client: redis.Redis, zone: ZoneInfo = GYM_ZONE
) -> Iterator[WorkoutCatalog]:
    """A catalog on the database until the end of the block; ``zone`` is the gym's."""
    database, clock = Database(database_url), TestClock()
    upgrade(database)
    people = People(database, client, session_hours=4, now_us=clock)

    def add(server: grpc.aio.Server) -> None:
        people.add_to(server)
        exercises = ExerciseService(database, lambda _: None, clock)
        add_ExerciseServiceServicer_to_server(exercises, server)
        add_WorkoutServiceServicer_to_server(WorkoutService(database, zone, clock), server)

    with ThreadPoolExecutor(4) as threads:
        server = Server("127.0.0.1:0", add, GrpcSecurity(), streams=4, threads=threads)
        server.start()
        address = f"127.0.0.1:{server.port}"
        try:
            with CatalogChannel(address, GrpcSecurity()) as channel:
                yield WorkoutCatalog(
                    address,
                    database,
                    Workouts(channel, "ida"),
                    Members(channel, "ida"),
                    Classes(channel, "ida"),
                    ExerciseServiceStub(channel.grpc),
                    WorkoutServiceStub(channel.grpc),
                )
        finally:
            server.stop(0.0)
            database.close()
