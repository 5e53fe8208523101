"""The API as an application of its own, so that all its errors are problem details."""

from collections.abc import Iterator
from typing import Any

import redis.asyncio
from fastapi import APIRouter, Depends, FastAPI
from pydantic import SecretStr

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.views.v1.problem import Problem
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.v1.accounts.accounts import account_routes
from spotter.notifier.web.v1.accounts.devices import device_routes
from spotter.notifier.web.v1.accounts.own import own_routes
from spotter.notifier.web.v1.accounts.sign_in import SignInDesk, sign_in_routes
from spotter.notifier.web.v1.alerts.alerts import alert_routes
from spotter.notifier.web.v1.alerts.answering import answering_routes
from spotter.notifier.web.v1.alerts.channels import channel_routes
from spotter.notifier.web.v1.checkin.faces import face_routes
from spotter.notifier.web.v1.checkin.gym_system import gym_system_routes
from spotter.notifier.web.v1.checkin.keys import member_key_routes
from spotter.notifier.web.v1.checkin.phone import phone_routes
from spotter.notifier.web.v1.checkin.screens import screen_routes
from spotter.notifier.web.v1.exercises.calibration import calibration_routes
from spotter.notifier.web.v1.exercises.descriptions import description_routes
from spotter.notifier.web.v1.exercises.exercises import exercise_routes
from spotter.notifier.web.v1.exercises.films import film_routes
from spotter.notifier.web.v1.exercises.patterns import pattern_routes
from spotter.notifier.web.v1.exercises.teaching import teaching_routes
from spotter.notifier.web.v1.gym import gym_routes
from spotter.notifier.web.v1.pauses import pause_routes
from spotter.notifier.web.v1.people.audit import audit_routes
from spotter.notifier.web.v1.people.classes import class_routes
from spotter.notifier.web.v1.people.members import member_routes
from spotter.notifier.web.v1.people.sessions import session_routes
from spotter.notifier.web.v1.problems import RESPONSES, answer_with_problems
from spotter.notifier.web.v1.records.history import history_routes
from spotter.notifier.web.v1.records.reps import OpenRep, rep_routes
from spotter.notifier.web.v1.training.exports import export_routes
from spotter.notifier.web.v1.training.proposals import proposal_routes
from spotter.notifier.web.v1.training.questions import question_routes
from spotter.notifier.web.v1.training.station_workouts import station_workout_routes
from spotter.notifier.web.v1.training.workout_imports import import_routes
from spotter.notifier.web.v1.training.workouts import workout_routes

PREFIX = "/api/v1"
_NO_SECRET = SecretStr("")
_REF = "#/components/schemas/{model}"


def make_v1(  # noqa: PLR0913 - what the routes answer from
    desk: SignInDesk,
    latest: OpenRep,
    client: redis.asyncio.Redis,
    board: AlertBoard,
    notes: SeenNotes,
    *,
    gym_secret: SecretStr = _NO_SECRET,
) -> FastAPI:
    """The application, to be mounted at :data:`PREFIX`; ``client`` reads what stations see.

    The ``board`` of alerts says who sees which; messages of the gym's own system are signed with
    ``gym_secret``.
    """
    app = _DescribedApi(
        title="Spotter",
        version="1",
        summary="A gym's memory: members, sessions, classes, workouts, reps, history, exercises, "
        "alerts, channels.",
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(desk.guard)],
        responses=RESPONSES,
        generate_unique_id_function=lambda route: "_".join(map(str, (*route.tags, route.name))),
    )
    answer_with_problems(app)
    for router in (
        *_routes_for_people(desk, client, notes, gym_secret),
        *_routes_for_training(desk.catalog, latest, client, notes),
        *_routes_for_trainers(desk.catalog, board, notes),
    ):
        app.include_router(router)
    return app


def _routes_for_people(
    desk: SignInDesk, client: redis.asyncio.Redis, notes: SeenNotes, gym_secret: SecretStr
) -> Iterator[APIRouter]:
    catalog = desk.catalog
    yield sign_in_routes(desk)
    yield own_routes(catalog)
    yield account_routes(catalog)
    yield device_routes(desk)
    yield audit_routes(catalog)
    yield member_routes(catalog)
    yield member_key_routes(catalog)
    yield session_routes(catalog, notes)
    yield class_routes(catalog, notes)
    yield screen_routes(catalog, desk.public_address)
    yield face_routes(catalog)
    yield phone_routes(desk, client)
    yield gym_system_routes(catalog, gym_secret)


def _routes_for_training(
    catalog: AsyncCatalogChannel, latest: OpenRep, client: redis.asyncio.Redis, notes: SeenNotes
) -> Iterator[APIRouter]:
    yield rep_routes(catalog, latest, notes)
    yield history_routes(catalog, notes)
    yield exercise_routes(catalog)
    yield description_routes(catalog)
    yield pattern_routes(catalog)
    yield calibration_routes(catalog)
    yield teaching_routes(catalog, client)
    yield film_routes(catalog)
    yield import_routes(catalog)
    yield workout_routes(catalog, notes)
    yield station_workout_routes(catalog)
    yield proposal_routes(catalog)
    yield question_routes(catalog)
    yield export_routes(catalog)


def _routes_for_trainers(
    catalog: AsyncCatalogChannel, board: AlertBoard, notes: SeenNotes
) -> Iterator[APIRouter]:
    yield alert_routes(catalog, board, notes)
    yield answering_routes(catalog, board)
    yield channel_routes(catalog)
    yield gym_routes(catalog)
    yield pause_routes(catalog)


class _DescribedApi(FastAPI):
    """Describes problems, which no route returns."""

    def openapi(self) -> dict[str, Any]:
        """The description, with the schema of problems."""
        described = super().openapi()
        schemas = described["components"]["schemas"]
        if Problem.__name__ not in schemas:
            schema = Problem.model_json_schema(ref_template=_REF)
            schemas |= schema.pop("$defs") | {Problem.__name__: schema}
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
        return described
