"""The trainer's console in a real browser, with a real notifier and a real catalog."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.gyms.console_gym import ConsoleGym, console_gym
from support.servers.browser import quiet_page, without_colour

STATIONS = {
    **{f"rack-{number}": f"Rack {number}" for number in range(1, 7)},
    **{f"mat-{number}": f"Mat {number}" for number in range(1, 4)},
}


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[ConsoleGym]:
    """A gym of racks and mats; Anna trains at the first rack."""
    with console_gym(STATIONS, tmp_path) as gym:
        gym.check_in("rack-1", "Anna")
        yield gym


@pytest.fixture
def sight() -> str:
    """How somebody sees; tests that hold without colours, too, are run with "grey" as well."""
    return "colour"


@pytest.fixture
def page(chromium: Browser, gym: ConsoleGym, sight: str) -> Iterator[Page]:
    """The opened console; it must log no errors."""
    with quiet_page(chromium, 1280) as page:
        if sight == "grey":
            without_colour(page)
        page.goto(gym.address)
        expect(page.locator("#connection")).to_have_text("Connected")
        expect(page.locator(".place")).to_have_count(len(STATIONS))
        yield page
