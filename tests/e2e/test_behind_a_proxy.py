"""Training at home as it is documented: a browser that films, and nginx with TLS before Spotter."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.notifier.web.access.asking.credentials import COOKIE
from spotter.wire.catalog.people.accounts import Role
from support.access.at_page import pair_at, sign_in
from support.access.closed_gym import ClosedGym, closed_gym
from support.cameras.running_ingest import Ingest, ingesting, station
from support.servers.browser import browser, quiet_page
from support.servers.firefox import firefox
from support.servers.redis_server import free_port
from support.servers.reverse_proxy import ADDRESS, NAME, ReverseProxy, nginx
from support.waiting import until

OVER_HTTP = (
    "Failed to load resource: the server responded with a status of 403",
    "The Cross-Origin-Opener-Policy header has been ignored",
)
"""What Chromium complains of where the page is not opened with https."""


@pytest.fixture(scope="module")
def port() -> int:
    """The proxy's: Firefox cannot be told that it is another one than in the address."""
    return free_port()


@pytest.fixture(scope="module")
def gym(
    emptied_redis_url: str, tmp_path_factory: pytest.TempPathFactory, port: int
) -> Iterator[ClosedGym]:
    """One that trusts what a proxy on this machine says."""
    file = tmp_path_factory.mktemp("proxied") / "catalog.sqlite3"
    believed = {"trusted_proxies": "127.0.0.1", "public_address": ADDRESS}
    believed["served_as"] = f"{NAME}:{port}"
    with closed_gym(emptied_redis_url, f"sqlite:///{file}", **believed) as running:
        yield running


@pytest.fixture(scope="module")
def ingest(emptied_redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingest]:
    folder = tmp_path_factory.mktemp("home")
    with ingesting(folder, emptied_redis_url, station("home-1", "browser", name="Home")) as running:
        yield running


@pytest.fixture
def proxy(
    gym: ClosedGym, tmp_path_factory: pytest.TempPathFactory, port: int
) -> Iterator[ReverseProxy]:
    page_port = httpx.URL(gym.address).port
    assert page_port
    with nginx(tmp_path_factory.mktemp("proxy"), page_port, port) as running:
        yield running


@pytest.fixture
def chromium(proxy: ReverseProxy) -> Iterator[Browser]:
    """One that has a camera, and finds the proxy by its name."""
    camera = "--use-fake-device-for-media-stream"
    with browser(camera, *proxy.browser_arguments, is_whole=True) as running:
        yield running


@pytest.fixture
def past_the_proxy(gym: ClosedGym) -> Iterator[Browser]:
    """One that comes to Spotter without TLS, as from another machine."""
    here = f"--host-resolver-rules=MAP {NAME}:80 {httpx.URL(gym.address).netloc.decode()}"
    with browser("--no-proxy-server", here) as running:
        yield running


def pair(desk: Page, code: str) -> None:
    """A manager signs in at the desk, and pairs the screen that shows the ``code``."""
    desk.goto(f"{ADDRESS}/accounts")
    sign_in(desk, "mona")
    pair_at(desk, code, "Home")


def test_a_screen_is_paired_films_and_hears_of_its_station_through_nginx(
    gym: ClosedGym, ingest: Ingest, chromium: Browser
) -> None:
    gym.joined("Mona", Role.MANAGER)
    with quiet_page(chromium, 1280) as page, quiet_page(chromium, 1280) as desk:
        page.goto(f"http://{NAME}/station")
        assert page.url == f"{ADDRESS}/station"
        code = page.locator(".pairing-code")
        expect(code).not_to_be_empty()
        pair(desk, code.inner_text())
        [cookie] = desk.context.cookies()
        assert (cookie["name"], cookie["secure"], cookie["httpOnly"]) == (COOKIE, True, True)

        page.context.grant_permissions(["camera"])
        page.get_by_role("button", name="Show the station").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Home, screen")
        page.get_by_role("button", name="Yes, film me").click()
        expect(page.locator(".camera-on")).to_contain_text(f"Its pictures go to {NAME}")
        until(lambda: ingest.frames("home-1"), what="a picture of the browser's camera")

        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Go on filming").click()
        page.get_by_role("button", name="Pause").wait_for()


def test_a_screen_that_is_opened_without_https_is_not_paired_and_says_what_it_takes(
    past_the_proxy: Browser,
) -> None:
    with quiet_page(past_the_proxy, 360, *OVER_HTTP) as page:
        page.goto(f"http://{NAME}/station")
        assert page.evaluate("navigator.mediaDevices === undefined")
        said = page.locator(".station-pairing .answer")
        expect(said).to_contain_text("Expected the page to be opened with https")
        expect(said).to_contain_text("browsers give no camera")
        expect(page.locator(".pairing-code")).to_have_count(0)


def test_firefox_is_paired_and_films_through_nginx_too(
    gym: ClosedGym, ingest: Ingest, proxy: ReverseProxy, tmp_path: Path
) -> None:
    manager = gym.joined("Fritz", Role.MANAGER)
    began_us = time.time_ns() // 1000
    with firefox(tmp_path) as screen:
        screen.open(f"{ADDRESS}:{proxy.port}/station")
        code = until(lambda: screen.says(".pairing-code"), what="the code")
        pairing = {"code": code, "station_id": "home-1"}
        assert manager.post("/devices", json=pairing).is_success
        screen.press("Show the station")
        screen.press("Yes, film me")
        until(
            lambda: [one for one in ingest.frames("home-1") if one.captured_us > began_us],
            what="a picture of Firefox's camera",
        )
        assert screen.says(".station-screen h1") == "Home, screen"
