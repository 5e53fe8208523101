"""Wires the notifier and serves its page."""

import random
import threading
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

import redis.asyncio
from fastapi import FastAPI
from prometheus_client import CollectorRegistry

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.cache import ExerciseCache
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.notifier.deliveries.running import delivering
from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.live.history import History
from spotter.notifier.live.keeping_up.flow import FlowBoard
from spotter.notifier.live.keeping_up.shortfall_board import ShortfallBoard
from spotter.notifier.live.live import Boards, Live
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.live.training.attendance import Attendance
from spotter.notifier.live.training.session_board import SessionBoard
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.readers.catalog.accounts import AccountReader
from spotter.notifier.readers.catalog.alerts import AlertReader
from spotter.notifier.readers.catalog.changes import CatalogChanges
from spotter.notifier.readers.catalog.followings import FollowingReader
from spotter.notifier.readers.catalog.ghosts import GhostReader
from spotter.notifier.readers.catalog.sessions import SessionReader
from spotter.notifier.readers.loops import Loop
from spotter.notifier.readers.readers import Readers, reading_loops
from spotter.notifier.readers.redis.reps import RepReader
from spotter.notifier.readers.ticks import Ticks
from spotter.notifier.settings import NotifierSettings
from spotter.notifier.speech.espeak import installed
from spotter.notifier.speech.sentences import Sentences
from spotter.notifier.web.access.asking.known_secrets import KnownSecrets
from spotter.notifier.web.access.asking.recognising import Recogniser
from spotter.notifier.web.access.guard import Guard
from spotter.notifier.web.access.rights.own_rights import own_rights_route
from spotter.notifier.web.access.rights.rights import Right
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.access.sockets import AdmittedSockets
from spotter.notifier.web.api import api_routes
from spotter.notifier.web.app import Lifespan, make_app
from spotter.notifier.web.camera.socket import CameraSocket, camera_routes
from spotter.notifier.web.door import Door
from spotter.notifier.web.ghosts import ghost_routes
from spotter.notifier.web.headers import SecurityHeaders
from spotter.notifier.web.health import health_routes, probe_routes
from spotter.notifier.web.live_socket import LiveSocket
from spotter.notifier.web.oidc.configured import provider_of
from spotter.notifier.web.oidc.routes import provider_routes
from spotter.notifier.web.reading import ReadersLanguage
from spotter.notifier.web.server import listen, serve_page
from spotter.notifier.web.speech import speech_routes
from spotter.notifier.web.tls.authority_route import authority_route
from spotter.notifier.web.tls.certificates import Certificate, LocalAuthority, own_addresses
from spotter.notifier.web.v1.accounts.sign_in import SignInDesk
from spotter.notifier.web.v1.app import make_v1
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.health import Readiness
from spotter.runtime.redis.connection import connect_async
from spotter.runtime.status_server import StatusAnswers

_NOWHERE = "127.0.0.1:0"


def serve(settings: NotifierSettings, stopping: threading.Event) -> None:
    """Serve the page until ``stopping`` is set.

    Raises :class:`PageAddressError` if the address cannot be used, :class:`RefusedError` when no
    catalog is named, and the error that ended one of the loops that read Redis.
    """
    listener = listen(settings.host, settings.port)
    registry, readiness = CollectorRegistry(), Readiness()
    metrics = NotifierMetrics(registry)
    parts = _Parts.of(settings, metrics)
    loops = _loops(parts, settings, metrics)
    for loop in loops:
        loop.watch(readiness)
    readers = Readers(parts.client, loops, stopping.set)
    app = _app(parts, settings, StatusAnswers(readiness, registry), readers)
    door = Door(
        ReadersLanguage(app), settings.names, lambda reason: metrics.refused.labels(reason).inc()
    )
    page = SecurityHeaders(door, is_always_https=settings.tls == "files")
    certificate = _certificate(settings)
    with delivering(settings, metrics.deliveries, stopping.set):
        serve_page(page, listener, stopping, certificate=certificate, proxies=settings.proxies)
    if readers.failure:
        raise readers.failure


@dataclass(frozen=True, slots=True)
class _Parts:
    """What loops fill and routes show, and who is admitted to it."""

    client: redis.asyncio.Redis
    catalog: AsyncCatalogChannel
    live: Live
    flow: FlowBoard
    sessions: SessionBoard
    known: KnownSecrets
    notes: SeenNotes
    guard: Guard
    admitted: AdmittedSockets
    cameras: AdmittedSockets

    @classmethod
    def of(cls, settings: NotifierSettings, metrics: NotifierMetrics) -> Self:
        """Those of a notifier with these settings."""
        catalog, has_records = AsyncCatalogChannel.of(settings), bool(settings.catalog_address)
        boards = _boards(settings, has_records=has_records)
        live = Live(uuid4().hex, boards, time.time)
        known = KnownSecrets(time.monotonic)
        guard = Guard(
            Recogniser(catalog, known), is_open=settings.open, gateway=settings.trusted_gateway
        )
        socket = LiveSocket(live, metrics.pages, time.time)
        camera = CameraSocket(lambda: boards.stations.stations, GrpcSecurity.of(settings))
        return cls(
            connect_async(settings.redis_url),
            catalog,
            live,
            FlowBoard(time.monotonic, settings.silent_after_s),
            SessionBoard(time.monotonic, has_records=has_records),
            known,
            SeenNotes(catalog, time.monotonic),
            guard,
            AdmittedSockets(guard, Right.STATIONS_READ, socket.serve),
            AdmittedSockets(guard, Right.STATION_ACT, camera.serve),
        )


