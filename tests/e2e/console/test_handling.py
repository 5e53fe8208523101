"""The console by keyboard alone, on a phone, in grey, and for everybody (WCAG 2.2 AA)."""

from collections.abc import Iterator
from itertools import combinations

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from spotter.movement.values.judged.verdict import Outcome
from support.gyms.console_gym import ConsoleGym, row, spot
from support.servers.accessible import breaches
from support.servers.browser import quiet_page
from support.waiting import until

FAULTY = Outcome.FAULTY
MOTION = """mark => {
  const { animationName, animationDuration } = getComputedStyle(mark);
  return `${animationName} ${animationDuration}`;
}"""
SEEN = 40
"""By so much of 255 a pixel is lighter or darker than another, so that everybody sees it."""


@pytest.fixture
def phone(chromium: Browser, gym: ConsoleGym) -> Iterator[Page]:
    """The opened console on a phone; it must log no errors, and nothing may stick out."""
    with quiet_page(chromium, 360) as page:
        page.goto(gym.address)
        expect(page.locator("#connection")).to_have_text("Connected")
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_alerts_are_answered_by_keyboard_alone(gym: ConsoleGym, page: Page) -> None:
    gym.call("rack-2")
    gym.reps("rack-1", FAULTY, FAULTY, FAULTY)
    expect(page.locator(".section.now li.alert")).to_have_count(2)
    page.keyboard.press("j")
    expect(row(page, "Rack 2").get_by_role("link")).to_be_focused()
    page.keyboard.press("t")
    expect(page.locator(".section.mine li.alert")).to_contain_text("Rack 2")
    page.keyboard.press("h")
    expect(page.locator(".section.mine")).to_be_hidden()
    page.keyboard.press("e")
    expect(page.locator(".section.ended li.alert")).to_contain_text("Closed")

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("Anna")
    page.keyboard.press("1")
    expect(page.locator(".toast")).to_contain_text("Sent: ")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_letters_do_nothing_in_a_field_and_can_be_switched_off(gym: ConsoleGym, page: Page) -> None:
    gym.call("rack-2")
    row(page, "Rack 2").get_by_role("link").click()
    own = page.get_by_label("In your own words")
    own.press_sequentially("that")
    expect(own).to_have_value("that")
    expect(page.locator(".section.mine")).to_be_hidden()
    page.keyboard.press("Escape")

    page.keyboard.press("?")
    page.get_by_label("Letters act without Ctrl or Alt").uncheck()
    page.keyboard.press("Escape")
    row(page, "Rack 2").get_by_role("link").focus()
    page.keyboard.press("t")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".section.mine")).to_be_hidden()


def test_on_a_phone_the_needs_come_first_and_the_wall_is_behind_a_tab(
    gym: ConsoleGym, phone: Page
) -> None:
    gym.reps("rack-1", FAULTY, FAULTY, FAULTY)
    expect(row(phone, "Anna")).to_be_visible()
    expect(phone.locator("#wall")).to_be_hidden()
    take = row(phone, "Anna").get_by_role("button", name="Take")
    box = take.bounding_box()
    assert box
    assert box["height"] >= 44
    take.click()
    expect(phone.locator(".section.mine li.alert")).to_contain_text("Anna")

    phone.get_by_role("button", name="Wall").click()
    fine, needs = spot(phone, "mat-3"), spot(phone, "rack-1")
    until(lambda: width(needs) > 2 * width(fine) > 0, what="a place as wide as the phone")
    assert needs.bounding_box()["y"] < fine.bounding_box()["y"]  # type: ignore[index]


@pytest.mark.parametrize("sight", ["colour", "grey"])
def test_urgency_is_told_by_shape_motion_size_order_and_words(
    gym: ConsoleGym, page: Page, sight: str
) -> None:
    asking = page.locator(".section.now li.alert")
    # Those that are shown are within the budget; what is urgent always is.
    gym.two_people("rack-3", 2)
    expect(asking).to_have_count(1)
    gym.reps("rack-1", FAULTY, FAULTY, FAULTY)
    expect(asking).to_have_count(2)
    gym.call("rack-2")
    expect(asking.nth(0).locator(".meta")).to_contain_text("Urgent")
    expect(asking.nth(1).locator(".meta")).to_contain_text("Soon")
    expect(asking.nth(2).locator(".meta")).to_contain_text("To know")

    marks = [asking.nth(place).locator(".mark .icon") for place in range(3)]
    shapes = [shape_of(mark, is_grey=sight == "grey") for mark in marks]
    for one, other in combinations(shapes, 2):
        assert np.mean(one != other) > 0.15
    assert [mark.evaluate(MOTION) for mark in marks] == ["flash 0.5s", "flash 2s", "none 0s"]
    edge_px = "tile => parseFloat(getComputedStyle(tile).borderTopWidth)"
    edges_px = [spot(page, f"rack-{number}").evaluate(edge_px) for number in (2, 3, 1)]
    assert edges_px == sorted(edges_px, reverse=True)
    assert len(set(edges_px)) == 3
    until(lambda: width(spot(page, "rack-2")) > width(spot(page, "mat-3")), what="a large place")


def test_who_wants_no_motion_gets_none(gym: ConsoleGym, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    gym.call("rack-2")
    expect(row(page, "Rack 2")).to_contain_text("Urgent")

    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_console_breaks_no_rule_of_accessibility(
    gym: ConsoleGym, page: Page, theme: str
) -> None:
    page.emulate_media(reduced_motion="reduce", color_scheme=theme)  # type: ignore[arg-type]
    gym.call("rack-2")
    gym.reps("rack-1", FAULTY, FAULTY, FAULTY)
    expect(page.locator(".section.now li.alert")).to_have_count(2)
    assert breaches(page) == []
    row(page, "Anna").get_by_role("link").click()
    expect(page.locator(".chart .scatterlayer .trace")).to_have_count(3)
    assert breaches(page) == []
    page.keyboard.press("s")
    assert breaches(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert breaches(page) == []


def shape_of(mark: Locator, *, is_grey: bool) -> npt.NDArray[np.bool_]:
    """Where the mark differs from what is behind it, (24, 24), whatever its colour."""
    picture = np.frombuffer(mark.screenshot(animations="disabled"), np.uint8)
    decoded = cv2.imdecode(picture, cv2.IMREAD_COLOR)
    assert decoded is not None
    pixels = decoded.astype(np.int16)
    assert (np.ptp(pixels, axis=2).max() <= 2) == is_grey
    small = cv2.resize(pixels.mean(axis=2), (24, 24), interpolation=cv2.INTER_AREA)
    shape: npt.NDArray[np.bool_] = np.abs(small - small[0, 0]) > SEEN
    return shape


def width(place: Locator) -> float:
    """In pixels; 0 while it cannot be seen."""
    box = place.bounding_box()
    return box["width"] if box else 0.0
