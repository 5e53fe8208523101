"""Routes for patterns of faults."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from spotter.api.catalog.v1 import pattern_service_pb2 as pb
from spotter.api.catalog.v1.pattern_service_pb2_grpc import PatternServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.exercises import patterns as views
from spotter.notifier.views.v1.exercises.exercises import ExerciseView, exercise_view
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.wire.catalog.exercises.exercises import info_of
from spotter.wire.catalog.exercises.patterns import members_of, patterns_of, search_state_of

_READ, _WRITE = needs(Right.EXERCISES_READ), needs(Right.EXERCISES_WRITE)
_PREFIX = "/exercises/{exercise_id}"

PatternPath = Annotated[views.PatternId, Path()]


def pattern_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for patterns."""
    router = APIRouter(prefix=_PREFIX, tags=["patterns"])
    _add_reading(router, catalog)
    _add_search(router, catalog)
    _add_naming(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("/patterns", summary="How an exercise goes wrong here", openapi_extra=_READ)
    async def patterns(exercise_id: UUID) -> views.PatternsView:
        request = pb.ListPatternsRequest(exercise_id=str(exercise_id))
        found = await catalog.call(PatternServiceStub(catalog.grpc).ListPatterns, request)
        return views.patterns_view(patterns_of(found))

    @router.get(
        "/patterns/{pattern_id}/members",
        summary="Who shows a pattern",
        openapi_extra=needs(Right.MEMBERS_READ),
    )
    async def members(
        exercise_id: UUID, pattern_id: PatternPath, by: By
    ) -> views.PatternMembersView:
        request = pb.ListPatternMembersRequest(exercise_id=str(exercise_id), pattern_id=pattern_id)
        found = await catalog.call(PatternServiceStub(catalog.grpc).ListPatternMembers, request)
        seen = [one for one in members_of(found) if by.scope.sees(member_id=one.member_id)]
        return views.pattern_members_view(seen)


def _add_search(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("/pattern-search", summary="How looking for patterns goes", openapi_extra=_READ)
    async def search(exercise_id: UUID) -> views.PatternSearchView:
        request = pb.GetPatternSearchRequest(exercise_id=str(exercise_id))
        found = await catalog.call(PatternServiceStub(catalog.grpc).GetPatternSearch, request)
        return views.search_view(search_state_of(found.search))

    @router.post(
        "/pattern-search",
        status_code=202,
        summary="Look for patterns as soon as possible",
        openapi_extra=_WRITE,
    )
    async def find(exercise_id: UUID, by: By) -> views.PatternSearchView:
        request = pb.FindPatternsRequest(exercise_id=str(exercise_id), author=by.author)
        begun = await catalog.call(PatternServiceStub(catalog.grpc).FindPatterns, request)
        return views.search_view(search_state_of(begun.search))


def _add_naming(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    async def named(request: pb.NamePatternRequest) -> ExerciseView:
        changed = await catalog.call(PatternServiceStub(catalog.grpc).NamePattern, request)
        return exercise_view(info_of(changed.exercise))

    @router.put(
        "/patterns/{pattern_id}/name",
        summary="Name a pattern, and say what is told then",
        openapi_extra=_WRITE,
    )
    async def name(
        exercise_id: UUID, pattern_id: PatternPath, words: views.PatternWords, by: By
    ) -> ExerciseView:
        return await named(
            pb.NamePatternRequest(
                exercise_id=str(exercise_id),
                pattern_id=pattern_id,
                name=words.name,
                cue=words.cue,
                author=by.author,
            )
        )

    @router.delete(
        "/patterns/{pattern_id}/name",
        summary="Forget a pattern's name and cue",
        openapi_extra=_WRITE,
    )
    async def forget(exercise_id: UUID, pattern_id: PatternPath, by: By) -> ExerciseView:
        return await named(
            pb.NamePatternRequest(
                exercise_id=str(exercise_id), pattern_id=pattern_id, author=by.author
            )
        )
