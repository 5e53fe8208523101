"""Signing in by an identity provider, with a real one, a real notifier and a real catalog."""

import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from support.access.closed_gym import PASSWORD, ClosedGym, closed_gym
from support.access.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider

FORBIDDEN = 403
IDA = {"sub": "1234", "name": "Ida", "groups": ["coaches", "everybody"]}


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentityProvider]:
    with identity_provider() as running:
        yield running


@pytest.fixture(scope="module")
def gym(
    emptied_redis_url: str, provider: IdentityProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ClosedGym]:
    file = tmp_path_factory.mktemp("oidc") / "catalog.sqlite3"
    settings = {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_name": "the club",
        "oidc_roles": "owners=owner, coaches=trainer",
    }
    with closed_gym(emptied_redis_url, f"sqlite:///{file}", **settings) as running:
        yield running


@pytest.fixture(autouse=True)
def _ida(provider: IdentityProvider) -> None:
    provider.claims, provider.changes = dict(IDA), {}


def gone_and_back(gym: ClosedGym, to: str = "", **changed: str) -> httpx.Response:
    """The answer to a browser that has been at the provider; ``changed`` are its answers."""
    here = f"{gym.address}/api/sign-in/provider"
    with httpx.Client(trust_env=False) as browser:
        went = browser.get(here, params={"to": to})
        cookie = went.headers["set-cookie"].partition(";")[0]
        back = browser.get(went.headers["location"]).headers["location"]
        answers = {key: one[0] for key, one in parse_qs(urlsplit(back).query).items()} | changed
        return browser.get(f"{here}/back", params=answers, headers={"Cookie": cookie})


def me_of(gym: ClosedGym, answer: httpx.Response) -> dict[str, str]:
    """Whom the answer's cookie stands for."""
    cookies = answer.headers.get_list("set-cookie")
    [cookie] = [one.partition(";")[0] for one in cookies if one.startswith("__Host-spotter=")]
    asked = httpx.get(f"{gym.address}/api/rights", headers={"Cookie": cookie}, trust_env=False)
    me: dict[str, str] = asked.json()["me"]
    return me


def problem_of(answer: httpx.Response) -> str:
    """What the page for signing in says then."""
    address = urlsplit(answer.headers["location"])
    assert address.path == "/sign-in"
    assert "__Host-spotter=" not in answer.headers.get("set-cookie", "")
    return parse_qs(address.query)["problem"][0]


def test_whom_the_provider_names_has_the_role_of_their_group(gym: ClosedGym) -> None:
    answer = gone_and_back(gym, "members?id=7")
    again = gone_and_back(gym)

    me = me_of(gym, answer)
    assert (me["name"], me["role"]) == ("Ida", "trainer")
    assert answer.headers["location"] == "/members?id=7"
    assert me_of(gym, again)["author"] == me["author"]


def test_a_group_that_changes_changes_the_role(gym: ClosedGym, provider: IdentityProvider) -> None:
    provider.claims["groups"] = ["coaches", "owners"]

    assert me_of(gym, gone_and_back(gym))["role"] == "owner"


def test_passwords_are_off_for_programs_as_well(gym: ClosedGym) -> None:
    refused = gym.browser().post("/sign-in", json={"name": "ida", "password": PASSWORD})

    assert refused.status_code == FORBIDDEN
    assert "by the club" in refused.json()["detail"]
    ways = gym.browser().get("/sign-in").json()
    assert (ways["by_password"], ways["provider"]) == (False, "the club")


def test_one_group_may_be_said_as_text(gym: ClosedGym, provider: IdentityProvider) -> None:
    provider.claims |= {"sub": "5678", "groups": "coaches"}

    assert me_of(gym, gone_and_back(gym))["role"] == "trainer"


def test_an_attempt_that_another_site_has_planted_signs_nobody_in(gym: ClosedGym) -> None:
    here = f"{gym.address}/api/sign-in/provider"
    with httpx.Client(trust_env=False) as thief:
        went = thief.get(here)
        cookie = went.headers["set-cookie"].partition(";")[0]
        back = thief.get(went.headers["location"]).headers["location"]
        planted = [(b"Cookie", b"\xa0" + cookie.encode())]
        answer = httpx.get(back, headers=planted, trust_env=False)

    assert "begun elsewhere" in problem_of(answer)


def test_who_is_in_no_group_that_counts_may_not_sign_in(
    gym: ClosedGym, provider: IdentityProvider
) -> None:
    provider.claims["groups"] = ["everybody"]

    assert "none of your groups has a role here" in problem_of(gone_and_back(gym))


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "sign-in", "/x"])
def test_it_leads_back_to_pages_of_ours_only(gym: ClosedGym, to: str) -> None:
    assert gone_and_back(gym, to).headers["location"] == "/"


def test_an_answer_to_another_browsers_question_is_refused(gym: ClosedGym) -> None:
    assert "begun elsewhere" in problem_of(gone_and_back(gym, state="another"))


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another program"},
        {"iss": "https://evil.example"},
        {"nonce": "of an earlier sign-in"},
        {"exp": int(time.time()) - 3600},
        {"azp": "another program"},
    ],
    ids=["audience", "issuer", "nonce", "expired", "party"],
)
def test_a_word_that_does_not_hold_signs_nobody_in(
    gym: ClosedGym, provider: IdentityProvider, changes: dict[str, object]
) -> None:
    provider.changes = changes

    assert "the identity provider's word" in problem_of(gone_and_back(gym))
