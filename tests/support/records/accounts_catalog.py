"""The catalog's services for people and accounts in the test's own process."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import cast
from zoneinfo import ZoneInfo

import grpc
import grpc.aio
import pytest
import redis

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import (
    AccountServiceStub,
    add_AccountServiceServicer_to_server,
)
from spotter.api.catalog.v1.audit_service_pb2_grpc import (
    AuditServiceStub,
    add_AuditServiceServicer_to_server,
)
from spotter.catalog.accounts.ends import DAY_US, HOUR_US, Ends
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.rpc.accounts import AccountService, Desk
from spotter.catalog.rpc.people.audit import AuditService
from spotter.catalog.rpc.people.people import People
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.rules import SessionRules
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.accounts import Accounts
from spotter.catalog_client.people.audit import Audit
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.names import ACCOUNT_CHANGES, CATALOG_CHANGES
from support.records.made_database import made_database
from support.records.people_catalog import TestClock
from support.servers.grpc_server import grpc_server

IDLE_US, LONGEST_US = 12 * HOUR_US, 30 * DAY_US
PASSWORD = "correct horse battery"  # noqa: S105 - nobody's
ANOTHER = "another horse battery"
GUESS = "guessed at random"

_Entries = list[tuple[bytes, dict[bytes, bytes]]]


@dataclass(frozen=True, slots=True)
class AccountsCatalog:
    """A catalog that answers; ``stub`` and ``audit_stub`` are its services' stubs."""

    address: str
    database: Database
    redis: redis.Redis
    clock: TestClock
    stub: AccountServiceStub
    audit_stub: AuditServiceStub
    channel: CatalogChannel
    accounts: Accounts
    audit: Audit
    members: Members
    classes: Classes

    def announced(self) -> list[str]:
        """The ids of accounts and devices that were told of."""
        entries = cast("_Entries", self.redis.xrange(CATALOG_CHANGES))
        return [
            fields[b"id"].decode()
            for _, fields in entries
            if fields[b"kind"] == ACCOUNT_CHANGES.encode()
        ]

    def joined(
        self,
        name: str = "Ida",
        role: pb2.Role = pb2.ROLE_OWNER,
        password: str = PASSWORD,
        scope: pb2.Scope | None = None,
        member_id: str = "",
    ) -> pb2.AcceptInvitationResponse:
        """Somebody who was invited and has chosen a password."""
        request = pb2.InviteRequest(
            name=name,
            sign_in_name=name.lower(),
            role=role,
            scope=scope,
            member_id=member_id,
            author="local",
        )
        secret = self.stub.Invite(request).secret
        accepted = pb2.AcceptInvitationRequest(secret=secret, password=password, agent="Firefox")
        return self.stub.AcceptInvitation(accepted)

    def signed_in(
        self, name: str = "ida", password: str = PASSWORD, address: str = "192.0.2.1"
    ) -> pb2.SignInResponse:
        """The answer to who signs in."""
        return self.stub.SignIn(
            pb2.SignInRequest(
                sign_in_name=name, password=password, address=address, agent="Firefox"
            )
        )

    def whoever(self, secret: str) -> pb2.Whoever:
        """Whom a secret stands for."""
        return self.stub.Authenticate(pb2.AuthenticateRequest(secret=secret)).whoever


@contextmanager
def accounts_catalog(database_url: str, client: redis.Redis) -> Iterator[AccountsCatalog]:
    """A catalog on the database until the end of the block."""
    clock, zone = TestClock(), ZoneInfo("UTC")
    announce = partial(ChangeStream(client).announce, ACCOUNT_CHANGES)
    with closing(made_database(database_url)) as database:
        sessions = SessionAnnouncer(database, client, clock)
        people = People(database, client, sessions, zone=zone, rules=SessionRules(), now_us=clock)
        service = AccountService(Desk(database, Ends(IDLE_US, LONGEST_US), announce, clock))

        def add(server: grpc.aio.Server) -> None:
            people.add_to(server)
            add_AccountServiceServicer_to_server(service, server)
            add_AuditServiceServicer_to_server(AuditService(database, clock), server)

        with grpc_server(add) as address, CatalogChannel(address, GrpcSecurity()) as channel:
            yield AccountsCatalog(
                address,
                database,
                client,
                clock,
                AccountServiceStub(channel.grpc),
                AuditServiceStub(channel.grpc),
                channel,
                Accounts(channel),
                Audit(channel),
                Members(channel),
                Classes(channel),
            )


def status(call: Callable[[], object]) -> grpc.StatusCode:
    """The status that a call is refused with."""
    return refused(call).code()


def refused(call: Callable[[], object]) -> grpc.Call:
    """How a call is refused."""
    with pytest.raises(grpc.RpcError) as raised:
        call()
    return cast("grpc.Call", raised.value)
