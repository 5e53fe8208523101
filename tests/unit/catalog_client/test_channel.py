"""A connection to the catalog says in words what keeps it from being answered."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import grpc
import pytest

from spotter.api.catalog.v1 import member_service_pb2 as messages
from spotter.api.catalog.v1 import member_service_pb2_grpc as stubs
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import (
    CatalogAwayError,
    ConflictError,
    RefusedError,
    UnknownError,
)
from spotter.catalog_client.settings import CatalogClientSettings
from spotter.runtime.grpc.security import GrpcSecurity
from support.servers.grpc_server import grpc_server

OPEN = GrpcSecurity()
REQUEST = messages.GetMemberRequest(member_id="one")


class Members(stubs.MemberServiceServicer):
    """Answers every call by ``answer``."""

    def __init__(self, answer: Callable[[grpc.ServicerContext], None]) -> None:
        self._answer = answer

    def GetMember(  # noqa: N802 - gRPC's name
        self,
        _request: messages.GetMemberRequest,
        context: grpc.ServicerContext,
    ) -> messages.GetMemberResponse:
        self._answer(context)
        return messages.GetMemberResponse(member=messages.Member(name="Anna"))


@contextmanager
def serving(
    answer: Callable[[grpc.ServicerContext], None], security: GrpcSecurity = OPEN
) -> Iterator[str]:
    members = Members(answer)  # type: ignore[abstract]  # what is not asked for is not there
    with grpc_server(
        lambda server: stubs.add_MemberServiceServicer_to_server(members, server), security
    ) as address:
        yield address


def asked(address: str, security: GrpcSecurity = OPEN, timeout_s: float = 10) -> str:
    with CatalogChannel(address, security) as channel:
        stub = stubs.MemberServiceStub(channel.grpc)
        return channel.call(stub.GetMember, REQUEST, timeout_s=timeout_s).member.name


def test_it_is_answered_and_the_token_goes_with_the_call() -> None:
    guarded = GrpcSecurity("sekret")
    with serving(lambda _context: None, guarded) as address:
        assert asked(address, guarded) == "Anna"
        with pytest.raises(RefusedError, match=r"SPOTTER_GRPC_TOKEN\); found none"):
            asked(address)


def test_nobody_there_is_said_with_the_place() -> None:
    with pytest.raises(CatalogAwayError, match=r"^the catalog at 127\.0\.0\.1:9 does not answer"):
        asked("127.0.0.1:9")


def test_no_answer_in_time_is_said_with_the_time() -> None:
    over = threading.Event()

    def wait(_context: grpc.ServicerContext) -> None:
        over.wait()

    with serving(wait) as address:
        with pytest.raises(CatalogAwayError, match=r"does not answer within 0\.2 s"):
            asked(address, timeout_s=0.2)
        over.set()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (grpc.StatusCode.NOT_FOUND, UnknownError),
        (grpc.StatusCode.FAILED_PRECONDITION, ConflictError),
        (grpc.StatusCode.INVALID_ARGUMENT, RefusedError),
    ],
)
def test_a_refusal_has_the_catalogs_own_words(
    status: grpc.StatusCode, kind: type[RefusedError]
) -> None:
    with (
        serving(lambda context: context.abort(status, "no such thing")) as address,
        pytest.raises(kind, match=r"^no such thing$"),
    ):
        asked(address)


def test_a_database_that_is_away_is_temporary() -> None:
    away = grpc.StatusCode.UNAVAILABLE
    with (
        serving(lambda context: context.abort(away, "the disk is full")) as address,
        pytest.raises(CatalogAwayError, match="the disk is full"),
    ):
        asked(address)


def test_without_a_place_the_setting_is_named() -> None:
    with pytest.raises(RefusedError, match="SPOTTER_CATALOG_ADDRESS"):
        CatalogChannel.of(CatalogClientSettings())
