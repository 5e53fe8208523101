"""The workout of the day on a station's own screen: followed by itself, corrected by a tap."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.movement.values.judged.verdict import Outcome
from support.access.at_page import width_px
from support.gyms.console_gym import ConsoleGym
from support.records.described import FLY, file_of
from support.servers.accessible import breaches
from support.servers.browser import quiet_page

PHONE_PX = 360
REFUSED = "Failed to load resource: the server responded with a status of 409"
GOOD, FAULTY = Outcome.GOOD, Outcome.FAULTY
SQUATS = {"exercise": "squat", "sets": 2, "reps": 3, "rest_s": 90, "load": "60 kg"}
LUNGES = {"exercise": "lunge", "sets": 1, "reps": 10}


@pytest.fixture
def planned(gym: ConsoleGym, racks: Iterator[str]) -> str:
    """A rack at which Dmitri is to do squats and lunges."""
    rack = next(racks)
    member_id = gym.running.add_member("Dmitri Aydin")
    with httpx.Client(base_url=f"{gym.address}api/v1", trust_env=False) as api:
        placement = {"member_id": member_id, "day": api.get("/gym").json()["today"]}
        plan = {"title": "Legs", "items": [SQUATS, LUNGES], "placement": placement}
        assert api.post("/workouts", json=plan).status_code == 201
    gym.check_in_known(rack, member_id)
    return rack


@pytest.fixture(params=[1280, 360])
def screen(
    chromium: Browser, gym: ConsoleGym, planned: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Its screen, of a tablet and of a phone."""
    with quiet_page(chromium, request.param, REFUSED) as page:
        page.goto(f"{gym.address}station?of={planned}")
        expect(page.locator(".of-line")).to_have_text("Set 1 of 2 · 60 kg")
        yield page
        for size, most in (("scrollWidth", request.param), ("scrollHeight", 800)):
            assert page.evaluate(f"document.documentElement.{size}") <= most


def test_sets_are_counted_ticked_off_and_rested_from_by_themselves_and_a_tap_corrects(
    gym: ConsoleGym, planned: str, screen: Page, tmp_path: Path
) -> None:
    count = screen.locator(".good-count")
    expect(screen.locator(".then")).to_have_text("Then: Squat, 3 reps, 60 kg")
    gym.reps(planned, GOOD, FAULTY)
    expect(count).to_have_text("1")
    expect(screen.locator(".good-label")).to_have_text("of 3 good reps")
    gym.reps(planned, GOOD)
    expect(count).to_have_text(re.compile(r"^1:[0-2]\d$"))
    assert breaches(screen) == []
    folder = Path(os.environ.get("SPOTTER_PICTURES", tmp_path))
    name = "station-rest.png" if width_px(screen) > PHONE_PX else "station-rest-phone.png"
    screen.screenshot(path=folder / name)

    refusal = {"status": 409, "json": {"detail": "nothing is left to do here"}}
    screen.route("**/workout/correct", lambda asked: asked.fulfill(**refusal), times=1)
    screen.get_by_role("button", name="Next").click()
    expect(screen.locator(".workout-next > .answer")).to_have_text("Nothing is left to do here.")
    screen.get_by_role("button", name="Next").click()
    expect(screen.locator(".of-line")).to_have_text("Set 2 of 2 · 60 kg")
    expect(screen.locator(".workout-next > .answer")).to_have_text("")
    screen.get_by_role("button", name="Change").click()
    assert breaches(screen) == []
    screen.get_by_role("button", name="Lighter").click()
    expect(screen.locator(".of-line")).to_have_text("Set 2 of 2 · 57.5 kg")
    screen.get_by_role("button", name="Leave this set out").click()
    expect(screen.get_by_role("button", name="Next")).to_be_hidden()
    screen.get_by_role("button", name="Change").click()
    screen.get_by_role("button", name="Undo").click()
    expect(screen.locator(".of-line")).to_have_text("Set 2 of 2 · 57.5 kg")


def test_a_hand_that_is_held_up_goes_on_where_the_member_has_chosen_that(
    gym: ConsoleGym, planned: str, screen: Page
) -> None:
    gym.reps(planned, GOOD, GOOD, GOOD)
    expect(screen.locator(".good-count")).to_have_attribute("data-kind", "rest")
    screen.get_by_role("button", name="Change").click()
    screen.get_by_label("One hand held up for two seconds means next").check()
    screen.get_by_role("button", name="Cancel").click()

    with gym.staged.training(planned, shown="hand up"):
        expect(screen.locator(".of-line")).to_have_text("Set 2 of 2 · 60 kg")


