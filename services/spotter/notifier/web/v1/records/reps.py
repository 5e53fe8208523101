"""Routes for reps: the ledger's, and what Redis still knows of the latest."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from redis.exceptions import RedisError

from spotter.api.catalog.v1 import ledger_service_pb2 as pb2
from spotter.api.catalog.v1.exercise_service_pb2 import GetExerciseRequest
from spotter.api.catalog.v1.exercise_service_pb2_grpc import ExerciseServiceStub
from spotter.api.catalog.v1.ledger_service_pb2_grpc import LedgerServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import UnknownError
from spotter.movement.values import Exercise, Outcome
from spotter.notifier.views.models import OutcomeName, RepView
from spotter.notifier.views.rep_view import rep_view
from spotter.notifier.views.v1.fields import Page, StationId, TimeMs, Words
from spotter.notifier.views.v1.records.reps import LedgerRepView, ledger_rep_view
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.v1.paging import AskedPart
from spotter.notifier.web.v1.seen import as_if_there_were_none, must_see, seen_part
from spotter.wire.catalog.records.ledger import RepFilter, entry_of, list_request, rep_of_response
from spotter.wire.references import exercise_from_bytes

OpenRep = Callable[[str], Awaitable[RepView | None]]
"""Opens a rep that Redis still knows; None if it does not."""

_READ = needs(Right.REPS_READ)
_MAX_ID_LENGTH = 200


def rep_routes(catalog: AsyncCatalogChannel, latest: OpenRep, notes: SeenNotes) -> APIRouter:
    """The routes for reps."""
    router = APIRouter(prefix="/reps", tags=["reps"])
    _add_list(router, catalog, notes)

    @router.get("/{rep_id}", summary="One rep compared with its reference", openapi_extra=_READ)
    async def rep(rep_id: Annotated[str, Path(max_length=_MAX_ID_LENGTH)], by: By) -> RepView:
        with suppress(RedisError):  # The ledger has it as well, but for the alignment and whose.
            opened = await latest(rep_id)
            if opened and by.scope.sees(station_id=opened.verdict.station_id):
                notes.add(by, "rep", rep_id, None, "opened")
                return opened
        with as_if_there_were_none(by):
            opened = await _from_ledger(catalog, rep_id, by)
        notes.add(by, "rep", rep_id, None, "opened")
        return opened

    return router


def _add_list(router: APIRouter, catalog: AsyncCatalogChannel, notes: SeenNotes) -> None:
    @router.get("", summary="Reps, newest first", openapi_extra=_READ)
    async def reps(  # noqa: PLR0913, PLR0917 - the filters
        part: AskedPart,
        by: By,
        member_id: UUID | None = None,
        session_id: UUID | None = None,
        station_id: Annotated[StationId | None, Query()] = None,
        exercise_id: UUID | None = None,
        exercise: Annotated[Words, Query(description="a name of today")] = "",
        outcome: OutcomeName | None = None,
        since_ms: Annotated[TimeMs, Query()] = 0,
        until_ms: Annotated[TimeMs, Query()] = 0,
    ) -> Page[LedgerRepView]:
        must_see(by, member_id=member_id, station_id=station_id)
        wanted = RepFilter(
            member_id=str(member_id or by.member_id),
            session_id=str(session_id or ""),
            station_id=station_id or "",
            exercise_id=str(exercise_id or ""),
            exercise=exercise,
            outcome=Outcome(outcome) if outcome else None,
            since_us=since_ms * 1000,
            until_us=until_ms * 1000,
        )

        async def ask(cursor: str) -> tuple[list[LedgerRepView], str]:
            request = list_request(wanted, page_size=part.limit, page_token=cursor)
            found = await catalog.call(LedgerServiceStub(catalog.grpc).ListReps, request)
            return [ledger_rep_view(entry_of(one)) for one in found.entries], found.next_page_token

        seen, further = await seen_part(ask, part.cursor, lambda one: _is_seen(by, one))
        for whose in {one.member_id for one in seen if one.member_id}:
            notes.add_member(by, whose, "saw a list of reps")
        return Page(items=seen, next=further)


def _is_seen(by: Whoever, rep: LedgerRepView) -> bool:
    return by.scope.sees(member_id=rep.member_id, station_id=rep.verdict.station_id)


async def _from_ledger(catalog: AsyncCatalogChannel, rep_id: str, by: Whoever) -> RepView:
    request = pb2.GetRepRequest(rep_id=rep_id)
    answer = await catalog.call(LedgerServiceStub(catalog.grpc).GetRep, request)
    entry, rep = rep_of_response(answer)
    view = ledger_rep_view(entry)
    if not _is_seen(by, view):
        raise UnknownError
    exercise = await _exercise(catalog, entry.judged.reference_digest) if rep else None
    return rep_view(view.verdict, entry.judged, rep, exercise, entry.load_kg)


async def _exercise(catalog: AsyncCatalogChannel, digest: str) -> Exercise | None:
    """The version by which a rep was judged; None if the catalog does not know it."""
    if not digest:
        return None
    request = GetExerciseRequest(digest=digest)
    try:
        found = await catalog.call(ExerciseServiceStub(catalog.grpc).GetExercise, request)
    except UnknownError:
        return None
    return exercise_from_bytes(found.data)
