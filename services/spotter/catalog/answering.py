"""The services of the contract, by which others ask the catalog."""

import base64
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

import grpc.aio
import redis

from spotter.alerting.events import Called
from spotter.api.catalog.v1.account_service_pb2_grpc import add_AccountServiceServicer_to_server
from spotter.api.catalog.v1.alert_service_pb2_grpc import add_AlertServiceServicer_to_server
from spotter.api.catalog.v1.audit_service_pb2_grpc import add_AuditServiceServicer_to_server
from spotter.api.catalog.v1.calibration_service_pb2_grpc import (
    add_CalibrationServiceServicer_to_server,
)
from spotter.api.catalog.v1.delivery_service_pb2_grpc import add_DeliveryServiceServicer_to_server
from spotter.api.catalog.v1.description_service_pb2_grpc import (
    add_DescriptionServiceServicer_to_server,
)
from spotter.api.catalog.v1.exercise_service_pb2_grpc import add_ExerciseServiceServicer_to_server
from spotter.api.catalog.v1.film_service_pb2_grpc import add_FilmServiceServicer_to_server
from spotter.api.catalog.v1.following_service_pb2_grpc import add_FollowingServiceServicer_to_server
from spotter.api.catalog.v1.history_service_pb2_grpc import add_HistoryServiceServicer_to_server
from spotter.api.catalog.v1.ledger_service_pb2_grpc import add_LedgerServiceServicer_to_server
from spotter.api.catalog.v1.pattern_service_pb2_grpc import add_PatternServiceServicer_to_server
from spotter.api.catalog.v1.proposal_service_pb2_grpc import add_ProposalServiceServicer_to_server
from spotter.api.catalog.v1.teaching_service_pb2_grpc import add_TeachingServiceServicer_to_server
from spotter.api.catalog.v1.workout_service_pb2_grpc import add_WorkoutServiceServicer_to_server
from spotter.catalog.accounts.ends import Ends
from spotter.catalog.alerts.assembling import Alerts
from spotter.catalog.calibration.trials import Trials
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.films.desk import FilmDesk
from spotter.catalog.following.announcing import FollowingAnnouncer
from spotter.catalog.ledger.keeper import LedgerKeeper
from spotter.catalog.patterns.keeper import PatternKeeper
from spotter.catalog.rpc.accounts import AccountService, Desk
from spotter.catalog.rpc.alerts import AlertDesk, AlertService
from spotter.catalog.rpc.alerts.deliveries import DeliveryService
from spotter.catalog.rpc.exercises.calibration import CalibrationService
from spotter.catalog.rpc.exercises.descriptions import DescriptionService
from spotter.catalog.rpc.exercises.exercises import ExerciseService
from spotter.catalog.rpc.exercises.films import FilmService
from spotter.catalog.rpc.exercises.patterns import PatternService
from spotter.catalog.rpc.exercises.teaching import TeachingService
from spotter.catalog.rpc.people.audit import AuditService
from spotter.catalog.rpc.people.people import People
from spotter.catalog.rpc.records.history import HistoryService
from spotter.catalog.rpc.records.ledger import LedgerService
from spotter.catalog.rpc.training.followings import FollowingService
from spotter.catalog.rpc.training.proposals import Adapting, ProposalDesk, ProposalService
from spotter.catalog.rpc.training.workouts import WorkoutService
from spotter.catalog.teaching.latest_rep import latest_rep
from spotter.runtime.clock import wall_clock_us
from spotter.wire.names import ACCOUNT_CHANGES, EXERCISE_CHANGES

_SECRET_BYTES = 24

AddServices = Callable[[grpc.aio.Server], None]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the services share with the catalog's threads, and the gym's rules.

    ``zone`` is the gym's. ``ends`` says how sign-ins end, ``adapting`` how training adapts.
    """

    keeper: LedgerKeeper
    people: People
    patterns: PatternKeeper
    films: FilmDesk
    alerts: Alerts
    followings: FollowingAnnouncer
    zone: ZoneInfo
    ends: Ends
    adapting: Adapting


def services(database: Database, client: redis.Redis, parts: Parts) -> AddServices:
    """What adds all of them to a server."""
    zone, alerts = parts.zone, parts.alerts
    changes = ChangeStream(client)
    announce = partial(changes.announce, EXERCISE_CHANGES)
    announce_account = partial(changes.announce, ACCOUNT_CHANGES)
    accounts = AccountService(Desk(database, parts.ends, announce_account, wall_clock_us))
    desk = AlertDesk(database, alerts.host, alerts.check_station, wall_clock_us)
    exercises = ExerciseService(database, announce, wall_clock_us)
    descriptions = DescriptionService(database, wall_clock_us)
    latest = partial(latest_rep, client)
    teaching = TeachingService(database, latest, parts.films, announce, wall_clock_us)
    patterns = PatternService(database, parts.patterns.asked, announce, zone, wall_clock_us)
    calibration = CalibrationService(database, Trials(client), announce, wall_clock_us)
    followed = FollowingService(database, zone, parts.followings, wall_clock_us)
    proposals = _proposals(database, parts, desk)
    workouts = WorkoutService(database, zone, wall_clock_us)
    ledger = LedgerService(database, lambda: parts.keeper.state)
    deliveries = DeliveryService(database, wall_clock_us, random.random, _new_secret)

    def add(server: grpc.aio.Server) -> None:
        add_AlertServiceServicer_to_server(AlertService(desk), server)
        add_AccountServiceServicer_to_server(accounts, server)
        add_AuditServiceServicer_to_server(AuditService(database, wall_clock_us), server)
        add_ExerciseServiceServicer_to_server(exercises, server)
        add_DescriptionServiceServicer_to_server(descriptions, server)
        add_TeachingServiceServicer_to_server(teaching, server)
        add_FilmServiceServicer_to_server(FilmService(parts.films), server)
        add_CalibrationServiceServicer_to_server(calibration, server)
        add_LedgerServiceServicer_to_server(ledger, server)
        add_HistoryServiceServicer_to_server(HistoryService(database), server)
        add_FollowingServiceServicer_to_server(followed, server)
        add_WorkoutServiceServicer_to_server(workouts, server)
        add_PatternServiceServicer_to_server(patterns, server)
        add_ProposalServiceServicer_to_server(proposals, server)
        add_DeliveryServiceServicer_to_server(deliveries, server)
        parts.people.add_to(server)

    return add


def _proposals(database: Database, parts: Parts, alerts: AlertDesk) -> ProposalService:
    """Pain that somebody tells of calls a trainer."""

    def call(station_id: str) -> None:
        alerts.decide(Called(station_id))

    desk = ProposalDesk(database, parts.adapting, parts.zone, call, wall_clock_us)
    return ProposalService(desk)


def _new_secret() -> str:
    """What a webhook is signed by, base64."""
    return base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
