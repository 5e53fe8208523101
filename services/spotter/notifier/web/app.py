"""The web application: API, live socket, health, static files."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response, WebSocket
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException

from spotter.notifier.errors import NotifierError
from spotter.notifier.web.live_socket import LiveSocket
from spotter.notifier.web.plotly_file import compressed, plotly_path
from spotter.notifier.web.v1.app import PREFIX
from spotter.notifier.web.v1.problems import http_problem
from spotter.runtime.status_server import StatusAnswers

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
"""Runs what serves the application, as long as it is served."""

_STATIC = Path(__file__).parents[1] / "static"
_PLOTLY_HEADERS = {"Content-Encoding": "gzip", "Cache-Control": "max-age=86400"}


def make_app(
    routes: Iterable[APIRouter],
    v1: FastAPI,
    socket: LiveSocket,
    status: StatusAnswers,
    lifespan: Lifespan,
) -> FastAPI:
    """The application with these ``routes`` and the API ``v1``, without a door."""
    app = FastAPI(
        title="Spotter",
        summary="Every station of a gym, live.",
        openapi_url="/api/openapi.json",
        # Both documentation pages would load scripts from other sites.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.add_exception_handler(RedisError, _redis_unavailable)
    app.add_exception_handler(NotifierError, _not_showable)
    app.add_exception_handler(HTTPException, _refused)
    for router in routes:
        app.include_router(router)
    _add_status(app, status)
    _add_live(app, socket)
    _add_plotly(app)
    _add_records(app)
    app.mount(PREFIX, v1)
    app.mount("/", StaticFiles(directory=_STATIC, html=True))
    return app


def _add_live(app: FastAPI, socket: LiveSocket) -> None:
    @app.websocket("/api/live")
    async def live_socket(websocket: WebSocket) -> None:
        await socket.serve(websocket)


def _add_status(app: FastAPI, status: StatusAnswers) -> None:
    @app.get("/healthz", include_in_schema=False)
    @app.get("/readyz", include_in_schema=False)
    @app.get("/metrics", include_in_schema=False)
    async def answer(request: Request) -> Response:
        code, content_type, body = status.to(request.url.path)
        return Response(body, code, {"Content-Type": content_type})


def _add_plotly(app: FastAPI) -> None:
    packed: list[bytes] = []

    @app.get("/vendor/plotly.min.js", include_in_schema=False)
    async def plotly() -> Response:
        if not packed:
            packed.append(await asyncio.to_thread(compressed, plotly_path()))
        return Response(packed[0], headers=_PLOTLY_HEADERS, media_type="text/javascript")


def _add_records(app: FastAPI) -> None:
    """One document, whose script looks at the address."""

    @app.get("/members", include_in_schema=False)
    @app.get("/classes", include_in_schema=False)
    @app.get("/workouts", include_in_schema=False)
    @app.get("/exercises", include_in_schema=False)
    @app.get("/history", include_in_schema=False)
    async def records() -> Response:
        return FileResponse(_STATIC / "index.html")


async def _refused(request: Request, error: Exception) -> Response:
    """A path with a line break below the prefix never reaches the API: mounts do not match it."""
    if request.url.path.startswith(PREFIX) or not isinstance(error, HTTPException):
        return await http_problem(request, error)
    return await http_exception_handler(request, error)


async def _redis_unavailable(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"detail": "Redis does not answer; try again in a moment"}, 503)


async def _not_showable(_request: Request, error: Exception) -> Response:
    return JSONResponse({"detail": str(error)}, 502)
