"""The route by which pages learn what they may show and offer."""

from fastapi import APIRouter, HTTPException, Request

from spotter.notifier.live.training.session_board import SessionBoard
from spotter.notifier.views.v1.rights import RightsView, me_view
from spotter.notifier.web.access.guard import Guard
from spotter.notifier.web.access.rights.rights import FOR_ANYBODY, Right, needs


def own_rights_route(guard: Guard, board: SessionBoard) -> APIRouter:
    """The route; without records nobody can do anything, and it never refuses to answer."""
    router = APIRouter()

    @router.get(
        "/api/rights",
        summary="What whoever asks may do, and whether it can be done now",
        openapi_extra=needs(Right.SIGN_IN),
    )
    async def rights(request: Request) -> RightsView:
        whoever, problem = None, ""
        try:
            whoever = await guard.whoever(request)
        except HTTPException as error:
            problem = str(error.detail)
        rights = whoever.rights if whoever else FOR_ANYBODY
        return RightsView(
            rights=sorted(rights) if board.records != "none" else [],
            records=board.records,
            me=me_view(whoever) if whoever else None,
            problem=problem,
        )

    return router
