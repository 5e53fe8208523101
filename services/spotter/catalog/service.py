"""Assembles the catalog, runs it and stops it in order."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Self
from zoneinfo import ZoneInfo

import redis
import structlog
from prometheus_client import CollectorRegistry

from spotter.catalog.alerts.assembling import Alerts
from spotter.catalog.answering import AddServices, Parts, services
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.occupancy import SERVICE, served
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.database.upkeep import EVERY_S, keep_up
from spotter.catalog.deliveries.outbox import call_out
from spotter.catalog.errors import DatabaseError
from spotter.catalog.films.assembling import FilmRoom
from spotter.catalog.following.announcing import FollowingAnnouncer
from spotter.catalog.following.keeper import FollowingKeeper
from spotter.catalog.ledger.assembling import make_keeper
from spotter.catalog.ledger.intake.transit import KEPT, Kept
from spotter.catalog.metrics import CatalogMetrics
from spotter.catalog.patterns.finder_process import FinderProcess
from spotter.catalog.patterns.keeper import PatternKeeper, PatternRules
from spotter.catalog.proposals.keeper import ProposalKeeper
from spotter.catalog.retention.due import KeptDays
from spotter.catalog.retention.keeper import RetentionKeeper
from spotter.catalog.rpc.people.people import People
from spotter.catalog.rpc.training.proposals import Adapting
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.settings import CatalogSettings
from spotter.catalog.watched_loop import watched_loop
from spotter.runtime.clock import wall_clock_us
from spotter.runtime.grpc.channel import Server
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.loops import Loop
from spotter.runtime.redis.connection import check, connect
from spotter.runtime.status_server import StatusServer
from spotter.training.adaptation import Gym
from spotter.wire.names import EXERCISE_CHANGES

_STUCK_S = 30.0
_BEAT_S = 1.0
_STOP_WAIT_S = 5.0
"""A batch of the ledger takes less; what is not written by then is taken after the next start."""
_TEND_S = 10.0
_PROPOSE_S = 2.0
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
    databases = _Databases.of(settings)
    answers = threading.Event()
    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness = _readiness(client, databases, answers, watchdog)
    films = _films(settings, client, databases, metrics)
    parts = _parts(settings, client, databases, metrics, kept, films=films)
    log = structlog.get_logger()
    with (
        StatusServer(settings.status_host, settings.status_port, readiness, registry) as status,
        ThreadPoolExecutor(_THREADS, "call") as threads,
        served(databases.patient),
    ):
        _require(databases.prompt)
        upgrade(databases.patient)
        _keep_up(databases.patient)  # before the ledger is written: months are of tables it locks
        server = _server(settings, metrics, threads, services(databases.calls, client, parts))
        server.start()
        watched = _watched(client, databases, parts, readiness, stopping)
        paced = _paced(settings, databases, parts, metrics, stopping)
        loops = (*watched, *paced, *films.loops(stopping.set))
        answers.set()
        log.info("ready", port=server.port, status_port=status.port)
        watchdog.feed()
        readiness.turns("main loop", watchdog)  # an upgrade may take its time
        try:
            while not stopping.wait(_BEAT_S):
                watchdog.feed()
        finally:
            films.stop()
            _stop(server, parts, loops, databases)
        _raise_first_error(loops)


@dataclass(frozen=True, slots=True)
class _Databases:
    """The same database: for work that may take its time, for calls, and for what must not."""

    patient: Database
    calls: Database
    prompt: Database

    @classmethod
    def of(cls, settings: CatalogSettings) -> Self:
        url = settings.database_url
        return cls(
            Database(url, name=SERVICE),
            Database(url, name=SERVICE, answer_s=_ANSWER_S),
            Database(url, name=SERVICE, answer_s=_PROMPT_S),
        )

    def close(self) -> None:
        for one in (self.calls, self.prompt, self.patient):
            one.close()


def _readiness(
    client: redis.Redis, databases: _Databases, answers: threading.Event, watchdog: Watchdog
) -> Readiness:
    return Readiness(
        {
            "calls": lambda: None if answers.is_set() else "not yet answered",
            "redis": lambda: check(client),
            "database": databases.prompt.check,
            "main loop": watchdog.check,
        }
    )


def _parts(  # noqa: PLR0913 - its collaborators, each used in one place
    settings: CatalogSettings,
    client: redis.Redis,
    databases: _Databases,
    metrics: CatalogMetrics,
    kept: Kept,
    *,
    films: FilmRoom,
) -> Parts:
    zone = ZoneInfo(settings.time_zone)
    announcing = connect(settings.redis_url, timeout_s=_ANNOUNCE_WAIT_S, retries=0)
    # One for all, so that of two writers the later one has read later.
    sessions = SessionAnnouncer(databases.prompt, announcing, wall_clock_us)
    alerts = Alerts(
        databases.prompt,
        client,
        announcing,
        metrics.alerts,
        zone,
        now_us=wall_clock_us,
        reach=lambda session, calls: call_out(session, calls, wall_clock_us(), zone),
        rules=settings.alert_rules,
    )
    people = People(
        databases.calls,
        announcing,
        sessions,
        zone=zone,
        rules=settings.session_rules,
        now_us=wall_clock_us,
        on_silence=metrics.silent_sessions.inc,
    )
    return Parts(
        make_keeper(settings, client, databases.prompt, metrics.ledger, kept),
        people,
        _pattern_keeper(settings, databases.patient, client, zone),
        films.desk,
        alerts,
        FollowingAnnouncer(announcing, sessions, metrics.followings),
        zone,
        settings.ends,
        Adapting(Gym(settings.load_step_kg), settings.members_decide),
    )


def _films(
    settings: CatalogSettings,
    client: redis.Redis,
    databases: _Databases,
    metrics: CatalogMetrics,
) -> FilmRoom:
    """A server of frames that is away or hangs holds up nothing but films."""
    frames = connect(settings.frames_redis_url or settings.redis_url)
    return FilmRoom(databases.calls, client, frames, metrics.films, now_us=wall_clock_us)


def _watched(
    client: redis.Redis,
    databases: _Databases,
    parts: Parts,
    readiness: Readiness,
    stopping: threading.Event,
) -> Iterator[Loop]:
    """What takes the gym's events; readiness tells if it stands still."""
    workouts = FollowingKeeper(
        databases.prompt, client, parts.followings, parts.zone, now_us=wall_clock_us
    )
    yield watched_loop("ledger", parts.keeper, readiness, stopping)
    yield watched_loop("alerts", parts.alerts.keeper, readiness, stopping)
    yield watched_loop("workouts", workouts, readiness, stopping)


