"""The route by which pages learn what they may show and offer."""

from fastapi import APIRouter, Request

from spotter.notifier.live.session_board import SessionBoard
from spotter.notifier.views.v1.rights import RightsView
from spotter.notifier.web.v1.access.guard import Guard


def own_rights_route(guard: Guard, board: SessionBoard) -> APIRouter:
    """The route; without records nobody can do anything."""
    router = APIRouter()

    @router.get("/api/rights", summary="What whoever asks may do, and whether it can be done now")
    async def rights(request: Request) -> RightsView:
        has_records = board.records != "none"
        return RightsView(
            rights=sorted(guard.rights_of(request)) if has_records else [], records=board.records
        )

    return router