def test_after_the_last_set_one_tap_says_how_many_reps_were_left(
    chromium: Browser, gym: ConsoleGym, racks: Iterator[str]
) -> None:
    rack, member_id = next(racks), gym.running.add_member("Rosa Lind")
    with httpx.Client(base_url=f"{gym.address}api/v1", trust_env=False) as api:
        rule = {"title": "Arms", "exercise": "squat", "rule": "reps in reserve"}
        api.put("/progressions", json={"member_id": member_id, **rule}).raise_for_status()
        placement = {"member_id": member_id, "day": api.get("/gym").json()["today"]}
        squats = {**SQUATS, "sets": 1, "reps": 2}
        plan = {"title": "Arms", "items": [squats, LUNGES], "placement": placement}
        api.post("/workouts", json=plan).raise_for_status()
    gym.check_in_known(rack, member_id)
    with quiet_page(chromium, PHONE_PX) as page:
        page.goto(f"{gym.address}station?of={rack}")
        question = page.get_by_role("group", name="How many more could you have done?")
        expect(page.locator(".of-line")).to_have_text("Set 1 of 1 · 60 kg")
        expect(question).to_be_hidden()
        gym.reps(rack, GOOD, GOOD)
        expect(question).to_be_visible()
        assert breaches(page) == []
        question.get_by_role("button", name="4+").click()
        expect(question).to_be_hidden()


@pytest.mark.parametrize(
    ("locale", "slower", "enough", "rest"),
    [
        ("en-US", "Speed 70 %", "That is enough for this set. Rest.", "Rest"),
        (
            "de-AT",
            "Geschwindigkeit 70 %",
            "Das ist genug für diesen Satz. Mach Pause.",
            "Pause machen",
        ),
    ],
)
def test_a_set_that_has_become_slow_is_called_enough_and_one_tap_begins_the_rest(  # noqa: PLR0913, PLR0917 - its words
    chromium: Browser,
    gym: ConsoleGym,
    racks: Iterator[str],
    locale: str,
    slower: str,
    enough: str,
    rest: str,
) -> None:
    rack, member_id = next(racks), gym.running.add_member(f"Ilse {locale}")
    with httpx.Client(base_url=f"{gym.address}api/v1", trust_env=False) as api:
        placement = {"member_id": member_id, "day": api.get("/gym").json()["today"]}
        squats = {**SQUATS, "reps": 10, "most_speed_loss_ratio": 0.2}
        plan = {"title": "Power", "items": [squats], "placement": placement}
        stored = api.post("/workouts", json=plan).raise_for_status().json()
        assert stored["items"][0]["most_speed_loss_ratio"] == 0.2
    gym.check_in_known(rack, member_id)
    with quiet_page(chromium, PHONE_PX, locale=locale) as page:
        page.goto(f"{gym.address}station?of={rack}")
        said, beside = page.locator(".said-text"), page.locator(".of-line")
        expect(beside).to_contain_text("60 kg")
        gym.lifted(rack, 1.0, 0.7)
        expect(beside).to_contain_text(slower)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_PX
        expect(said).to_have_text("")
        gym.lifted(rack, 0.7)
        expect(said).to_have_text(enough)
        # Before anything that takes long: after 20 s without a rep the rest begins by itself.
        page.get_by_role("button", name=rest, exact=True).click()
        expect(page.locator(".good-count")).to_have_attribute("data-kind", "rest")
        assert breaches(page) == []


def test_what_nobody_has_taught_says_what_to_do_and_is_ticked_off_by_a_tap(
    chromium: Browser, gym: ConsoleGym, racks: Iterator[str]
) -> None:
    rack, member_id = next(racks), gym.running.add_member("Tomas Falk")
    as_bytes = {"Content-Type": "application/octet-stream"}
    with httpx.Client(base_url=f"{gym.address}api/v1", trust_env=False) as api:
        route = "/exercise-imports?dry_run=false"
        api.post(route, content=file_of(FLY), headers=as_bytes).raise_for_status()
        placement = {"member_id": member_id, "day": api.get("/gym").json()["today"]}
        flies = {"exercise": FLY["name"], "sets": 1, "reps": 12}
        plan = {"title": "Chest", "items": [flies, SQUATS], "placement": placement}
        api.post("/workouts", json=plan).raise_for_status()
    gym.check_in_known(rack, member_id)
    with quiet_page(chromium, PHONE_PX) as page:
        page.goto(f"{gym.address}station?of={rack}")
        expect(page.locator(".good-count")).to_have_text("12")
        expect(page.locator(".good-label")).to_have_text("reps, then tap Next")
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".good-label")).to_have_text("of 3 good reps")
