"""A lost connection on the console, and its other language."""

import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.movement.values.judged.verdict import Outcome
from support.gyms.console_gym import ConsoleGym, row
from support.servers.browser import quiet_page, without_colour


@pytest.mark.parametrize("sight", ["colour", "grey"])
def test_a_lost_connection_is_an_urgent_alert_and_never_looks_like_all_fine(
    gym: ConsoleGym, chromium: Browser, sight: str
) -> None:
    # A browser logs each attempt to connect that fails.
    with quiet_page(chromium, 1280, "WebSocket connection", "Failed to load") as page:
        if sight == "grey":
            without_colour(page)
        page.goto(gym.address)
        expect(page.locator("#connection")).to_have_text("Connected")
        lost = page.locator(".link-lost")
        expect(lost).to_be_hidden()
        page.context.set_offline(True)
        expect(lost).to_contain_text("No connection")
        expect(lost).to_contain_text("What you see is")
        expect(lost.locator("use")).to_have_attribute("href", "#priority-high")
        covers = "getComputedStyle(document.querySelector('.hall'), '::after').content"
        assert page.evaluate(covers) != "none"
        gym.reps("rack-1", Outcome.FAULTY, Outcome.FAULTY, Outcome.FAULTY)

        page.context.set_offline(False)
        expect(lost).to_be_hidden()
        expect(row(page, "Anna")).to_contain_text("Sits too high")
        assert page.evaluate(covers) == "none"


def test_the_console_speaks_german_to_who_prefers_it(gym: ConsoleGym, chromium: Browser) -> None:
    with chromium.new_page(locale="de-DE") as page:
        page.goto(gym.address)
        expect(page.locator(".all-well")).to_have_text("Gerade braucht dich niemand.")
        assert page.evaluate("document.documentElement.lang") == "de"
        gym.call("rack-1")
        expect(row(page, "Anna")).to_contain_text("Dringend")
        expect(row(page, "Anna")).to_contain_text("Ruft einen Trainer")
        row(page, "Anna").get_by_role("button", name="Übernehmen").click()
        expect(page.locator(".section.mine")).to_contain_text("Du hast sie")
        in_english(page)
        expect(page.locator(".section.mine")).to_contain_text("You have it")


def in_english(page: Page) -> None:
    """Choose English, as somebody at the page does."""
    page.get_by_role("button", name="Tasten").click()
    page.get_by_label("Sprache").select_option("en")
