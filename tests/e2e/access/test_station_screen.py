"""A station's screen is paired by the code that it shows."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from spotter.wire.catalog.people.accounts import Role
from support.access.at_page import pair_at, sign_in, someone, width_px
from support.access.closed_gym import ClosedGym
from support.servers.accessible import breaches

CODE = re.compile(r"^[A-Z2-9]{4}\s[A-Z2-9]{4}$")
HIGH_ENOUGH_PX = 57
"""15 mm, a 200th of 3 m, where an inch is 96 px."""
CAPITAL_RATIO = 0.7
"""How high capital letters are at least, of the size of their font."""


def shown_code(page: Page) -> Locator:
    code = page.locator(".pairing-code")
    expect(code).to_have_text(CODE)
    return code


def test_a_screen_shows_a_code_and_becomes_the_stations_when_somebody_types_it(
    gym: ClosedGym, chromium: Browser, page: Page
) -> None:
    manager = f"pairing{width_px(page)}"
    gym.joined(manager, Role.MANAGER)
    page.goto(f"{gym.address}/station")
    code = shown_code(page)
    size_px = code.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size_px * CAPITAL_RATIO >= HIGH_ENOUGH_PX
    assert breaches(page) == []

    with chromium.new_page() as desk:
        desk.goto(f"{gym.address}/accounts")
        sign_in(desk, manager)
        pair_at(desk, code.inner_text().lower(), "Rack 1")

    expect(page.locator(".paired")).to_have_text("Rack 1")
    expect(page.locator("main")).to_contain_text("This screen is paired with this station.")
    assert breaches(page) == []
    page.get_by_role("button", name="Show the station").click()
    expect(page.locator(".on-screen .trains")).to_have_text("Rack 1")
    page.reload()
    expect(page.locator(".on-screen .trains")).to_have_text("Rack 1")


def test_a_code_that_runs_out_is_replaced(gym: ClosedGym, page: Page) -> None:
    page.clock.install()
    page.goto(f"{gym.address}/station")
    first = shown_code(page).inner_text()
    page.clock.fast_forward("10:00")

    expect(page.locator(".pairing-code")).not_to_have_text(first)
    assert shown_code(page).inner_text() != first


def test_whoever_is_signed_in_signs_out_before_a_browser_becomes_a_screen(
    gym: ClosedGym, page: Page
) -> None:
    owner = someone(gym, page, Role.OWNER)
    page.goto(f"{gym.address}/accounts")
    sign_in(page, owner)
    expect(page.get_by_role("heading", level=1)).to_have_text("Accounts")
    page.goto(f"{gym.address}/station")
    expect(page.locator("main")).to_contain_text(f"{owner} is signed in here.")

    page.get_by_role("button", name="Sign out and show a code").click()
    shown_code(page)
    expect(page.locator(".me")).to_be_hidden()
