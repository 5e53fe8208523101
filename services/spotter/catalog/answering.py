"""The services of the contract, by which others ask the catalog."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import grpc.aio

from spotter.api.catalog.v1.exercise_service_pb2_grpc import add_ExerciseServiceServicer_to_server
from spotter.api.catalog.v1.history_service_pb2_grpc import add_HistoryServiceServicer_to_server
from spotter.api.catalog.v1.ledger_service_pb2_grpc import add_LedgerServiceServicer_to_server
from spotter.api.catalog.v1.workout_service_pb2_grpc import add_WorkoutServiceServicer_to_server
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.ledger.keeper import LedgerKeeper
from spotter.catalog.rpc.exercises import ExerciseService
from spotter.catalog.rpc.history import HistoryService
from spotter.catalog.rpc.ledger import LedgerService
from spotter.catalog.rpc.people import People
from spotter.catalog.rpc.workouts import WorkoutService
from spotter.runtime.clock import wall_clock_us
from spotter.wire.names import EXERCISE_CHANGES

AddServices = Callable[[grpc.aio.Server], None]


def services(
    database: Database,
    changes: ChangeStream,
    keeper: LedgerKeeper,
    people: People,
    zone: ZoneInfo,
) -> AddServices:
    """What adds all of them to a server; ``zone`` is the gym's."""
    exercises = ExerciseService(
        database, lambda changed: changes.announce(EXERCISE_CHANGES, changed), wall_clock_us
    )
    workouts = WorkoutService(database, zone, wall_clock_us)

    def add(server: grpc.aio.Server) -> None:
        add_ExerciseServiceServicer_to_server(exercises, server)
        add_LedgerServiceServicer_to_server(LedgerService(database, lambda: keeper.state), server)
        add_HistoryServiceServicer_to_server(HistoryService(database), server)
        people.add_to(server)
        add_WorkoutServiceServicer_to_server(workouts, server)

    return add
