"""Routes for whoever keeps the gym's services running."""

from fastapi import APIRouter, Depends, Request, Response

from spotter.notifier.live.keeping_up.flow import FlowBoard
from spotter.notifier.live.live import Live
from spotter.notifier.views.pipeline_view import pipeline_view
from spotter.notifier.views.status_models import PipelineView
from spotter.notifier.web.access.guard import Guard
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.runtime.status_server import StatusAnswers

_READ = needs(Right.HEALTH_READ)


def probe_routes(status: StatusAnswers) -> APIRouter:
    """Whether the process lives: what restarts it asks, and cannot sign in."""
    router = APIRouter(include_in_schema=False)

    @router.get("/healthz", openapi_extra=needs(Right.SIGN_IN))
    @router.get("/readyz", openapi_extra=needs(Right.SIGN_IN))
    async def answer(request: Request) -> Response:
        return _answer(status, request)

    return router


def health_routes(
    live: Live, flow_board: FlowBoard, status: StatusAnswers, guard: Guard
) -> APIRouter:
    """How the services are."""
    router = APIRouter(dependencies=[Depends(guard)])

    @router.get("/metrics", include_in_schema=False, openapi_extra=_READ)
    async def metrics(request: Request) -> Response:
        return _answer(status, request)

    @router.get(
        "/status",
        summary="How far the pipeline of every station has come",
        openapi_extra=_READ,
    )
    async def pipeline() -> PipelineView:
        return pipeline_view(live, flow_board)

    return router


def _answer(status: StatusAnswers, request: Request) -> Response:
    code, content_type, body = status.to(request.url.path)
    return Response(body, code, {"Content-Type": content_type})
