"""The wall: sixty stations on one screen, by need, each in its place while somebody looks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.movement.values.judged.verdict import Outcome
from spotter.wire.stations import Status
from support.gyms.console_gym import ConsoleGym, console_gym, spot
from support.gyms.live_page import INK
from support.servers.browser import quiet_page
from support.waiting import until

STATIONS = {
    **{f"rack-{number}": f"Rack {number}" for number in range(1, 41)},
    **{f"mat-{number}": f"Mat {number}" for number in range(1, 21)},
}
FAULTY, GOOD = Outcome.FAULTY, Outcome.GOOD
SIZES = "places => places.map((one) => [one.offsetWidth, one.offsetHeight])"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleGym]:
    """A gym of forty racks and twenty mats; Anna trains at the last rack."""
    with console_gym(STATIONS, tmp_path_factory.mktemp("hall")) as hall:
        hall.check_in("rack-40", "Anna")
        hall.reps("rack-1", GOOD)
        yield hall


@pytest.fixture
def page(chromium: Browser, hall: ConsoleGym) -> Iterator[Page]:
    """The opened console on a screen of 1920x1080; it must log no errors."""
    with quiet_page(chromium, 1920) as page:
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(hall.address)
        expect(page.locator(".place")).to_have_count(60)
        yield page


def test_sixty_stations_fit_one_screen_and_all_can_be_read(page: Page) -> None:
    wall = page.locator("#wall")
    until(lambda: bool(wall.evaluate("wall => wall.clientHeight")), what="a wall")
    assert wall.evaluate("wall => wall.scrollHeight <= wall.clientHeight")
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080
    sizes = page.locator(".place").evaluate_all(SIZES)
    assert all(width >= 104 and height >= 92 for width, height in sizes)


def test_a_tile_says_who_trains_what_how_far_they_are_and_what_happens(
    hall: ConsoleGym, page: Page
) -> None:
    hall.reps("rack-40", GOOD, GOOD)
    anna = spot(page, "rack-40")
    expect(anna.locator(".name")).to_have_text("Anna")
    expect(anna.locator(".where")).to_have_text("Rack 40")
    expect(anna.locator(".what")).to_have_text("S1 R2 · Squat")
    expect(anna.locator(".marks .icon.good")).to_have_count(2)
    expect(anna.locator(".state")).to_have_text("Training")
    expect(spot(page, "mat-7").locator(".state")).to_have_text("Empty")
    hall.staged.set_status("mat-7", Status.OFFLINE, "no frame for 20 s")
    expect(spot(page, "mat-7").locator(".state")).to_have_text("Offline")
    with hall.staged.training("rack-40"):
        until(lambda: anna.locator("canvas").evaluate(INK) > 0.02, what="a moving skeleton")


SOMEBODY_IS_THERE = """() => {
  const moves = () => dispatchEvent(new PointerEvent("pointermove"));
  moves();
  window.somebody = setInterval(moves, 100);
}"""
"""Moves the pointer all the time by the page's own clock, however slow the machine is."""


def test_who_needs_help_gets_large_and_first_once_nobody_is_at_the_page(
    hall: ConsoleGym, page: Page
) -> None:
    called = spot(page, "mat-20")
    page.evaluate(SOMEBODY_IS_THERE)
    before = called.bounding_box()
    hall.call("mat-20")
    expect(called).to_have_attribute("data-level", "3")
    sort = page.get_by_role("button", name="Sort now")
    expect(sort).to_be_visible()
    assert called.bounding_box() == before
    page.evaluate("clearInterval(window.somebody)")

    sort.click()
    expect(sort).to_be_hidden()
    until(
        lambda: page.locator(".place").first.get_attribute("data-station-id") == "mat-20",
        what="the place in the first row",
    )
    sizes = page.locator(".place").evaluate_all(SIZES)
    assert sizes[0][0] > 2 * sizes[-1][0]
    assert sizes[0][1] > 1.5 * sizes[-1][1]


def test_the_wall_shows_what_is_chosen(page: Page) -> None:
    page.get_by_label("Part of the gym").select_option("Mat")
    expect(page.locator(".place")).to_have_count(20)
    page.get_by_role("button", name="Mine").click()
    expect(page.locator("#wall")).to_contain_text("No station matches this choice.")


def test_the_gyms_own_order_stays_chosen(page: Page) -> None:
    page.get_by_role("button", name="Gym order").click()
    expect(page.locator(".tile")).to_have_count(60)
    page.reload()
    expect(page.locator(".tile")).to_have_count(60)
    assert page.locator(".tile").first.get_attribute("data-station-id") == "mat-1"
    page.get_by_role("button", name="By need").click()
    expect(page.locator("#wall")).to_be_visible()


def test_on_a_wall_screen_what_is_urgent_is_read_from_four_metres(
    hall: ConsoleGym, page: Page
) -> None:
    hall.call("mat-20")
    page.goto(f"{hall.address}?wall=121")
    title = page.locator(".section.now .line").first
    expect(title).to_contain_text("Mat 20")
    heading = page.get_by_role("heading", level=2)
    size_px = float(heading.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
    assert 0.7 * size_px * 1210 / 1920 >= 20
