"""The route by which pages learn what they may show and offer."""

from fastapi import APIRouter, Request

from spotter.notifier.views.v1.rights import RightsView
from spotter.notifier.web.v1.guard import rights_of


def own_rights_route(*, has_catalog: bool) -> APIRouter:
    """The route; without a catalog nobody can do anything."""
    router = APIRouter()

    @router.get("/api/rights", summary="What whoever asks may do")
    async def rights(request: Request) -> RightsView:
        return RightsView(rights=sorted(rights_of(request)) if has_catalog else [])

    return router
