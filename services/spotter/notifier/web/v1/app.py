"""The API as an application of its own, so that all its errors are problem details."""

from typing import Any

import redis.asyncio
from fastapi import Depends, FastAPI

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.problem import Problem
from spotter.notifier.web.v1.access.guard import Guard
from spotter.notifier.web.v1.classes import class_routes
from spotter.notifier.web.v1.exercises.calibration import calibration_routes
from spotter.notifier.web.v1.exercises.exercises import exercise_routes
from spotter.notifier.web.v1.exercises.patterns import pattern_routes
from spotter.notifier.web.v1.exercises.teaching import teaching_routes
from spotter.notifier.web.v1.gym import gym_routes
from spotter.notifier.web.v1.history import history_routes
from spotter.notifier.web.v1.members import member_routes
from spotter.notifier.web.v1.problems import RESPONSES, answer_with_problems
from spotter.notifier.web.v1.reps import OpenRep, rep_routes
from spotter.notifier.web.v1.sessions import session_routes
from spotter.notifier.web.v1.workout_imports import import_routes
from spotter.notifier.web.v1.workouts import workout_routes

PREFIX = "/api/v1"
_REF = "#/components/schemas/{model}"


def make_v1(
    catalog: AsyncCatalogChannel, latest: OpenRep, client: redis.asyncio.Redis, guard: Guard
) -> FastAPI:
    """The application, to be mounted at :data:`PREFIX`; ``client`` reads what stations see."""
    app = _DescribedApi(
        title="Spotter",
        version="1",
        summary="A gym's memory: members, sessions, classes, workouts, reps, history, exercises.",
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(guard)],
        responses=RESPONSES,
        generate_unique_id_function=lambda route: "_".join(map(str, (*route.tags, route.name))),
    )
    answer_with_problems(app)
    for router in (
        member_routes(catalog),
        session_routes(catalog),
        class_routes(catalog),
        rep_routes(catalog, latest),
        history_routes(catalog),
        exercise_routes(catalog),
        pattern_routes(catalog),
        calibration_routes(catalog),
        teaching_routes(catalog, client),
        import_routes(catalog),
        workout_routes(catalog),
        gym_routes(catalog),
    ):
        app.include_router(router)
    return app


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
