"""What a station's own screen shows and says to whoever trains there."""

import os
import uuid
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.api.catalog.v1 import alert_service_pb2 as pb2
from spotter.movement.values.judged.verdict import Outcome
from spotter.wire.stations import Status
from support.gyms.console_gym import ConsoleGym
from support.gyms.live_page import BAR, INK, SHADOW
from support.servers.accessible import breaches
from support.servers.browser import quiet_page
from support.servers.speech import ENGLISH, spoken
from support.waiting import until

GOOD, FAULTY = Outcome.GOOD, Outcome.FAULTY
PICTURES = {1280: "station.png", 360: "station-phone.png"}
"""Those of the documents, by their width."""
CAPITAL_RATIO = 0.7
HIGH_ENOUGH_PX = 57
"""15 mm, a 200th of 3 m, where an inch is 96 px."""
FONT = "one => parseFloat(getComputedStyle(one).fontSize)"


def test_a_fault_is_said_once_in_large_words_and_by_voice_and_so_is_that_it_is_right_again(
    gym: ConsoleGym, rack: str, screen: Page
) -> None:
    gym.reps(rack, GOOD, GOOD, FAULTY)

    said = screen.locator(".said-text")
    expect(said).to_have_text("Sit deeper")
    expect(screen.locator(".good-count")).to_have_text("2")
    for large in (said, screen.locator(".good-count")):
        assert large.evaluate(FONT) * CAPITAL_RATIO >= HIGH_ENOUGH_PX
    assert breaches(screen) == []
    gym.reps(rack, FAULTY, GOOD)
    expect(said).to_have_text("Yes, like that.")
    expect(screen.locator(".good-count")).to_have_text("3")

    assert spoken(screen) == [["Sit deeper", *ENGLISH], ["Yes, like that.", *ENGLISH]]


def test_whoever_trains_is_drawn_over_the_references_ghost_and_the_bar_goes_with_them(
    gym: ConsoleGym, rack: str, screen: Page
) -> None:
    canvas = screen.locator("canvas")
    with gym.staged.training(rack):
        until(lambda: canvas.evaluate(INK) > 0.02, what="a moving skeleton")
        until(lambda: canvas.evaluate(SHADOW) > 0, what="the ghost under it")
        expect(screen.locator(".reach")).to_have_attribute("data-full", "yes")
        expect(screen.locator(".reach")).to_have_attribute("data-full", "no")


@pytest.mark.parametrize("width_px", [360, 1280])
def test_the_bar_is_drawn_over_whoever_holds_it(
    gym: ConsoleGym, rack: str, chromium: Browser, width_px: int
) -> None:
    with quiet_page(chromium, width_px) as page, gym.staged.training(rack, shown="barbell"):
        page.goto(f"{gym.address}station?of={rack}")
        canvas = page.locator("canvas")
        until(lambda: canvas.evaluate(BAR) > 100, what="the colour of the bar")
        assert page.evaluate("document.documentElement.scrollWidth") <= width_px


def test_a_cue_appears_and_is_spoken_and_a_call_says_what_has_become_of_it(
    gym: ConsoleGym, rack: str, screen: Page
) -> None:
    gym.alerts.SendCue(
        pb2.SendCueRequest(
            cue_id=str(uuid.uuid4()), station_id=rack, text="Chest up, Anna.", author="local"
        )
    )
    expect(screen.locator(".said-text")).to_have_text("Chest up, Anna.")
    assert spoken(screen) == [["Chest up, Anna.", *ENGLISH]]

    screen.get_by_role("button", name="Call a trainer").click()
    call = screen.locator(".call button")
    expect(call).to_have_text("Called. Nobody has answered yet.")
    open_ones = gym.alerts.ListAlerts(pb2.ListAlertsRequest(station_id=rack, page_size=10))
    gym.take(open_ones.alerts[0].alert_id, "local")
    expect(call).to_contain_text("is coming")
    assert breaches(screen) == []


def test_another_members_hints_and_cues_are_gone_when_they_leave(
    gym: ConsoleGym, rack: str, screen: Page
) -> None:
    gym.reps(rack, FAULTY)
    expect(screen.locator(".said-text")).to_have_text("Sit deeper")

    gym.leave(rack)

    expect(screen.locator(".on-screen .trains")).to_contain_text("Rack")
    expect(screen.locator(".said-text")).to_be_empty()
    expect(screen.locator(".nobody")).to_contain_text("no rep is kept under a name")


def test_where_neither_the_browser_nor_the_gym_has_a_voice_the_screen_says_so(
    chromium: Browser, gym: ConsoleGym, rack: str
) -> None:
    with quiet_page(chromium, 1280) as page:
        page.route("**/speech", lambda route: route.fulfill(json={"languages": []}))
        page.goto(f"{gym.address}station?of={rack}")
        expect(page.locator(".voice")).to_have_text("No voice here")


@pytest.mark.parametrize("size_px", [(360, 800), (800, 1280), (1280, 800), (1920, 1080)])
def test_everything_fits_the_screen_in_dark_and_light(
    chromium: Browser, gym: ConsoleGym, rack: str, tmp_path: Path, size_px: tuple[int, int]
) -> None:
    width_px, height_px = size_px
    folder = Path(os.environ.get("SPOTTER_PICTURES", tmp_path))
    with quiet_page(chromium, width_px) as page, gym.staged.training(rack):
        page.set_viewport_size({"width": width_px, "height": height_px})
        page.emulate_media(color_scheme="dark")
        page.goto(f"{gym.address}station?of={rack}")
        expect(page.locator(".on-screen .trains")).to_have_text("Anna")
        gym.reps(rack, GOOD, GOOD, GOOD, FAULTY)
        expect(page.locator(".said-text")).to_have_text("Sit deeper")
        canvas = page.locator("canvas")
        until(partial(lambda one: one.evaluate(SHADOW) > 0, canvas), what="the ghost")
        page.screenshot(path=folder / PICTURES.get(width_px, f"station-{width_px}.png"))
        for size, viewport in (("scrollWidth", width_px), ("scrollHeight", height_px)):
            assert page.evaluate(f"document.documentElement.{size}") <= viewport
        assert breaches(page) == []
        page.emulate_media(color_scheme="light")
        assert breaches(page) == []


def test_a_station_is_said_to_be_paused_only_when_its_camera_says_so(
    gym: ConsoleGym, rack: str, screen: Page
) -> None:
    said, paused = screen.locator(".pause [role=status]"), "Paused: nothing is filmed or kept."
    for press, waiting, then, shown in (
        ("Pause", "Pausing. The camera", Status.PAUSED, paused),
        ("Go on filming", "Going on. The camera", Status.LIVE, ""),
    ):
        screen.get_by_role("button", name=press).click()
        expect(said).to_contain_text(waiting)
        expect(screen.get_by_text(paused)).to_be_visible(visible=not shown)
        gym.staged.set_status(rack, then)
        expect(said).to_be_empty()
        expect(screen.get_by_text(paused)).to_be_visible(visible=bool(shown))
