"""Routes for channels, by which trainers are reached."""

import asyncio
from uuid import UUID

from fastapi import APIRouter

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.api.catalog.v1.delivery_service_pb2_grpc import DeliveryServiceStub
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.catalog_client.errors import DeniedError, RefusedError, UnknownError
from spotter.notifier.deliveries.apprise_services import NoServiceError, service_of
from spotter.notifier.views.v1.alerts import channels as views
from spotter.notifier.views.v1.fields import Page
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.guard import By
from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.v1.paging import AskedPart
from spotter.wire.catalog.alerts.channels import AppriseAddress, plan_message
from spotter.wire.errors import WireError

_READ, _WRITE = needs(Right.CHANNELS_READ), needs(Right.CHANNELS_WRITE)


def channel_routes(catalog: AsyncCatalogChannel) -> APIRouter:
    """The routes: somebody sees their own channels and the whole gym's."""
    router = APIRouter(tags=["channels"])
    _add_push_key(router, catalog)
    channels = APIRouter(prefix="/channels")
    _add_reading(channels, catalog)
    _add_making(channels, catalog)
    _add_changes(channels, catalog)
    router.include_router(channels)
    return router


def _add_push_key(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("/push-key", summary="What a browser needs to subscribe", openapi_extra=_READ)
    async def push_key() -> views.PushKeyView:
        stub = DeliveryServiceStub(catalog.grpc)
        found = await catalog.call(stub.GetPushKey, pb2.GetPushKeyRequest())
        return views.PushKeyView(public_key=found.public_key)


def _add_reading(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.get("", summary="One's own channels and the gym's, by label", openapi_extra=_READ)
    async def channels(by: By) -> list[views.ChannelView]:
        return [views.channel_view(one) for one in await _seen(catalog, by)]

    @router.get(
        "/{channel_id}/deliveries", summary="What went out, latest first", openapi_extra=_READ
    )
    async def deliveries(channel_id: UUID, part: AskedPart, by: By) -> Page[views.DeliveryView]:
        await _one_of(catalog, by, channel_id)
        request = pb2.ListDeliveriesRequest(
            channel_id=str(channel_id), page_size=part.limit, page_token=part.cursor
        )
        found = await catalog.call(DeliveryServiceStub(catalog.grpc).ListDeliveries, request)
        items = [views.delivery_view(one) for one in found.deliveries]
        return Page(items=items, next=found.next_page_token or None)


def _add_making(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.post("", status_code=201, summary="Make one", openapi_extra=_WRITE)
    async def make(given: views.ChannelGiven, by: By) -> views.ChannelMade:
        if given.is_gyms:
            _check_gyms(by)
        request = pb2.CreateChannelRequest(
            plan=_plan(given.plan),
            address=await _address(given.address),
            account_id="" if given.is_gyms else by.author,
            author=by.author,
        )
        made = await catalog.call(DeliveryServiceStub(catalog.grpc).CreateChannel, request)
        return views.ChannelMade(channel=views.channel_view(made.channel), secret=made.secret)

    @router.post(
        "/{channel_id}/test",
        status_code=202,
        summary="Send a test; the deliveries say what became of it",
        openapi_extra=_WRITE,
    )
    async def test(channel_id: UUID, by: By) -> views.DeliveryView:
        await _changeable(catalog, by, channel_id)
        request = pb2.SendTestRequest(channel_id=str(channel_id), author=by.author)
        sent = await catalog.call(DeliveryServiceStub(catalog.grpc).SendTest, request)
        return views.delivery_view(sent.delivery)


def _add_changes(router: APIRouter, catalog: AsyncCatalogChannel) -> None:
    @router.put("/{channel_id}", summary="Change one", openapi_extra=_WRITE)
    async def change(channel_id: UUID, given: views.ChannelChanged, by: By) -> views.ChannelView:
        await _changeable(catalog, by, channel_id)
        request = pb2.ChangeChannelRequest(
            channel_id=str(channel_id),
            plan=_plan(given.plan),
            address=await _address(given.address) if given.address else None,
            author=by.author,
        )
        changed = await catalog.call(DeliveryServiceStub(catalog.grpc).ChangeChannel, request)
        return views.channel_view(changed.channel)

    @router.delete("/{channel_id}", status_code=204, summary="Remove one", openapi_extra=_WRITE)
    async def remove(channel_id: UUID, by: By) -> None:
        await _changeable(catalog, by, channel_id)
        request = pb2.RemoveChannelRequest(channel_id=str(channel_id), author=by.author)
        await catalog.call(DeliveryServiceStub(catalog.grpc).RemoveChannel, request)


async def _seen(catalog: AsyncCatalogChannel, by: Whoever) -> list[pb2.Channel]:
    request = pb2.ListChannelsRequest(account_id=by.author)
    found = await catalog.call(DeliveryServiceStub(catalog.grpc).ListChannels, request)
    return [one for one in found.channels if one.account_id or by.scope.is_everything]


async def _one_of(catalog: AsyncCatalogChannel, by: Whoever, channel_id: UUID) -> pb2.Channel:
    for one in await _seen(catalog, by):
        if one.channel_id == str(channel_id):
            return one
    raise UnknownError(f"there is no channel {channel_id}, or none that you may see")


async def _changeable(catalog: AsyncCatalogChannel, by: Whoever, channel_id: UUID) -> None:
    if not (await _one_of(catalog, by, channel_id)).account_id:
        _check_gyms(by)


def _check_gyms(by: Whoever) -> None:
    if not by.may(Right.CHANNELS_GYM):
        raise DeniedError(f"expected {Right.CHANNELS_GYM.value} for a channel of the whole gym")


def _plan(given: views.PlanGiven) -> pb2.ChannelPlan:
    """The plan; raises :class:`RefusedError` for what cannot be one."""
    try:
        return plan_message(given.value)
    except WireError as error:
        raise RefusedError(str(error)) from error


async def _address(given: views.AddressGiven) -> pb2.Address:
    """The address; raises :class:`RefusedError` for one that Apprise cannot read."""
    if isinstance(given, views.AppriseGiven):
        try:
            await asyncio.to_thread(service_of, AppriseAddress(given.url))
        except (NoServiceError, WireError) as error:
            raise RefusedError(str(error)) from error
    return views.address_given(given)
