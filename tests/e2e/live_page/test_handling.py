"""The live page on any screen, with the keyboard, in any theme."""

import pytest
from playwright.sync_api import Page, expect

from spotter.movement.values.verdict import Outcome
from support.gyms.live_page import tile
from support.gyms.staged_gym import StagedGym


def test_the_page_can_be_used_with_the_keyboard_alone(gym: StagedGym, page: Page) -> None:
    gym.say("rack-1", Outcome.FAULTY, rep_number=2)
    expect(page.locator("#feed-list li")).to_have_count(1)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#feed-list') !== null"):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog").get_by_role("slider")).to_be_focused()


@pytest.mark.parametrize("size", [(360, 740), (844, 390), (1280, 800), (1920, 1080)])
def test_nothing_overflows_at_any_size(gym: StagedGym, page: Page, size: tuple[int, int]) -> None:
    gym.say("rack-1", Outcome.FAULTY, rep_number=12)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    expect(page.locator("#feed-list li")).to_have_count(1)

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    for name in ("rack-1", "rack-2", "rack-3"):
        box = tile(page, name).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]


def test_with_reduced_motion_the_page_has_no_animations(gym: StagedGym, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    gym.say("rack-1", Outcome.FAULTY, rep_number=2)
    expect(page.locator("#feed-list li")).to_have_count(1)

    assert page.evaluate("document.getAnimations().length") == 0


def test_the_theme_can_be_switched_and_is_remembered(page: Page) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(background)
    page.get_by_role("button", name="Switch between dark and light").click()
    after = page.evaluate(background)
    page.reload()

    assert after != before
    assert page.evaluate(background) == after
