"""The services of the contract, by which others ask the catalog."""

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

import grpc.aio
import redis

from spotter.api.catalog.v1.calibration_service_pb2_grpc import (
    add_CalibrationServiceServicer_to_server,
)
from spotter.api.catalog.v1.exercise_service_pb2_grpc import add_ExerciseServiceServicer_to_server
from spotter.api.catalog.v1.history_service_pb2_grpc import add_HistoryServiceServicer_to_server
from spotter.api.catalog.v1.ledger_service_pb2_grpc import add_LedgerServiceServicer_to_server
from spotter.api.catalog.v1.pattern_service_pb2_grpc import add_PatternServiceServicer_to_server
from spotter.api.catalog.v1.teaching_service_pb2_grpc import add_TeachingServiceServicer_to_server
from spotter.api.catalog.v1.workout_service_pb2_grpc import add_WorkoutServiceServicer_to_server
from spotter.catalog.calibration.trials import Trials
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.ledger.keeper import LedgerKeeper
from spotter.catalog.patterns.asked_searches import AskedSearches
from spotter.catalog.rpc.calibration import CalibrationService
from spotter.catalog.rpc.exercises import ExerciseService
from spotter.catalog.rpc.history import HistoryService
from spotter.catalog.rpc.ledger import LedgerService
from spotter.catalog.rpc.patterns import PatternService
from spotter.catalog.rpc.people import People
from spotter.catalog.rpc.teaching import TeachingService
from spotter.catalog.rpc.workouts import WorkoutService
from spotter.catalog.teaching.latest_rep import latest_rep
from spotter.runtime.clock import wall_clock_us
from spotter.wire.names import EXERCISE_CHANGES

AddServices = Callable[[grpc.aio.Server], None]


def services(  # noqa: PLR0913, PLR0917 - what the services answer from
    database: Database,
    client: redis.Redis,
    keeper: LedgerKeeper,
    people: People,
    searches: AskedSearches,
    zone: ZoneInfo,
) -> AddServices:
    """What adds all of them to a server; ``zone`` is the gym's."""
    announce = partial(ChangeStream(client).announce, EXERCISE_CHANGES)
    exercises = ExerciseService(database, announce, wall_clock_us)
    teaching = TeachingService(database, partial(latest_rep, client), announce, wall_clock_us)
    patterns = PatternService(database, searches, announce, zone, wall_clock_us)
    calibration = CalibrationService(database, Trials(client), announce, wall_clock_us)
    workouts = WorkoutService(database, zone, wall_clock_us)

    def add(server: grpc.aio.Server) -> None:
        add_ExerciseServiceServicer_to_server(exercises, server)
        add_TeachingServiceServicer_to_server(teaching, server)
        add_CalibrationServiceServicer_to_server(calibration, server)
        add_LedgerServiceServicer_to_server(LedgerService(database, lambda: keeper.state), server)
        add_HistoryServiceServicer_to_server(HistoryService(database), server)
        add_WorkoutServiceServicer_to_server(workouts, server)
        add_PatternServiceServicer_to_server(patterns, server)
        people.add_to(server)

    return add