def _boards(settings: NotifierSettings, *, has_records: bool) -> Boards:
    attendance = Attendance()
    return Boards(
        StationStatusBoard(
            silent_after_s=settings.silent_after_s, tallied_since_ms=settings.tallied_since_ms
        ),
        History(kept=settings.verdicts_kept),
        ShortfallBoard(time.monotonic),
        AlertBoard(time.monotonic, attendance, has_records=has_records),
        attendance,
    )


def _loops(parts: _Parts, settings: NotifierSettings, metrics: NotifierMetrics) -> list[Loop]:
    client, catalog, live = parts.client, parts.catalog, parts.live
    loops = reading_loops(client, catalog, live, parts.flow, metrics, settings, time.monotonic)
    loops.append(_ticking_loop(live, loops))
    if settings.catalog_address:
        loops.append(_session_loop(client, catalog, parts.sessions, live))
        loops.append(_alert_loop(client, catalog, live))
        loops.append(_following_loop(client, catalog, live))
        loops.append(_account_loop(client, parts.known, (parts.admitted, parts.cameras)))
        loops.append(Loop("audit", parts.notes.step, time.monotonic))
    return loops


def _app(
    parts: _Parts, settings: NotifierSettings, status: StatusAnswers, readers: Readers
) -> FastAPI:
    exercises, guard = _known_exercises(settings), parts.guard
    reps, provider = RepReader(parts.client, exercises), provider_of(settings)
    desk = SignInDesk(
        parts.catalog,
        guard,
        parts.known,
        settings.open,
        provider.client.name if provider else "",
        settings.public_address,
    )
    routes = [
        *([authority_route(_authority(settings))] if settings.tls == "local" else []),
        api_routes(parts.live, reps, guard, parts.notes),
        ghost_routes(GhostReader(exercises), guard),
        speech_routes(Sentences(installed()), guard),
        health_routes(parts.live, parts.flow, status, guard),
        probe_routes(status),
        own_rights_route(guard, parts.sessions),
        camera_routes(parts.cameras),
        *([provider_routes(desk, provider, settings.public_address)] if provider else []),
    ]
    v1 = make_v1(
        desk,
        reps.open,
        parts.client,
        parts.live.alerts,
        parts.notes,
        gym_secret=settings.gym_webhook_secret,
    )
    return make_app(routes, v1, parts.admitted, _with(parts.catalog, readers))


def _certificate(settings: NotifierSettings) -> Certificate | None:
    if settings.tls == "files":
        return Certificate(Path(settings.tls_certificate), Path(settings.tls_key))
    return _authority(settings).certificate() if settings.tls == "local" else None


def _authority(settings: NotifierSettings) -> LocalAuthority:
    names = settings.names.names | own_addresses()
    return LocalAuthority(Path(settings.authority_dir), names, lambda: datetime.now(UTC))


def _known_exercises(settings: NotifierSettings) -> KnownExercises:
    """Those that are kept on disk where there is no catalog: the live page goes without one."""
    channel = CatalogChannel(settings.catalog_address or _NOWHERE, GrpcSecurity.of(settings))
    return KnownExercises(channel, ExerciseCache(Path(settings.cache_dir)))


def _session_loop(
    client: redis.asyncio.Redis, catalog: AsyncCatalogChannel, board: SessionBoard, live: Live
) -> Loop:
    reader = SessionReader(
        CatalogChanges(client), catalog, board, live, time.monotonic, random.random
    )
    return Loop("sessions", reader.step, time.monotonic)


def _account_loop(
    client: redis.asyncio.Redis, known: KnownSecrets, sockets: Sequence[AdmittedSockets]
) -> Loop:
    def on_change() -> None:
        known.forget_all()
        for admitted in sockets:
            admitted.look_again()

    return Loop("accounts", AccountReader(CatalogChanges(client), on_change).step, time.monotonic)


def _alert_loop(client: redis.asyncio.Redis, catalog: AsyncCatalogChannel, live: Live) -> Loop:
    reader = AlertReader(CatalogChanges(client), catalog, live, time.monotonic, random.random)
    return Loop("alerts", reader.step, time.monotonic)


def _following_loop(client: redis.asyncio.Redis, catalog: AsyncCatalogChannel, live: Live) -> Loop:
    reader = FollowingReader(CatalogChanges(client), catalog, live, time.monotonic, random.random)
    return Loop("workouts", reader.step, time.monotonic)


def _ticking_loop(live: Live, reading: Sequence[Loop]) -> Loop:
    reads = tuple(reading)
    ticks = Ticks(live, lambda: any(loop.stalls for loop in reads))
    return Loop("ticks", ticks.step, time.monotonic)


def _with(catalog: AsyncCatalogChannel, readers: Readers) -> Lifespan:
    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with catalog, readers.running(app):
            yield

    return running
