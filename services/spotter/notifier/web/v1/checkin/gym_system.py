"""Routes for a gym's own system, which knows by its own means who comes and goes."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field, SecretStr, ValidationError
from standardwebhooks import Webhook, WebhookVerificationError

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.api.catalog.v1.checkin_service_pb2_grpc import CheckinServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import RefusedError
from spotter.notifier.views.v1.checkin import checkin as views
from spotter.notifier.views.v1.fields import StationId, TimeMs
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.seen import must_see, must_see_everything

_WRITE, _SIGNED = needs(Right.SESSIONS_WRITE), needs(Right.CHECK_IN)
_AUTHOR = "spotter"
_UNAUTHORIZED = 401
_REFUSED = "expected a message signed with the gym's secret (standardwebhooks.com); found none"


class _Said(BaseModel):
    """What happened to whom, where and when, milliseconds since the Unix epoch."""

    station_id: StationId
    number: Annotated[str, Field(pattern=r"^[0-9]{1,12}$")]
    at_ms: Annotated[TimeMs, Field(strict=True)]


class _Event(BaseModel):
    """A message of the gym's system."""

    type: Literal["checkin", "checkout"]
    data: _Said


def gym_system_routes(catalog: AsyncCatalogChannel, secret: SecretStr) -> APIRouter:
    """The routes; with an empty ``secret``, no message counts as signed."""
    router = APIRouter(tags=["check-in"])
    _add_rest(router, catalog)

    @router.post(
        "/gym-events",
        summary="A signed message of the gym's own system: checkin or checkout",
        openapi_extra=_SIGNED,
    )
    async def event(request: Request) -> views.SessionNamed:
        said = _verified(secret, await request.body(), dict(request.headers))
        if said.type == "checkin":
            return await _come(catalog, said.data, _AUTHOR)
        return await _go(catalog, said.data, _AUTHOR)

    return router


def _add_rest(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post(
        "/stations/{station_id}/checkin", summary="A member has come", openapi_extra=_WRITE
    )
    async def come(station_id: StationId, given: views.GymMoment, by: By) -> views.SessionNamed:
        must_see_everything(by)  # a number may be anybody's
        return await _come(catalog, _said(station_id, given), by.author)

    @router.post(
        "/stations/{station_id}/checkout", summary="A member has left", openapi_extra=_WRITE
    )
    async def go(station_id: StationId, given: views.GymMoment, by: By) -> views.SessionNamed:
        must_see(by, station_id=station_id)
        return await _go(catalog, _said(station_id, given), by.author)


def _said(station_id: str, given: views.GymMoment) -> _Said:
    return _Said(station_id=station_id, number=given.number, at_ms=given.at_ms or 0)


async def _come(catalog: AsyncCatalogChannel, said: _Said, author: str) -> views.SessionNamed:
    way = pb2.ByGym(number=said.number, at_us=said.at_ms * 1000)
    request = pb2.CheckInRequest(station_id=said.station_id, gym=way, author=author)
    answer = await catalog.call(CheckinServiceStub(catalog.grpc).CheckIn, request)
    return views.SessionNamed(session_id=answer.session.session_id or None)


async def _go(catalog: AsyncCatalogChannel, said: _Said, author: str) -> views.SessionNamed:
    request = pb2.CheckOutRequest(
        station_id=said.station_id,
        number=said.number,
        at_us=said.at_ms * 1000,
        author=author,
    )
    answer = await catalog.call(CheckinServiceStub(catalog.grpc).CheckOut, request)
    return views.SessionNamed(session_id=answer.session.session_id or None)


def _verified(secret: SecretStr, body: bytes, headers: dict[str, str]) -> _Event:
    """The message, if it was signed in the last five minutes. Raises :class:`HTTPException`."""
    if not secret.get_secret_value():
        raise HTTPException(_UNAUTHORIZED, _REFUSED)
    try:
        said = Webhook(secret.get_secret_value()).verify(body, headers)
    except (WebhookVerificationError, ValueError) as error:
        raise HTTPException(_UNAUTHORIZED, _REFUSED) from error
    try:
        return _Event.model_validate(said)
    except ValidationError as error:
        raise RefusedError(
            f"expected a checkin or a checkout; {error.error_count()} mistakes"
        ) from error
