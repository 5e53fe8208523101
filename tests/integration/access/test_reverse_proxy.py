"""Behind the reverse proxies that are documented, real ones with TLS."""

from collections.abc import Iterator

import httpx
import pytest

from spotter.notifier.web.access.asking.credentials import COOKIE
from spotter.wire.catalog.people.accounts import Role
from support.access.closed_gym import PASSWORD, ClosedGym, closed_gym
from support.servers.reverse_proxy import ADDRESS, ReverseProxy, caddy, nginx

CREATED, UNKNOWN, TOO_MANY = 201, 401, 429
MOVED = {301, 308}
TOO_LARGE = {413, 502}
"""Older Caddys say the second."""
MORE_THAN_AN_ADDRESS_MAY = 25


@pytest.fixture(scope="module")
def gym(emptied_redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClosedGym]:
    """One that trusts what a proxy on this machine says."""
    file = tmp_path_factory.mktemp("proxied") / "catalog.sqlite3"
    believed = {"trusted_proxies": "127.0.0.1", "public_address": ADDRESS}
    with closed_gym(emptied_redis_url, f"sqlite:///{file}", **believed) as running:
        yield running


@pytest.fixture(scope="module", params=[nginx, caddy])
def proxy(
    gym: ClosedGym, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ReverseProxy]:
    folder = tmp_path_factory.mktemp("proxy")
    with request.param(folder, httpx.URL(gym.address).port) as running:
        yield running


def test_whoever_types_http_is_sent_to_the_same_page_by_https(proxy: ReverseProxy) -> None:
    answer = proxy.plainly("/members?id=7")

    assert answer.status_code in MOVED
    assert answer.headers["location"].removesuffix("/members?id=7") in {
        ADDRESS,
        f"{ADDRESS}:{proxy.port}",
    }


def test_sign_in_works_and_its_cookie_goes_by_https_alone(
    gym: ClosedGym, proxy: ReverseProxy
) -> None:
    name = f"Nina{proxy.port}"
    gym.joined(name, Role.MANAGER)
    with proxy.client() as browser:
        given = {"name": name.lower(), "password": PASSWORD}
        answer = browser.post("/api/v1/sign-in", json=given)

        assert answer.is_success, answer.text
        [line] = answer.headers.get_list("set-cookie")
        assert line.startswith(f"{COOKIE}=")
        assert {"Secure", "HttpOnly"} <= set(line.split("; "))
        assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_an_address_is_counted_as_itself_whatever_it_says_that_it_is(proxy: ReverseProxy) -> None:
    """Both are at addresses from which nobody else came by the other proxy."""
    forging, honest = (f"127.{part}.{proxy.port >> 8}.{proxy.port & 255}" for part in (1, 2))
    with proxy.client(forging) as forger, proxy.client(honest) as other:
        answers = [
            forger.post("/api/v1/pairings", json={}, headers=pretended(number))
            for number in range(MORE_THAN_AN_ADDRESS_MAY)
        ]

        assert answers[0].status_code == CREATED, answers[0].text
        assert TOO_MANY in {answer.status_code for answer in answers}
        assert other.post("/api/v1/pairings", json={}).status_code == CREATED


def pretended(number: int) -> dict[str, str]:
    """Headers by which somebody would be another one each time."""
    address = f"203.0.113.{number}"
    return {
        "X-Forwarded-For": address,
        "X-Real-IP": address,
        "Forwarded": f"for={address};proto=https",
    }


def test_only_a_history_that_is_imported_may_be_large(proxy: ReverseProxy) -> None:
    large = bytes(17 * 1024 * 1024)
    binary = {"Content-Type": "application/octet-stream"}
    with proxy.client() as browser:
        refused = browser.post("/api/v1/sign-in", content=large)
        passed_on = browser.post("/api/v1/workout-imports", content=large, headers=binary)

    assert refused.status_code in TOO_LARGE
    assert passed_on.status_code == UNKNOWN


def test_a_name_that_somebody_searches_for_is_written_nowhere(proxy: ReverseProxy) -> None:
    with proxy.client() as browser:
        assert browser.get("/api/v1/members?search=Zacharias").status_code == UNKNOWN
        assert proxy.plainly("/members?search=Zacharias").status_code in MOVED

    written = [one.read_bytes() for one in proxy.folder.rglob("*") if one.is_file()]
    assert [one for one in written if b"Zacharias" in one] == []
