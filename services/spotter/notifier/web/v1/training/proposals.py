"""Routes for proposals."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from spotter.api.catalog.v1 import proposal_service_pb2 as pb
from spotter.api.catalog.v1.proposal_service_pb2_grpc import ProposalServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError, UnknownError
from spotter.notifier.views.v1.training import proposals as views
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.notifier.web.v1.seen import as_if_there_were_none, must_see, seen_part
from spotter.training.errors import TrainingError
from spotter.training.load import LoadUnit
from spotter.wire.catalog.training.proposal_inputs import PROGRESSIONS, prescription_message
from spotter.wire.catalog.training.proposals import STATES

_READ, _WRITE = needs(Right.WORKOUTS_READ), needs(Right.WORKOUTS_WRITE)
_DECIDE = needs(Right.PROPOSALS_DECIDE)
_Unit = Annotated[LoadUnit, Query(description="of loads in words")]


def proposal_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for proposals."""
    router = APIRouter(tags=["proposals"])
    _add_reading(router, catalog)
    _add_changes(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("/proposals", summary="Proposals, latest first", openapi_extra=_READ)
    async def proposals(
        part: AskedPart,
        by: By,
        *,
        member_id: UUID | None = None,
        only_open: bool = False,
        unit: _Unit = LoadUnit.KG,
    ) -> views.ProposalPage:
        must_see(by, member_id=member_id)
        request = pb.ListProposalsRequest(
            member_id=str(member_id or by.member_id), only_open=only_open, page_size=part.limit
        )
        may_members = False

        async def ask(cursor: str) -> tuple[list[pb.Proposal], str]:
            nonlocal may_members
            request.page_token = cursor
            found = await catalog.call(ProposalServiceStub(catalog.grpc).ListProposals, request)
            may_members = found.members_decide
            return list(found.proposals), found.next_page_token

        seen, further = await seen_part(ask, part.cursor, lambda one: _is_seen(by, one))
        return views.ProposalPage(
            items=[views.proposal_view(one, unit) for one in seen],
            next=further,
            members_decide=may_members,
        )


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "/proposals/{proposal_id}/decision",
        summary="Decide about a proposal; its values become those of the next workout",
        openapi_extra=_DECIDE,
    )
    async def decide(
        proposal_id: UUID, given: views.DecisionGiven, by: By, unit: _Unit = LoadUnit.KG
    ) -> views.ProposalView:
        await _must_see_it(catalog, proposal_id, by)
        request = _decision(proposal_id, given, by)
        decided = await catalog.call(ProposalServiceStub(catalog.grpc).DecideProposal, request)
        return views.proposal_view(decided.proposal, unit)

    @router.put(
        "/progressions",
        status_code=204,
        summary="Say by which rule a member's load rises, or that it is locked",
        openapi_extra=_WRITE,
    )
    async def progression(given: views.ProgressionGiven, by: By) -> None:
        must_see(by, member_id=given.member_id)
        request = pb.SetProgressionRequest(
            member_id=str(given.member_id),
            title=given.title,
            exercise=given.exercise,
            progression=PROGRESSIONS.label(given.progression),
            is_locked=given.is_locked,
            author=by.author,
        )
        await catalog.call(ProposalServiceStub(catalog.grpc).SetProgression, request)


async def _must_see_it(catalog: AsyncCatalogChannel, proposal_id: UUID, by: Whoever) -> None:
    with as_if_there_were_none(by):
        request = pb.GetProposalRequest(proposal_id=str(proposal_id))
        found = await catalog.call(ProposalServiceStub(catalog.grpc).GetProposal, request)
        if not _is_seen(by, found.proposal):
            raise UnknownError


def _decision(
    proposal_id: UUID, given: views.DecisionGiven, by: Whoever
) -> pb.DecideProposalRequest:
    """The request; raises :class:`RefusedError` for values that cannot be."""
    try:
        edited = None if given.edited is None else prescription_message(given.edited.value)
        expected = None if given.expected is None else prescription_message(given.expected.value)
    except TrainingError as error:
        raise RefusedError(str(error)) from error
    return pb.DecideProposalRequest(
        proposal_id=str(proposal_id),
        decision=STATES.label(views.decision_of(given)),
        edited=edited,
        next_day="" if given.next_day is None else given.next_day.isoformat(),
        author=by.author,
        is_by_member=bool(by.member_id),
        expected=expected,
    )


def _is_seen(by: Whoever, proposal: pb.Proposal) -> bool:
    return by.scope.sees(member_id=proposal.member_id)
