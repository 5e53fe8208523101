"""What the API says when something goes wrong: problem details, whatever the error."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import grpc
import grpc.aio
import httpx
import pytest

from spotter.api.catalog.v1 import member_service_pb2 as pb2
from spotter.api.catalog.v1.member_service_pb2_grpc import (
    MemberServiceServicer,
    add_MemberServiceServicer_to_server,
)
from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.runtime.grpc.security import GrpcSecurity
from support.access.whole_page import api_of
from support.servers.grpc_server import grpc_server

ANNA = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061"
TOKEN = GrpcSecurity("a shared token")


class _Refusing(MemberServiceServicer):
    """Refuses to show a member with a status; lists members as it was asked to."""

    def __init__(self, status: grpc.StatusCode = grpc.StatusCode.NOT_FOUND) -> None:
        self._status = status

    def GetMember(  # noqa: N802 - gRPC's name
        self, _request: pb2.GetMemberRequest, context: grpc.ServicerContext
    ) -> pb2.GetMemberResponse:
        context.abort(self._status, "the reason")
        raise AssertionError

    def ListMembers(  # noqa: N802 - gRPC's name
        self, request: pb2.ListMembersRequest, _context: grpc.ServicerContext
    ) -> pb2.ListMembersResponse:
        names = [request.search, str(request.page_size), request.page_token, str(request.with_left)]
        return pb2.ListMembersResponse(
            members=[pb2.Member(member_id=ANNA, name=name or "none") for name in names],
            next_page_token="" if request.page_token else "further on",
        )


def refusing(status: grpc.StatusCode = grpc.StatusCode.NOT_FOUND) -> MemberServiceServicer:
    """One whose other methods are not called."""
    return _Refusing(status)  # type: ignore[abstract]


@contextmanager
def catalog_of(servicer: MemberServiceServicer, security: GrpcSecurity = TOKEN) -> Iterator[str]:
    """A real gRPC server; yields its address."""

    def add(server: grpc.aio.Server) -> None:
        add_MemberServiceServicer_to_server(servicer, server)

    with grpc_server(add, security) as address:
        yield address


def asked(
    address: str, path: str, method: str = "GET", *, client: str = "127.0.0.1", **options: object
) -> httpx.Response:
    """The answer of the API whose catalog is at ``address``."""
    return asyncio.run(_asked(address, path, method, client, options))


async def _asked(
    address: str, path: str, method: str, asking: str, options: dict[str, object]
) -> httpx.Response:
    async with AsyncCatalogChannel(address, TOKEN) as catalog:
        transport = httpx.ASGITransport(api_of(catalog), client=(asking, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await http.request(method, path, **options)  # type: ignore[arg-type]


def problem_in(answer: httpx.Response, status: int) -> str:
    """The detail of a well-formed problem with this status."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert answer.status_code == problem["status"] == status
    assert problem["type"] == "about:blank"
    assert problem["title"]
    return str(problem["detail"])


@pytest.mark.parametrize(
    ("status", "code", "detail"),
    [
        (grpc.StatusCode.NOT_FOUND, 404, "the reason"),
        (grpc.StatusCode.FAILED_PRECONDITION, 409, "the reason"),
        (grpc.StatusCode.INVALID_ARGUMENT, 422, "the reason"),
        (grpc.StatusCode.UNAVAILABLE, 503, "the catalog does not answer"),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, 503, "the catalog does not answer"),
        (grpc.StatusCode.INTERNAL, 502, "refuses (INTERNAL): the reason"),
    ],
)
def test_what_the_catalog_refuses_is_a_problem_with_its_reason(
    status: grpc.StatusCode, code: int, detail: str
) -> None:
    with catalog_of(refusing(status)) as address:
        assert detail in problem_in(asked(address, f"/members/{ANNA}"), code)


def test_another_token_is_a_problem_of_ours_rather_than_of_who_asks() -> None:
    with catalog_of(refusing(), GrpcSecurity("another")) as address:
        assert "UNAUTHENTICATED" in problem_in(asked(address, "/members"), 502)


@pytest.mark.parametrize("address", ["", "127.0.0.1:1"])
def test_without_a_catalog_the_api_says_that_it_does_not_answer(address: str) -> None:
    detail = problem_in(asked(address, "/members"), 503)

    assert detail.startswith("the catalog")


def test_a_list_is_asked_for_in_parts_and_says_how_to_go_on() -> None:
    with catalog_of(refusing()) as address:
        first = asked(address, "/members?search=ann&limit=7&with_left=true").json()
        second = asked(address, f"/members?limit=7&cursor={first['next']}").json()

    assert [one["name"] for one in first["items"]] == ["ann", "7", "none", "True"]
    assert first["next"] == "further on"
    assert [one["name"] for one in second["items"]] == ["none", "7", "further on", "False"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/members?limit=0", "query.limit"),
        ("/members?limit=1001", "query.limit"),
        ("/members?search=a%00b", "query.search"),
        ("/members/anna", "path.member_id"),
        ("/sessions?station_id=Rack%201", "query.station_id"),
        ("/reps?outcome=great", "query.outcome"),
        ("/reps?since_ms=-1", "query.since_ms"),
        ("/history?first_day=2026-01-01", "query.last_day"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_by_field(path: str, where: str) -> None:
    answer = asked("", path)

    assert where in problem_in(answer, 422)
    assert [field["where"] for field in answer.json()["fields"]] == [where]


@pytest.mark.parametrize(
    "words",
    [
        "first_day=2026-02-01&last_day=2026-01-01",
        f"first_day=2026-01-01&last_day=2026-02-01&station_id=rack-1&member_id={ANNA}",
    ],
)
def test_a_history_of_nothing_is_refused(words: str) -> None:
    problem_in(asked("", f"/history?{words}"), 422)


def test_unknown_paths_and_methods_are_problems_too() -> None:
    problem_in(asked("", "/nothing"), 404)
    problem_in(asked("", "/members", "PATCH"), 405)


@pytest.mark.parametrize(
    ("content_type", "found"), [("text/plain", "'text/plain'"), (None, "none")]
)
def test_only_json_changes_anything(content_type: str | None, found: str) -> None:
    headers = {"content-type": content_type} if content_type else {}
    answer = asked("", "/members", "POST", content=b'{"name": "Anna"}', headers=headers)

    assert problem_in(answer, 415).endswith(f"found {found}")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/members", "/exercises"])
def test_another_sites_page_gets_nothing(site: str, path: str) -> None:
    answer = asked("", path, headers={"sec-fetch-site": site})

    assert problem_in(answer, 403).endswith(f"found {site}")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/members"),
        ("GET", "/sessions"),
        ("GET", "/classes"),
        ("GET", "/reps"),
        ("GET", "/exercises"),  # people are named in the reasons of versions
        ("GET", "/history?first_day=2026-01-01&last_day=2026-02-01"),
        ("GET", f"/members/{ANNA}/export"),
        ("DELETE", f"/members/{ANNA}"),
        ("PUT", f"/sessions/{ANNA}/end"),
        ("PUT", f"/exercises/{ANNA}/archive"),
        ("GET", "/gym"),
    ],
)
def test_an_open_gym_shows_itself_to_this_machine_alone(method: str, path: str) -> None:
    answer = asked("", path, method, client="192.168.1.7")

    assert "it came from 192.168.1.7" in problem_in(answer, 403)
    assert asked("", path, method).status_code == 503
