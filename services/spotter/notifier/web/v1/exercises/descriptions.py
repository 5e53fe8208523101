"""Routes for what is written about exercises."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from spotter.api.catalog.v1 import description_service_pb2 as pb2
from spotter.api.catalog.v1.description_service_pb2_grpc import DescriptionServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.v1.exercises import descriptions as views
from spotter.notifier.views.v1.fields import Words
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.wire.catalog.exercises.descriptions import (
    MOST_FILE_BYTES,
    described_of,
    imported_description_of,
)

_BODY = {
    "requestBody": {
        "required": True,
        "description": "free-exercise-db's JSON, at most 12 MiB",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_LONG_S = 60.0
"""A file of thousands of exercises."""


def description_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for what is written about exercises."""
    router = APIRouter(tags=["exercises"])
    _add_list(router, catalog)
    _add_import(router, catalog)
    return router


def _add_list(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get(
        "/exercise-descriptions",
        summary="Described exercises in use, those that are taught first",
        openapi_extra=needs(Right.EXERCISES_READ),
    )
    async def described(
        part: AskedPart,
        search: Annotated[
            Words, Query(description="words in the name, the equipment or the muscles")
        ] = "",
        *,
        only_untaught: bool = False,
    ) -> views.DescribedPage:
        request = pb2.ListDescriptionsRequest(
            search=search,
            only_untaught=only_untaught,
            page_size=part.limit,
            page_token=part.cursor,
        )
        found = await catalog.call(DescriptionServiceStub(catalog.grpc).ListDescriptions, request)
        return views.DescribedPage(
            items=[views.described_view(described_of(one)) for one in found.exercises],
            next=found.next_page_token or None,
            count=found.count,
        )


def _add_import(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "/exercise-imports",
        summary="Take in descriptions from free-exercise-db's file, or look what is in it",
        openapi_extra=needs(Right.EXERCISES_WRITE) | _BODY,
    )
    async def bring(
        request: Request,
        by: By,
        dry_run: Annotated[bool, Query(description="store nothing")] = True,  # noqa: FBT002 - a query
    ) -> views.ExerciseImportView:
        order = pb2.ImportDescriptionsRequest(
            file=await _file(request), is_dry_run=dry_run, author=by.author
        )
        stub = DescriptionServiceStub(catalog.grpc)
        brought = await catalog.call(stub.ImportDescriptions, order, timeout_s=_LONG_S)
        found = list(map(imported_description_of, brought.exercises))
        return views.exercise_import_view(found, brought.not_understood)


async def _file(request: Request) -> bytes:
    """The body. Raises :class:`RefusedError` for a larger one than is read."""
    file = bytearray()
    async for piece in request.stream():
        file += piece
        if len(file) > MOST_FILE_BYTES:
            raise RefusedError(f"expected a file of at most {MOST_FILE_BYTES} bytes; found more")
    return bytes(file)
