"""Assembles the catalog, runs it and stops it in order."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import grpc.aio
import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.api.catalog.v1.exercise_service_pb2_grpc import add_ExerciseServiceServicer_to_server
from spotter.api.catalog.v1.history_service_pb2_grpc import add_HistoryServiceServicer_to_server
from spotter.api.catalog.v1.ledger_service_pb2_grpc import add_LedgerServiceServicer_to_server
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.upkeep import EVERY_S, keep_up
from spotter.catalog.ledger.keeper import LedgerKeeper
from spotter.catalog.ledger.loop import keep, make_keeper
from spotter.catalog.metrics import CatalogMetrics
from spotter.catalog.rpc.exercises import ExerciseService
from spotter.catalog.rpc.history import HistoryService
from spotter.catalog.rpc.ledger import LedgerService
from spotter.catalog.settings import CatalogSettings
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.grpc_channel import Server
from spotter.runtime.grpc_security import GrpcSecurity
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.loops import Loop
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.status_server import StatusServer
from spotter.wire.names import EXERCISE_CHANGES

AddServices = Callable[[grpc.aio.Server], None]

_STUCK_S = 30.0
_BEAT_S = 1.0
_STOP_WAIT_S = 2.0
_LEDGER_STOP_S = 5.0
"""A batch takes less; what is not written by then is taken again after the next start."""
_THREADS = 8
"""Calls answered at once; each mostly waits for the database."""
_ANSWER_S = 60.0
"""A call that PostgreSQL has not answered by then is told that the database is away."""


def serve(settings: CatalogSettings, stopping: threading.Event) -> None:
    """Serve until ``stopping`` is set.

    Raises :class:`AddressError` when a port is taken, :class:`CatalogError` for a database that
    is none, and :class:`DatabaseError` when it cannot be reached at the start.
    """
    registry = CollectorRegistry()
    metrics = CatalogMetrics(registry)
    client = connect(settings.redis_url)
    patient = Database(settings.database_url)
    database = Database(settings.database_url, answer_s=_ANSWER_S)
    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness = Readiness(
        {"redis": lambda: check(client), "database": database.check, "main loop": watchdog.check}
    )
    readiness.turns("main loop", watchdog)
    keeper = make_keeper(settings, client, database, metrics.ledger)
    log = structlog.get_logger()
    with (
        StatusServer(settings.status_host, settings.status_port, readiness, registry) as status,
        ThreadPoolExecutor(_THREADS, "call") as threads,
    ):
        upgrade(patient)
        upkeep = _upkeep(patient, stopping)
        server = _server(settings, metrics, threads, _services(database, client, keeper))
        server.start()
        ledger = keep(keeper, readiness, stopping)
        log.info("ready", port=server.port, status_port=status.port)
        try:
            while not stopping.wait(_BEAT_S):
                watchdog.feed()
        finally:
            log.info("stopping")
            server.decline()
            ledger.stop(_LEDGER_STOP_S)
            server.stop(_STOP_WAIT_S)
            upkeep.stop(_STOP_WAIT_S)
            database.close()
            patient.close()
            log.info("stopped")
        if error := ledger.error or upkeep.error:
            raise error


def _services(database: Database, client: redis.Redis, keeper: LedgerKeeper) -> AddServices:
    """Those of the contract."""
    changes = ChangeStream(client)
    exercises = ExerciseService(
        database, lambda changed: changes.announce(EXERCISE_CHANGES, changed), wall_clock_us
    )

    def add(server: grpc.aio.Server) -> None:
        add_ExerciseServiceServicer_to_server(exercises, server)
        add_LedgerServiceServicer_to_server(LedgerService(database, lambda: keeper.state), server)
        add_HistoryServiceServicer_to_server(HistoryService(database), server)

    return add


def _upkeep(database: Database, stopping: threading.Event) -> Loop:
    def step() -> None:
        keep_up(database, time.time_ns() // 1000)

    return Loop("upkeep", step, stopping.set, pause_s=EVERY_S)


def _server(
    settings: CatalogSettings,
    metrics: CatalogMetrics,
    threads: ThreadPoolExecutor,
    add_services: AddServices,
) -> Server:
    return Server(
        f"{settings.catalog_host}:{settings.catalog_port}",
        add_services,
        GrpcSecurity.of(settings),
        streams=_THREADS,
        on_stranger=metrics.refused_calls.inc,
        threads=threads,
    )
