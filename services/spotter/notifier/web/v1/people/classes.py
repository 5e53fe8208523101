"""Routes for classes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, HTTPException, Query, Response

from spotter.api.catalog.v1 import class_service_pb2 as pb2
from spotter.api.catalog.v1.class_service_pb2_grpc import ClassServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.readers.catalog.account_names import AccountNames, named
from spotter.notifier.views.v1.fields import Day, Page
from spotter.notifier.views.v1.people import classes as views
from spotter.notifier.views.v1.people.class_reviews import ClassReviewView, class_review_view
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.access.seen_notes import SeenNotes
from spotter.notifier.web.v1.paging import AskedPart
from spotter.notifier.web.v1.seen import must_see, seen_part
from spotter.wire.catalog.people.classes import plan_message
from spotter.wire.errors import WireError

_READ, _WRITE = needs(Right.CLASSES_READ), needs(Right.CLASSES_WRITE)


def class_routes(catalog: AsyncCatalogChannel, notes: SeenNotes) -> APIRouter:
    """The routes for classes."""
    router = APIRouter(prefix="/classes", tags=["classes"])
    _add_reading(router, catalog)
    _add_changes(router, catalog)
    _add_looking_back(router, catalog, notes)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("", summary="Classes, by name", openapi_extra=_READ)
    async def classes(
        part: AskedPart, by: By, *, with_archived: bool = False
    ) -> Page[views.ClassView]:
        request = pb2.ListClassesRequest(with_archived=with_archived, page_size=part.limit)

        async def ask(cursor: str) -> tuple[list[pb2.Class], str]:
            request.page_token = cursor
            found = await catalog.call(ClassServiceStub(catalog.grpc).ListClasses, request)
            return list(found.classes), found.next_page_token

        seen, further = await seen_part(
            ask, part.cursor, lambda one: by.scope.sees(class_id=one.class_id)
        )
        return Page(items=[views.class_view(one) for one in seen], next=further)

    @router.get("/{class_id}", summary="One class", openapi_extra=_READ)
    async def gym_class(class_id: UUID, by: By) -> views.ClassView:
        must_see(by, class_id=class_id)
        request = pb2.GetClassRequest(class_id=str(class_id))
        found = await catalog.call(ClassServiceStub(catalog.grpc).GetClass, request)
        return views.class_view(found.gym_class)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("", status_code=201, summary="Create a class", openapi_extra=_WRITE)
    async def create(given: views.ClassGiven, response: Response, by: By) -> views.ClassView:
        request = pb2.CreateClassRequest(plan=_plan(given), author=by.author)
        made = (await catalog.call(ClassServiceStub(catalog.grpc).CreateClass, request)).gym_class
        response.headers["Location"] = f"/api/v1/classes/{made.class_id}"
        return views.class_view(made)

    @router.put("/{class_id}", summary="Replace what is said of a class", openapi_extra=_WRITE)
    async def change(class_id: UUID, given: views.ClassGiven, by: By) -> views.ClassView:
        request = pb2.ChangeClassRequest(
            class_id=str(class_id), plan=_plan(given), author=by.author
        )
        changed = await catalog.call(ClassServiceStub(catalog.grpc).ChangeClass, request)
        return views.class_view(changed.gym_class)

    @router.put("/{class_id}/archive", summary="List a class no longer", openapi_extra=_WRITE)
    async def archive(class_id: UUID, by: By) -> views.ClassView:
        request = pb2.ArchiveClassRequest(class_id=str(class_id), author=by.author)
        archived = await catalog.call(ClassServiceStub(catalog.grpc).ArchiveClass, request)
        return views.class_view(archived.gym_class)


def _add_looking_back(router: APIRouter, catalog: AsyncCatalogChannel, notes: SeenNotes) -> None:
    @router.get(
        "/{class_id}/review",
        summary="A class looked back on: who did what, and how good the alerting was",
        description="Needs the right alerts:read, too.",
        openapi_extra=_READ,
    )
    async def review(
        class_id: UUID,
        by: By,
        day: Annotated[
            Day | None, Query(description="on which it begins; by default the last until now")
        ] = None,
    ) -> ClassReviewView:
        must_see(by, class_id=class_id)
        if not by.may(Right.ALERTS_READ):
            raise HTTPException(403, f"expected the right {Right.ALERTS_READ.value}, too")
        request = pb2.ReviewClassRequest(class_id=str(class_id), day=day.isoformat() if day else "")
        found = await catalog.call(ClassServiceStub(catalog.grpc).ReviewClass, request)
        _note(notes, by, found.review)
        takers = {one.taking.author for one in found.review.alerts if one.HasField("taking")}
        return class_review_view(found.review, await named(AccountNames(catalog), takers))


def _note(notes: SeenNotes, by: Whoever, review: pb2.ClassReview) -> None:
    """Note which class it was, and of each of its people that what they did there was seen."""
    class_id, day = review.gym_class.class_id, review.day
    notes.add(by, "class", class_id, "", f"looked back on this class of {day}")
    for one in review.members:
        notes.add(by, "class", class_id, one.member_id, f"looked back on their class of {day}")


def _plan(given: views.ClassGiven) -> pb2.ClassPlan:
    """The plan; raises :class:`RefusedError` for what cannot be one."""
    try:
        return plan_message(given.value)
    except WireError as error:
        raise RefusedError(str(error)) from error
