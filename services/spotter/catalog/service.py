"""Assembles the catalog, runs it and stops it in order."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from zoneinfo import ZoneInfo

import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.catalog.answering import AddServices, services
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.occupancy import SERVICE, served
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.upkeep import EVERY_S, keep_up
from spotter.catalog.errors import DatabaseError
from spotter.catalog.ledger.loop import keep, make_keeper
from spotter.catalog.ledger.transit import KEPT, Kept
from spotter.catalog.metrics import CatalogMetrics
from spotter.catalog.patterns.finder_process import FinderProcess
from spotter.catalog.patterns.keeper import PatternKeeper, PatternRules
from spotter.catalog.retention.due import KeptDays
from spotter.catalog.retention.keeper import RetentionKeeper
from spotter.catalog.rpc.people import People
from spotter.catalog.settings import CatalogSettings
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.grpc.channel import Server
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.loops import Loop
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.status_server import StatusServer
from spotter.wire.names import EXERCISE_CHANGES

_STUCK_S = 30.0
_BEAT_S = 1.0
_STOP_WAIT_S = 5.0
"""A batch of the ledger takes less; what is not written by then is taken after the next start."""
_TEND_S = 10.0
_RETENTION_PAUSE_S = 0.25
"""Between its transactions, for those who write."""
_ANNOUNCE_WAIT_S = 1.0
"""For Redis, while somebody waits for an answer; what was not announced then is soon after."""
_THREADS = 8
"""Calls answered at once; each mostly waits for the database."""
_ANSWER_S = 60.0
"""A call that PostgreSQL has not answered by then is told so."""
_PROMPT_S = 12.0
"""Likewise the ledger, whose batches take less: longer than others may hold a lock, and twice that,
for an answer and another connection, is less than what counts as hanging."""


def serve(settings: CatalogSettings, stopping: threading.Event, kept: Kept = KEPT) -> None:
    """Serve until ``stopping`` is set; Redis keeps what the ledger has for as long as ``kept``.

    Raises :class:`AddressError` when a port is taken, :class:`CatalogError` for a database that
    is none, and :class:`DatabaseError` when it cannot be reached at the start.
    """
    registry = CollectorRegistry()
    metrics = CatalogMetrics(registry)
    client = connect(settings.redis_url)
    patient = Database(settings.database_url, name=SERVICE)
    database = Database(settings.database_url, name=SERVICE, answer_s=_ANSWER_S)
    prompt = Database(settings.database_url, name=SERVICE, answer_s=_PROMPT_S)
    answers = threading.Event()
    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness = Readiness(
        {
            "calls": lambda: None if answers.is_set() else "not yet answered",
            "redis": lambda: check(client),
            "database": prompt.check,
            "main loop": watchdog.check,
        }
    )
    keeper = make_keeper(settings, client, prompt, metrics.ledger, kept)
    people = People(
        database,
        connect(settings.redis_url, timeout_s=_ANNOUNCE_WAIT_S, retries=0),
        session_hours=settings.session_hours,
        now_us=wall_clock_us,
    )
    log = structlog.get_logger()
    with (
        StatusServer(settings.status_host, settings.status_port, readiness, registry) as status,
        ThreadPoolExecutor(_THREADS, "call") as threads,
        served(patient),
    ):
        _require(prompt)
        upgrade(patient)
        _keep_up(patient)  # before the ledger is written: months are made of tables that it locks
        zone = ZoneInfo(settings.time_zone)
        patterns = _pattern_keeper(settings, patient, client, zone)
        answered = services(database, client, keeper, people, patterns.asked, zone)
        server = _server(settings, metrics, threads, answered)
        server.start()
        loops = (
            keep(keeper, readiness, stopping),
            Loop("upkeep", partial(_keep_up, patient), stopping.set, pause_s=EVERY_S),
            Loop("tending", people.tend, stopping.set, pause_s=_TEND_S),
            _retention(settings, patient, metrics, stopping),
            Loop("patterns", patterns.step, stopping.set, pause_s=_BEAT_S),
        )
        answers.set()
        log.info("ready", port=server.port, status_port=status.port)
        watchdog.feed()
        readiness.turns("main loop", watchdog)  # an upgrade may take its time
        try:
            while not stopping.wait(_BEAT_S):
                watchdog.feed()
        finally:
            log.info("stopping")
            server.decline()
            server.stop(_STOP_WAIT_S)
            patterns.stop()
            _stop(loops)
            for one in (database, prompt, patient):
                one.close()
            log.info("stopped")
        _raise_first_error(loops)


def _require(database: Database) -> None:
    """A server that hangs is said at once; an upgrade would wait for it."""
    if not database.is_sqlite and (problem := database.check()):
        raise DatabaseError(problem)


def _keep_up(database: Database) -> None:
    keep_up(database, wall_clock_us())


def _retention(
    settings: CatalogSettings,
    database: Database,
    metrics: CatalogMetrics,
    stopping: threading.Event,
) -> Loop:
    gym = KeptDays(settings.poses_kept_days, settings.verdicts_kept_days)
    keeper = RetentionKeeper(database, gym, metrics.retention, now_us=wall_clock_us)
    return Loop("retention", keeper.step, stopping.set, pause_s=_RETENTION_PAUSE_S)


def _pattern_keeper(
    settings: CatalogSettings, database: Database, client: redis.Redis, zone: ZoneInfo
) -> PatternKeeper:
    return PatternKeeper(
        database,
        FinderProcess(),
        partial(ChangeStream(client).announce, EXERCISE_CHANGES),
        PatternRules(settings.patterns_hour, settings.patterns_days, zone),
        now_us=wall_clock_us,
    )


def _stop(loops: Sequence[Loop]) -> None:
    for loop in loops:
        loop.stop(_STOP_WAIT_S)


def _raise_first_error(loops: Sequence[Loop]) -> None:
    for loop in loops:
        if loop.error is not None:
            raise loop.error


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
