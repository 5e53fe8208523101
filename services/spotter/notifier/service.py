"""Wires the notifier and serves its page."""

import random
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import redis.asyncio
from fastapi import FastAPI
from prometheus_client import CollectorRegistry

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercise_cache import ExerciseCache
from spotter.catalog_client.exercises import KnownExercises
from spotter.notifier.live.flow import FlowBoard
from spotter.notifier.live.history import History
from spotter.notifier.live.live import Live
from spotter.notifier.live.session_board import SessionBoard
from spotter.notifier.live.shortfall_board import ShortfallBoard
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.readers.loops import Loop
from spotter.notifier.readers.readers import Readers, reading_loops
from spotter.notifier.readers.reps import RepReader
from spotter.notifier.readers.sessions import SessionReader
from spotter.notifier.settings import NotifierSettings
from spotter.notifier.web.api import api_routes, status_routes
from spotter.notifier.web.app import Lifespan, make_app
from spotter.notifier.web.door import Door
from spotter.notifier.web.headers import SecurityHeaders
from spotter.notifier.web.live_socket import LiveSocket
from spotter.notifier.web.server import listen, serve_page
from spotter.notifier.web.v1.access.guard import Guard
from spotter.notifier.web.v1.access.own_rights import own_rights_route
from spotter.notifier.web.v1.app import make_v1
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.health import Readiness
from spotter.runtime.redis.connection import connect_async
from spotter.runtime.status_server import StatusAnswers

_NOWHERE = "127.0.0.1:0"


def serve(settings: NotifierSettings, stopping: threading.Event) -> None:
    """Serve the page until ``stopping`` is set.

    Raises :class:`PageAddressError` if the address cannot be used, :class:`RefusedError` when no
    catalog is named, and the error that ended one of
    the loops that read Redis.
    """
    listener = listen(settings.host, settings.port)
    registry, readiness = CollectorRegistry(), Readiness()
    metrics = NotifierMetrics(registry)
    client = connect_async(settings.redis_url)
    status_board = StationStatusBoard(
        silent_after_s=settings.silent_after_s, tallied_since_ms=settings.tallied_since_ms
    )
    history = History(kept=settings.verdicts_kept)
    exercises = _known_exercises(settings)
    live = Live(status_board, history, ShortfallBoard(time.monotonic), time.time)
    flow_board = FlowBoard(time.monotonic, settings.silent_after_s)
    catalog = AsyncCatalogChannel.of(settings)
    loops = reading_loops(client, catalog, live, flow_board, metrics, settings, time.monotonic)
    sessions = SessionBoard(time.monotonic, has_records=bool(settings.catalog_address))
    if settings.catalog_address:
        loops.append(_session_loop(client, catalog, sessions, live))
    for loop in loops:
        loop.watch(readiness)
    readers = Readers(client, loops, stopping.set)
    guard, reps = Guard(settings.trusted_gateway), RepReader(client, exercises)
    routes = [
        api_routes(live, reps),
        status_routes(live, flow_board),
        own_rights_route(guard, sessions),
    ]
    socket, status = LiveSocket(live, guard, metrics, time.time), StatusAnswers(readiness, registry)
    v1 = make_v1(catalog, reps.open, client, guard)
    app = make_app(routes, v1, socket, status, _with(catalog, readers))
    door = Door(app, settings.names, lambda reason: metrics.refused.labels(reason).inc())
    serve_page(SecurityHeaders(door), listener, stopping)
    if readers.failure:
        raise readers.failure


def _known_exercises(settings: NotifierSettings) -> KnownExercises:
    """Those that are kept on disk where there is no catalog: the live page goes without one."""
    channel = CatalogChannel(settings.catalog_address or _NOWHERE, GrpcSecurity.of(settings))
    return KnownExercises(channel, ExerciseCache(Path(settings.cache_dir)))


def _session_loop(
    client: redis.asyncio.Redis, catalog: AsyncCatalogChannel, board: SessionBoard, live: Live
) -> Loop:
    reader = SessionReader(client, catalog, board, live, time.monotonic, random.random)
    return Loop("sessions", reader.step, time.monotonic)


def _with(catalog: AsyncCatalogChannel, readers: Readers) -> Lifespan:
    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with catalog, readers.running(app):
            yield

    return running
