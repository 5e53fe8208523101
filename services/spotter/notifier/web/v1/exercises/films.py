"""Routes for films of recordings by which equipment is taught.

The catalog keeps them; here pictures only pass through.
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from spotter.api.catalog.v1 import film_service_pb2 as pb
from spotter.api.catalog.v1.film_service_pb2_grpc import FilmServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.v1.exercises import films as views
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.wire.catalog.exercises.films import film_of
from spotter.wire.lessons.equipment_tracks import box_message

_WRITE = needs(Right.EXERCISES_WRITE)
_PREFIX = "/recordings/films"
_JPEG = "image/jpeg"

IndexPath = Annotated[views.Index, Path()]


def film_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix=_PREFIX, tags=["films"])
    _add_filming(router, catalog)
    _add_teaching(router, catalog)
    _add_pictures(router, catalog)
    return router


def _add_filming(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "", status_code=201, summary="Begin to keep a station's pictures", openapi_extra=_WRITE
    )
    async def begin(new: views.NewFilm, response: Response, by: By) -> views.FilmView:
        request = pb.BeginFilmRequest(
            station_id=new.station_id,
            equipment=new.equipment.value,
            agreed=new.agreed,
            author=by.author,
        )
        begun = await catalog.call(FilmServiceStub(catalog.grpc).BeginFilm, request)
        response.headers["Location"] = f"/api/v1{_PREFIX}/{begun.film.film_id}"
        return _view(begun.film)

    @router.get("/{film_id}", summary="How it is with a film", openapi_extra=_WRITE)
    async def film(film_id: UUID, by: By) -> views.FilmView:
        request = pb.GetFilmRequest(film_id=str(film_id), author=by.author)
        return _view((await catalog.call(FilmServiceStub(catalog.grpc).GetFilm, request)).film)

    @router.post("/{film_id}/end", summary="Keep no more pictures", openapi_extra=_WRITE)
    async def end(film_id: UUID, by: By) -> views.FilmView:
        request = pb.EndFilmRequest(film_id=str(film_id), author=by.author)
        return _view((await catalog.call(FilmServiceStub(catalog.grpc).EndFilm, request)).film)

    @router.delete("/{film_id}", status_code=204, summary="Delete a film", openapi_extra=_WRITE)
    async def delete(film_id: UUID, by: By) -> None:
        request = pb.DeleteFilmRequest(film_id=str(film_id), author=by.author)
        await catalog.call(FilmServiceStub(catalog.grpc).DeleteFilm, request)


def _add_teaching(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "/{film_id}/proposal",
        status_code=202,
        summary="Look for a box round the equipment",
        openapi_extra=_WRITE,
    )
    async def propose(film_id: UUID, by: By) -> views.FilmView:
        request = pb.ProposeBoxesRequest(film_id=str(film_id), author=by.author)
        begun = await catalog.call(FilmServiceStub(catalog.grpc).ProposeBoxes, request)
        return _view(begun.film)

    @router.post(
        "/{film_id}/track",
        status_code=202,
        summary="Follow what is in boxes through the film",
        openapi_extra=_WRITE,
    )
    async def follow(film_id: UUID, given: views.BoxesGiven, by: By) -> views.FilmView:
        boxes = [box_message(views.drawn_box(one)) for one in given.boxes]
        request = pb.FollowBoxesRequest(film_id=str(film_id), boxes=boxes, author=by.author)
        begun = await catalog.call(FilmServiceStub(catalog.grpc).FollowBoxes, request)
        return _view(begun.film)


def _add_pictures(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get(
        "/{film_id}/pictures/{index}",
        response_class=Response,
        responses={200: {"content": {_JPEG: {}}}},
        summary="One picture",
        openapi_extra=_WRITE,
    )
    async def picture(film_id: UUID, index: IndexPath, by: By) -> Response:
        request = pb.GetPictureRequest(film_id=str(film_id), index=index, author=by.author)
        found = await catalog.call(FilmServiceStub(catalog.grpc).GetPicture, request)
        headers = {"Cache-Control": "no-store"}
        return Response(found.jpeg, media_type=_JPEG, headers=headers)


def _view(film: pb.Film) -> views.FilmView:
    return views.film_view(film_of(film))
