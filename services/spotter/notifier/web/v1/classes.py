"""Routes for classes."""

from uuid import UUID

from fastapi import APIRouter, Response

from spotter.api.catalog.v1 import class_service_pb2 as pb2
from spotter.api.catalog.v1.class_service_pb2_grpc import ClassServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.v1 import classes as views
from spotter.notifier.views.v1.fields import Page
from spotter.notifier.web.v1.access.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.classes import plan_message
from spotter.wire.errors import WireError

_READ, _WRITE = needs(Right.CLASSES_READ), needs(Right.CLASSES_WRITE)


def class_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes for classes."""
    router = APIRouter(prefix="/classes", tags=["classes"])
    _add_reading(router, catalog)
    _add_changes(router, catalog)
    return router


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("", summary="Classes, by name", openapi_extra=_READ)
    async def classes(part: AskedPart, *, with_archived: bool = False) -> Page[views.ClassView]:
        request = pb2.ListClassesRequest(
            with_archived=with_archived, page_size=part.limit, page_token=part.cursor
        )
        found = await catalog.call(ClassServiceStub(catalog.grpc).ListClasses, request)
        items = [views.class_view(one) for one in found.classes]
        return Page(items=items, next=found.next_page_token or None)

    @router.get("/{class_id}", summary="One class", openapi_extra=_READ)
    async def gym_class(class_id: UUID) -> views.ClassView:
        request = pb2.GetClassRequest(class_id=str(class_id))
        found = await catalog.call(ClassServiceStub(catalog.grpc).GetClass, request)
        return views.class_view(found.gym_class)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("", status_code=201, summary="Create a class", openapi_extra=_WRITE)
    async def create(given: views.ClassGiven, response: Response) -> views.ClassView:
        request = pb2.CreateClassRequest(plan=_plan(given), author=LOCAL_AUTHOR)
        made = (await catalog.call(ClassServiceStub(catalog.grpc).CreateClass, request)).gym_class
        response.headers["Location"] = f"/api/v1/classes/{made.class_id}"
        return views.class_view(made)

    @router.put("/{class_id}", summary="Replace what is said of a class", openapi_extra=_WRITE)
    async def change(class_id: UUID, given: views.ClassGiven) -> views.ClassView:
        request = pb2.ChangeClassRequest(
            class_id=str(class_id), plan=_plan(given), author=LOCAL_AUTHOR
        )
        changed = await catalog.call(ClassServiceStub(catalog.grpc).ChangeClass, request)
        return views.class_view(changed.gym_class)

    @router.put("/{class_id}/archive", summary="List a class no longer", openapi_extra=_WRITE)
    async def archive(class_id: UUID) -> views.ClassView:
        request = pb2.ArchiveClassRequest(class_id=str(class_id), author=LOCAL_AUTHOR)
        archived = await catalog.call(ClassServiceStub(catalog.grpc).ArchiveClass, request)
        return views.class_view(archived.gym_class)


def _plan(given: views.ClassGiven) -> pb2.ClassPlan:
    """The plan; raises :class:`RefusedError` for what cannot be one."""
    try:
        return plan_message(given.value)
    except WireError as error:
        raise RefusedError(str(error)) from error
