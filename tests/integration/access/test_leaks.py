"""What whoever asks learns by the way."""

import httpx
import pytest

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.api.catalog.v1.account_service_pb2_grpc import AccountServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.notifier.web.access.asking.credentials import COOKIE
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.catalog.people.accounts import Role
from support.access.closed_gym import ClosedGym

MISSING = 404


@pytest.fixture(scope="module")
def nobodys(gym: ClosedGym) -> httpx.Client:
    """A member by their identity provider, of whom it is not known which member they are."""
    gym.joined("Olga", Role.OWNER)
    gym.gym.add_member("Anna")
    request = pb2.SignInByIdentityRequest(
        issuer="https://id.example", subject="7", name="Noa", role=pb2.ROLE_MEMBER
    )
    with CatalogChannel(gym.gym.catalog_address, GrpcSecurity()) as channel:
        begun = channel.call(AccountServiceStub(channel.grpc).SignInByIdentity, request)
    browser = gym.browser()
    browser.headers["Cookie"] = f"{COOKIE}={begun.secret}"
    return browser


def test_a_member_of_whom_nothing_is_known_reads_nobodys_audit(nobodys: httpx.Client) -> None:
    assert nobodys.get("/audit").status_code == MISSING
    assert nobodys.get("/audit?author=local").status_code == MISSING


@pytest.mark.parametrize(
    "path", ["members", "reps", "sessions", "workouts", "workouts?kind=template"]
)
def test_a_member_of_whom_nothing_is_known_sees_nobody(nobodys: httpx.Client, path: str) -> None:
    assert nobodys.get(f"/{path}").json() == {"items": [], "next": None}


@pytest.mark.parametrize("path", ["../rights", "members", "members/x", "audit", "nothing", "../x"])
def test_no_browser_keeps_an_answer(nobodys: httpx.Client, path: str) -> None:
    assert nobodys.get(f"/{path}").headers["cache-control"] == "no-store"
