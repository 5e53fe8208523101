"""The catalog's services for workouts in the test's own process: real database and gRPC."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import grpc.aio
import redis

from spotter.api.catalog.v1.description_service_pb2_grpc import (
    add_DescriptionServiceServicer_to_server,
)
from spotter.api.catalog.v1.exercise_service_pb2_grpc import (
    ExerciseServiceStub,
    add_ExerciseServiceServicer_to_server,
)
from spotter.api.catalog.v1.workout_service_pb2_grpc import (
    WorkoutServiceStub,
    add_WorkoutServiceServicer_to_server,
)
from spotter.catalog.database.opening import Database
from spotter.catalog.rpc.exercises.descriptions import DescriptionService
from spotter.catalog.rpc.exercises.exercises import ExerciseService
from spotter.catalog.rpc.people.people import People
from spotter.catalog.rpc.training.workouts import WorkoutService
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.rules import SessionRules
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.descriptions import Descriptions
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.training.workouts import Workouts
from spotter.runtime.grpc.security import GrpcSecurity
from support.records.made_database import made_database
from support.records.people_catalog import TestClock
from support.servers.grpc_server import grpc_server

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
    descriptions: Descriptions


@contextmanager
def workout_catalog(
    database_url: str, client: redis.Redis, zone: ZoneInfo = GYM_ZONE
) -> Iterator[WorkoutCatalog]:
    """A catalog on the database until the end of the block; ``zone`` is the gym's."""
    with (
        closing(made_database(database_url)) as database,
        grpc_server(workout_services(database, client, zone, TestClock())) as address,
        CatalogChannel(address, GrpcSecurity()) as channel,
    ):
        yield WorkoutCatalog(
            address,
            database,
            Workouts(channel, "ida"),
            Members(channel, "ida"),
            Classes(channel, "ida"),
            ExerciseServiceStub(channel.grpc),
            WorkoutServiceStub(channel.grpc),
            Descriptions(channel, "ida"),
        )


def workout_services(
    database: Database, client: redis.Redis, zone: ZoneInfo, clock: TestClock
) -> Callable[[grpc.aio.Server], None]:
    """What adds the services for people, exercises and workouts to a server."""
    sessions = SessionAnnouncer(database, client, clock)
    people = People(database, client, sessions, zone=zone, rules=SessionRules(), now_us=clock)
    exercises = ExerciseService(database, lambda _: None, clock)

    def add(server: grpc.aio.Server) -> None:
        people.add_to(server)
        add_ExerciseServiceServicer_to_server(exercises, server)
        add_DescriptionServiceServicer_to_server(DescriptionService(database, clock), server)
        add_WorkoutServiceServicer_to_server(WorkoutService(database, zone, clock), server)

    return add
