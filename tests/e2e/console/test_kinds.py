"""Alerts that are more than one member's fault: a class's, a picture's, and nobody's so far."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.classes import Classes
from spotter.movement.values.judged.verdict import Outcome
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.catalog.people.classes import ClassPlan
from spotter.wire.stations import Status
from support.gyms.console_gym import ConsoleGym, row, spot

GOOD, FAULTY = Outcome.GOOD, Outcome.FAULTY
CAMERA = "The camera gives nothing"
CLASS = {"rack-2": "Ben", "rack-3": "Carla", "rack-4": "Dora"}


def test_what_three_of_a_class_share_is_one_line_and_is_taken_whole(
    gym: ConsoleGym, page: Page
) -> None:
    begin_class(gym)
    for station_id, name in CLASS.items():
        gym.check_in(station_id, name)
        gym.reps(station_id, FAULTY, FAULTY, FAULTY)
    line = page.locator(".class-lines li")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("3 of 3")
    expect(page.locator(".section.now")).to_be_hidden()
    expect(page.get_by_role("heading", level=2, name="1 needs you")).to_be_visible()
    expect(page.locator(".section.waiting summary")).to_have_text("3 more wait")

    line.get_by_role("button", name="Take all").click()
    expect(page.locator(".section.mine li.alert")).to_have_count(3)
    for station_id in CLASS:
        expect(spot(page, station_id)).to_have_attribute("data-taken", "yes")


def test_two_people_in_a_picture_stay_an_alert_until_somebody_has_seen_it(
    gym: ConsoleGym, page: Page
) -> None:
    gym.two_people("rack-1", 2)
    anna = page.locator(".section.now li.alert")
    expect(anna).to_contain_text("Anna")
    expect(anna).to_contain_text("Two people")
    expect(anna).to_have_attribute("data-priority", "medium")
    expect(spot(page, "rack-1").locator(".state")).to_have_text("Two people")

    gym.reps("rack-1", GOOD, GOOD)
    expect(anna).to_have_attribute("data-active", "no")
    expect(spot(page, "rack-1").locator(".state")).to_have_text("Training")
    anna.get_by_role("link").click()
    page.get_by_role("dialog").get_by_role("button", name="Seen, close it").click()
    expect(page.locator(".section.ended li.alert")).to_contain_text("Two people")


def test_a_camera_that_goes_holds_back_what_its_station_asked_for_until_it_returns(
    gym: ConsoleGym, page: Page
) -> None:
    gym.reps("rack-1", FAULTY, FAULTY, FAULTY)
    expect(page.locator(".section.now li.alert")).to_contain_text("Sits too high")
    gym.staged.set_status("rack-1", Status.OFFLINE, "no frame for 20 s")
    expect(spot(page, "rack-1").locator(".state")).to_have_text("Offline")
    expect(page.locator(".section.now li.alert")).to_contain_text(CAMERA)
    expect(page.locator(".section.waiting li.alert")).to_contain_text("its camera is offline")

    gym.staged.set_status("rack-1", Status.LIVE)
    expect(page.locator(".section.ended li.alert")).to_contain_text(CAMERA)
    expect(page.locator(".section.ended li.alert")).to_contain_text("Fixed")
    expect(page.locator(".section.now li.alert")).to_contain_text("Sits too high")
    expect(page.locator(".section.waiting")).to_be_hidden()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for an answer waits for a third of the usual time."""
    monkeypatch.setenv("SPOTTER_CALL_AGAIN_S", "20")


@pytest.mark.usefixtures("impatient")
def test_what_nobody_answers_says_so_and_rises_above_what_somebody_has_looked_at(
    gym: ConsoleGym, page: Page
) -> None:
    asking = page.locator(".section.now li.alert")
    gym.call("mat-1")
    expect(asking.first).to_contain_text("Mat 1")
    gym.look("mat-1")
    gym.call("rack-2")
    expect(asking).to_have_count(2)
    expect(asking.first).to_contain_text("Mat 1")

    expect(row(page, "Rack 2")).to_contain_text("nobody answered")
    expect(asking.first).to_contain_text("Rack 2")
    row(page, "Rack 2").get_by_role("button", name="Take").click()
    expect(page.locator(".section.mine li.alert")).to_contain_text("You have it")
    expect(page.locator(".section.mine li.alert")).not_to_contain_text("nobody answered")


def begin_class(gym: ConsoleGym) -> None:
    """A class of the day at three of the racks, which has begun."""
    begun = datetime.now(UTC) - timedelta(hours=6)
    plan = ClassPlan(
        name="Squats",
        first_day=begun.date(),
        is_weekly=False,
        starts_at=begun.time().replace(second=0, microsecond=0),
        minutes=12 * 60,
        station_ids=tuple(CLASS),
    )
    with CatalogChannel(gym.running.catalog_address, GrpcSecurity()) as channel:
        Classes(channel).create(plan)