def _paced(
    settings: CatalogSettings,
    databases: _Databases,
    parts: Parts,
    metrics: CatalogMetrics,
    stopping: threading.Event,
) -> Iterator[Loop]:
    """What is done from time to time."""
    gym = parts.adapting.gym
    proposals = ProposalKeeper(databases.calls, gym, parts.zone, wall_clock_us)
    upkeep = partial(_keep_up, databases.patient)
    yield Loop("upkeep", upkeep, stopping.set, pause_s=EVERY_S)
    yield Loop("tending", parts.people.tend, stopping.set, pause_s=_TEND_S)
    yield _retention(settings, databases.patient, metrics, stopping)
    yield Loop("proposals", proposals.step, stopping.set, pause_s=_PROPOSE_S)
    yield Loop("patterns", parts.patterns.step, stopping.set, pause_s=_BEAT_S)


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


def _stop(server: Server, parts: Parts, loops: Sequence[Loop], databases: _Databases) -> None:
    """First nobody asks any more, then nothing is done, then the database is left."""
    log = structlog.get_logger()
    log.info("stopping")
    server.decline()
    server.stop(_STOP_WAIT_S)
    parts.patterns.stop()
    for loop in loops:
        loop.stop(_STOP_WAIT_S)
    databases.close()
    log.info("stopped")


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
