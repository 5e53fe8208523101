"""The live page on any screen, with the keyboard, in any theme."""

from playwright.sync_api import Browser, Page, expect

from spotter.movement.values.judged.verdict import Outcome
from support.gyms.live_page import tile
from support.gyms.staged_gym import StagedGym
from support.servers.browser import quiet_page


def test_the_page_can_be_used_with_the_keyboard_alone(gym: StagedGym, page: Page) -> None:
    gym.say("rack-1", Outcome.FAULTY, rep_number=2)
    expect(page.locator("#feed-list li")).to_have_count(1)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#feed-list') !== null"):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog").get_by_role("slider")).to_be_focused()


def test_nothing_overflows_at_any_size(gym: StagedGym, page: Page) -> None:
    gym.say("rack-1", Outcome.FAULTY, rep_number=12)
    for width, height in ((360, 740), (844, 390), (1280, 800), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.reload()
        expect(page.locator("#feed-list li")).to_have_count(1)
        expect(page.locator(".tile")).to_have_count(3)

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for name in ("rack-1", "rack-2", "rack-3"):
            box = tile(page, name).bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width


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


def test_the_api_is_described_by_a_page_from_its_own_files(page: Page, address: str) -> None:
    page.goto(f"{address}api/docs")

    expect(page.get_by_role("heading", name="Spotter")).to_be_visible()
    expect(page.locator("#operations-tag-alerts")).to_be_visible()


def test_a_mistyped_address_leads_back_to_the_stations(chromium: Browser, address: str) -> None:
    with quiet_page(chromium, 360, "Failed to load resource") as page:
        page.goto(f"{address}classes/mistyped")
        page.get_by_role("link", name="All stations").click()
        expect(page.locator("#connection")).to_have_text("Connected")
