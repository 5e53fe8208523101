"""DeliveryService: unpacks what is asked, lets others do it, packs the answer."""

import uuid
from collections.abc import Callable
from typing import cast

import grpc
from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.api.catalog.v1.delivery_service_pb2_grpc import DeliveryServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import ChannelRow
from spotter.catalog.deliveries import channels, leasing, log, outbox
from spotter.catalog.deliveries.packing import channel_message, leased_message
from spotter.catalog.deliveries.push_keys import push_keys
from spotter.catalog.deliveries.reporting import report
from spotter.catalog.errors import CatalogError
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.wire.catalog.alerts.channels import (
    SIGNING_PREFIX,
    WebhookAddress,
    address_of,
    plan_of,
)
from spotter.wire.catalog.alerts.deliveries import OUTCOMES, Attempt, delivery_message
from spotter.wire.catalog.checks import checked_author

Context = grpc.ServicerContext
_LIST = "deliveries"
_MOST_LEASED = 100
_SHORTEST_S, _LONGEST_S = 5, 300


class DeliveryService(DeliveryServiceServicer):
    """Channels and the outbox.

    ``now_us`` is the wall clock's time in microseconds, ``random`` from 0 to 1; ``new_secret``
    makes what a webhook is signed by, base64.
    """

    def __init__(
        self,
        database: Database,
        now_us: Callable[[], int],
        random: Callable[[], float],
        new_secret: Callable[[], str],
    ) -> None:
        self._database = database
        self._now_us = now_us
        self._random = random
        self._new_secret = new_secret

    @answers
    def CreateChannel(
        self, request: pb2.CreateChannelRequest, _context: Context
    ) -> pb2.CreateChannelResponse:
        """A new channel."""
        plan, signed = plan_of(request.plan), self._signed(request.author)
        address = address_of(self._with_secret(request.address))
        account_id = checked_author(request.account_id) if request.account_id else ""
        with self._database.writing() as session:
            row = channels.create(session, plan, address, account_id, signed)
            return pb2.CreateChannelResponse(
                channel=channel_message(session, row),
                secret=address.secret if isinstance(address, WebhookAddress) else "",
            )

    @answers
    def ListChannels(
        self, request: pb2.ListChannelsRequest, _context: Context
    ) -> pb2.ListChannelsResponse:
        """Channels, by label."""
        with self._database.reading() as session:
            found = channels.listed(session, request.account_id)
            return pb2.ListChannelsResponse(
                channels=[channel_message(session, row) for row in found]
            )

    @answers
    def ChangeChannel(
        self, request: pb2.ChangeChannelRequest, _context: Context
    ) -> pb2.ChangeChannelResponse:
        """Another plan for a channel, and another address if there is one."""
        plan, signed = plan_of(request.plan), self._signed(request.author)
        with self._database.writing() as session:
            row = channels.by_id(session, request.channel_id)
            address = None
            if request.HasField("address"):
                address = address_of(self._with_secret(_with_known_secret(request.address, row)))
            channels.change(session, row, plan, address, signed)
            return pb2.ChangeChannelResponse(channel=channel_message(session, row))

    @answers
    def RemoveChannel(
        self, request: pb2.RemoveChannelRequest, _context: Context
    ) -> pb2.RemoveChannelResponse:
        """Remove a channel."""
        signed = self._signed(request.author)
        with self._database.writing() as session:
            channels.remove(session, channels.by_id(session, request.channel_id), signed)
            return pb2.RemoveChannelResponse()

    @answers
    def SendTest(self, request: pb2.SendTestRequest, _context: Context) -> pb2.SendTestResponse:
        """Put a test into the outbox."""
        signed = self._signed(request.author)
        with self._database.writing() as session:
            row = channels.by_id(session, request.channel_id)
            row.gone_us = None
            made = outbox.test_of(session, row, signed.at_us)
            return pb2.SendTestResponse(delivery=delivery_message(log.value(session, made, row.id)))

    @answers
    def GetPushKey(
        self, _request: pb2.GetPushKeyRequest, _context: Context
    ) -> pb2.GetPushKeyResponse:
        """The gym's public key."""
        return pb2.GetPushKeyResponse(public_key=push_keys(self._database).public_key)

    @answers
    def ListDeliveries(
        self, request: pb2.ListDeliveriesRequest, _context: Context
    ) -> pb2.ListDeliveriesResponse:
        """A page of the log."""
        count = page_size(request.page_size)
        before = cast("log.Place | None", place_in(request.page_token, _LIST, int, int))
        with self._database.reading() as session:
            found = log.listed(
                session,
                channel_id=request.channel_id,
                account_id=request.account_id,
                before=before,
                count=count + 1,
            )
        page = found[:count]
        return pb2.ListDeliveriesResponse(
            deliveries=[delivery_message(one) for _, one in page],
            next_page_token=token_after(_LIST, *page[-1][0]) if found[count:] else "",
        )

    @answers
    def LeaseDeliveries(
        self, request: pb2.LeaseDeliveriesRequest, _context: Context
    ) -> pb2.LeaseDeliveriesResponse:
        """What is due; nothing is written while nothing is."""
        _check_lease(request)
        now_us = self._now_us()
        with self._database.reading() as session:
            if not leasing.is_any_due(session, now_us):
                return pb2.LeaseDeliveriesResponse()
        with self._database.writing() as session:
            until_us = now_us + request.lease_s * 1_000_000
            leased = leasing.lease(session, request.count, until_us, now_us)
            deliveries = [leased_message(session, one) for one in leased]
        answer = pb2.LeaseDeliveriesResponse(deliveries=deliveries)
        if any(one.address.HasField("web_push") for one in deliveries):
            answer.push_key = push_keys(self._database).private_pem
        return answer

    @answers
    def ReportDelivery(
        self, request: pb2.ReportDeliveryRequest, _context: Context
    ) -> pb2.ReportDeliveryResponse:
        """Note what became of an attempt."""
        outcome = OUTCOMES.member(request.outcome)
        attempt = Attempt(request.attempt, outcome, request.words, request.retry_after_s)
        with self._database.writing() as session:
            row = report(session, request.delivery_id, attempt, self._now_us(), self._random())
            said = log.value(session, row, _id_of(session, row.channel_no))
            return pb2.ReportDeliveryResponse(delivery=delivery_message(said))

    def _signed(self, author: str) -> Signature:
        return Signature(checked_author(author), self._now_us())

    def _with_secret(self, address: pb2.Address) -> pb2.Address:
        """A webhook is signed by what the catalog makes, unless its program brings its own."""
        if address.HasField("webhook") and not address.webhook.secret:
            address.webhook.secret = SIGNING_PREFIX + self._new_secret()
        return address


def _with_known_secret(address: pb2.Address, row: ChannelRow) -> pb2.Address:
    """A webhook that moves is signed as before."""
    known = channels.address_in(row)
    if (
        address.HasField("webhook")
        and not address.webhook.secret
        and isinstance(known, WebhookAddress)
    ):
        address.webhook.secret = known.secret
    return address


def _id_of(session: Session, channel_no: int) -> uuid.UUID:
    return session.scalars(select(ChannelRow.id).where(ChannelRow.no == channel_no)).one()


def _check_lease(request: pb2.LeaseDeliveriesRequest) -> None:
    if not 1 <= request.count <= _MOST_LEASED or not _SHORTEST_S <= request.lease_s <= _LONGEST_S:
        raise CatalogError(
            f"expected 1 to {_MOST_LEASED} deliveries for {_SHORTEST_S} to {_LONGEST_S} s; "
            f"found {request.count} for {request.lease_s} s"
        )
