"""Who comes to a station, by its own screen, and who leaves."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.checkins import Checkins
from spotter.runtime.grpc.security import GrpcSecurity
from support.gyms.console_gym import ConsoleGym
from support.servers.accessible import breaches
from support.servers.browser import quiet_page

HOUR_MS = 3_600_000
REFUSED = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture(scope="module")
def checkins(gym: ConsoleGym) -> Iterator[Checkins]:
    with CatalogChannel(gym.running.catalog_address, GrpcSecurity()) as channel:
        yield Checkins(channel)


@pytest.fixture
def empty(racks: Iterator[str]) -> str:
    """A rack at which nobody trains."""
    return next(racks)


@pytest.fixture(params=[1280, 360])
def screen(
    chromium: Browser, gym: ConsoleGym, empty: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Its screen, of a tablet and of a phone."""
    with quiet_page(chromium, request.param, REFUSED) as page:
        page.goto(f"{gym.address}station?of={empty}")
        expect(page.locator(".qr")).to_be_visible()
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= request.param


def typed(page: Page, digits: str) -> None:
    for digit in digits:
        page.get_by_role("button", name=digit, exact=True).click()


def test_number_and_pin_are_typed_by_large_keys_and_one_tap_leaves_and_another_says_not_me(
    gym: ConsoleGym, checkins: Checkins, screen: Page
) -> None:
    member_id = gym.running.add_member("Ben Okafor")
    number, pin = checkins.set_pin(member_id)
    assert breaches(screen) == []

    screen.get_by_role("button", name="Number and PIN").click()
    typed(screen, number)
    screen.get_by_role("button", name="Next").click()
    typed(screen, "0000" if pin != "0000" else "1111")
    assert breaches(screen) == []
    done = screen.locator(".pad-key.main")
    done.click()
    expect(screen.locator(".pin-pad .answer")).not_to_be_empty()
    typed(screen, pin)
    done.click()
    expect(screen.locator(".on-screen .trains")).to_have_text("Ben")
    assert breaches(screen) == []

    screen.get_by_role("button", name="Leave", exact=True).click()
    screen.get_by_role("button", name="Not now").click()
    expect(screen.locator(".qr")).to_be_visible()
    screen.get_by_role("button", name="Number and PIN").click()
    screen.keyboard.type(number)
    screen.keyboard.press("Enter")
    screen.keyboard.type(pin)
    screen.keyboard.press("Enter")
    expect(screen.locator(".on-screen .trains")).to_have_text("Ben")
    screen.get_by_role("button", name="That is not me").click()
    expect(screen.locator(".qr")).to_be_visible()


def test_the_code_on_the_screen_checks_in_whoever_opens_it_on_a_phone(
    gym: ConsoleGym, checkins: Checkins, chromium: Browser, empty: str, screen: Page
) -> None:
    number, pin = checkins.set_pin(gym.running.add_member("Carla Neri"))
    name = screen.locator(".arrival-name").inner_text()
    assert screen.locator(".qr").evaluate("one => one.naturalWidth") > 0
    code = screen.request.get(f"{gym.address}api/v1/stations/{empty}/checkin/code").json()

    with chromium.new_page(viewport={"width": 360, "height": 800}) as phone:
        phone.clock.set_fixed_time("1999-12-31")  # a phone's clock decides nothing
        phone.goto(code["url"])
        assert name != empty
        expect(phone.locator(".where")).to_have_text(name)
        phone.get_by_label("Your number").fill(number)
        phone.get_by_label("Your PIN").fill(pin)
        phone.get_by_role("button", name="Check in").click()
        done = f"Carla, you are checked in at {name}."
        expect(phone.get_by_text(done)).to_be_visible()

    expect(screen.locator(".on-screen .trains")).to_have_text("Carla")
    expect(screen.locator(".qr")).to_be_hidden()


def test_a_code_that_is_worth_nothing_since_the_records_began_anew_is_not_shown_until_its_end(
    chromium: Browser, gym: ConsoleGym, empty: str
) -> None:
    key = "before"

    def answer(route: Route) -> None:
        code = {
            "url": f"{gym.address}check-in#{key}",
            "digits": "42",
            "expires_ms": now_ms + HOUR_MS,
        }
        route.fulfill(json={**code, "svg": f"<svg id='{key}' width='9' height='9'/>"})

    with quiet_page(chromium, 1280, REFUSED) as page:
        now_ms = page.evaluate("Date.now()")
        page.route("**/checkin/code", answer)
        page.goto(f"{gym.address}station?of={empty}")
        expect(page.locator(".qr")).to_have_attribute("src", re.compile("before"))
        key = "after"
        expect(page.locator(".qr")).to_have_attribute("src", re.compile("after"))
