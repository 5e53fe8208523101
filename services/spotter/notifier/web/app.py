"""The web application: API, live socket, health, static files."""

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
from spotter.notifier.web.access.sockets import AdmittedSockets
from spotter.notifier.web.packaged_files import add_packaged_files
from spotter.notifier.web.v1.app import PREFIX
from spotter.notifier.web.v1.problems import http_problem

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
"""Runs what serves the application, as long as it is served."""

_STATIC = Path(__file__).parents[1] / "static"


def make_app(
    routes: Iterable[APIRouter],
    v1: FastAPI,
    live: AdmittedSockets,
    lifespan: Lifespan,
) -> FastAPI:
    """The application with these ``routes`` and the API ``v1``, without a door."""
    app = FastAPI(
        title="Spotter",
        summary="Every station of a gym, live.",
        openapi_url="/api/openapi.json",
        # FastAPI's own pages would load scripts from other sites.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.add_exception_handler(RedisError, _redis_unavailable)
    app.add_exception_handler(NotifierError, _not_showable)
    app.add_exception_handler(HTTPException, _refused)
    for router in routes:
        app.include_router(router)
    _add_live(app, live)
    add_packaged_files(app)
    _add_api_page(app)
    _add_records(app)
    app.mount(PREFIX, v1)
    _add_no_such_route(app)
    app.mount("/", StaticFiles(directory=_STATIC, html=True))
    return app


def _add_live(app: FastAPI, live: AdmittedSockets) -> None:
    @app.websocket("/api/live")
    async def live_socket(websocket: WebSocket) -> None:
        await live.serve(websocket)


def _add_api_page(app: FastAPI) -> None:
    @app.get("/api/docs", include_in_schema=False)
    async def api_page() -> Response:
        return FileResponse(_STATIC / "api.html")


def _add_no_such_route(app: FastAPI) -> None:
    """What programs ask for is refused as data; a mistyped page is the page ``404.html``."""

    @app.get("/api/{_rest:path}", include_in_schema=False)
    async def no_such_route(_rest: str) -> Response:
        raise HTTPException(404, "nothing is served here; /api/docs lists what is")


def _add_records(app: FastAPI) -> None:
    """One document, whose script looks at the address."""

    @app.get("/members", include_in_schema=False)
    @app.get("/classes", include_in_schema=False)
    @app.get("/workouts", include_in_schema=False)
    @app.get("/exercises", include_in_schema=False)
    @app.get("/history", include_in_schema=False)
    @app.get("/accounts", include_in_schema=False)
    @app.get("/sign-in", include_in_schema=False)
    @app.get("/channels", include_in_schema=False)
    @app.get("/station", include_in_schema=False)
    @app.get("/check-in", include_in_schema=False)
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
