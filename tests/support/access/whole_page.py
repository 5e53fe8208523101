"""The whole page in the test's process, without catalog and Redis, and everybody who may ask."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from prometheus_client import CollectorRegistry

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.cache import ExerciseCache
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.live.keeping_up.flow import FlowBoard
from spotter.notifier.live.training.attendance import Attendance
from spotter.notifier.live.training.session_board import SessionBoard
from spotter.notifier.metrics import PageMetrics
from spotter.notifier.readers.catalog.ghosts import GhostReader
from spotter.notifier.readers.redis.reps import RepReader
from spotter.notifier.speech.sentences import Sentences
from spotter.notifier.views.models import RepView
from spotter.notifier.web.access.asking.known_secrets import KnownSecrets
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import Guard, nobody
from spotter.notifier.web.access.rights.own_rights import own_rights_route
from spotter.notifier.web.access.rights.rights import Right
from spotter.notifier.web.access.rights.roles import rights_of
from spotter.notifier.web.access.scope import EVERYTHING, Scope
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.access.sockets import AdmittedSockets
from spotter.notifier.web.api import api_routes
from spotter.notifier.web.app import make_app
from spotter.notifier.web.ghosts import ghost_routes
from spotter.notifier.web.health import health_routes, probe_routes
from spotter.notifier.web.live_socket import LiveSocket
from spotter.notifier.web.speech import speech_routes
from spotter.notifier.web.v1.accounts.sign_in import SignInDesk
from spotter.notifier.web.v1.app import make_v1
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.health import Readiness
from spotter.runtime.redis.connection import connect_async
from spotter.runtime.status_server import StatusAnswers
from spotter.wire.catalog.people.accounts import Role
from support.gyms.empty_live import empty_live

ANNA = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061"
BEN = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5062"
RACK = "rack-1"
_NOWHERE = "127.0.0.1:1"
_ROLES = {
    "owner": (Role.OWNER, EVERYTHING),
    "manager": (Role.MANAGER, EVERYTHING),
    "trainer": (Role.TRAINER, EVERYTHING),
    "scoped": (Role.TRAINER, Scope(station_ids=frozenset({RACK}))),
    "member": (Role.MEMBER, Scope(member_ids=frozenset({ANNA}))),
    "operator": (Role.OPERATOR, Scope()),
    "station": (Role.STATION, Scope(station_ids=frozenset({RACK}))),
}
SECRETS = {who: f"spotter_token_{who.ljust(32, 'x')}" for who in _ROLES}
"""What they show."""


def whoever_is(who: str) -> Whoever:
    """Somebody by their word in this module."""
    role, scope = _ROLES[who]
    rights = rights_of(role, sees_everybody=scope.is_everything, at_most=frozenset())
    return Whoever(
        f"the {who}",
        who.capitalize(),
        role,
        rights,
        scope,
        member_id=ANNA if role is Role.MEMBER else "",
        station_id=RACK if role is Role.STATION else "",
        sign_in_id="" if role is Role.STATION else BEN,
    )


async def recognise(secret: str) -> Whoever | None:
    """Whom a secret stands for."""
    return next((whoever_is(who) for who, shown in SECRETS.items() if shown == secret), None)


def whole_page() -> FastAPI:
    """The application with all of its routes."""
    client, registry = connect_async("redis://127.0.0.1:1/0", retries=0), CollectorRegistry()
    catalog, guard = AsyncCatalogChannel("", GrpcSecurity()), Guard(recognise)
    live = empty_live(time.time)
    cache = ExerciseCache(Path("/nowhere"))
    exercises = KnownExercises(CatalogChannel(_NOWHERE, GrpcSecurity()), cache)
    reps = RepReader(client, exercises)
    status = StatusAnswers(Readiness(), registry)
    flow_board = FlowBoard(time.monotonic, 10.0)
    notes = SeenNotes(catalog, time.monotonic)
    routes = [
        api_routes(live, reps, guard, notes),
        ghost_routes(GhostReader(exercises), guard),
        speech_routes(Sentences(None), guard),
        health_routes(live, flow_board, status, guard),
        probe_routes(status),
        own_rights_route(guard, SessionBoard(time.monotonic, has_records=True)),
    ]
    socket = LiveSocket(live, PageMetrics(registry), time.time)
    desk = SignInDesk(catalog, guard, KnownSecrets(time.monotonic))
    v1 = make_v1(desk, reps.open, client, live.alerts, notes)
    admitted = AdmittedSockets(guard, Right.STATIONS_READ, socket.serve)
    return make_app(routes, v1, admitted, _idle)


async def nothing_live(_rep_id: str) -> RepView | None:
    """Redis knows no rep."""
    return None


def api_of(catalog: AsyncCatalogChannel, *, is_open: bool = True) -> FastAPI:
    """The API that asks this ``catalog``; it recognises nobody."""
    guard = Guard(nobody, is_open=is_open)
    desk = SignInDesk(catalog, guard, KnownSecrets(time.monotonic), is_open)
    board = AlertBoard(time.monotonic, Attendance(), has_records=False)
    client, notes = connect_async("redis://127.0.0.1:1/0"), SeenNotes(catalog, time.monotonic)
    return make_v1(desk, nothing_live, client, board, notes)


@cache
def described_api() -> dict[str, Any]:
    """The description of the API."""
    return api_of(AsyncCatalogChannel("", GrpcSecurity())).openapi()


@asynccontextmanager
async def _idle(_app: FastAPI) -> AsyncIterator[None]:
    yield
