"""Alerts on the console: they arrive, are taken, answered and end."""

import pytest
from playwright.sync_api import Page, expect

from spotter.alerting.rules import Rules
from spotter.movement.values.judged.verdict import Outcome
from support.gyms.console_gym import OTHER, ConsoleGym, row, spot
from support.servers.accessible import breaches

GOOD, FAULTY = Outcome.GOOD, Outcome.FAULTY
in_colour_and_grey = pytest.mark.parametrize("sight", ["colour", "grey"])


@in_colour_and_grey
def test_a_fault_that_persists_is_an_alert_and_once_fixed_it_says_so(
    gym: ConsoleGym, page: Page
) -> None:
    expect(page.locator(".all-well")).to_have_text("Nobody needs you now.")
    gym.reps("rack-1", GOOD, FAULTY)
    expect(page.locator("li.alert")).to_have_count(0)
    gym.reps("rack-1", FAULTY, FAULTY)

    anna = row(page, "Anna")
    expect(anna).to_contain_text("Sits too high")
    expect(anna).to_contain_text("in a row")
    expect(anna).to_contain_text("Rack 1")
    expect(page.locator(".all-well")).to_be_hidden()
    expect(spot(page, "rack-1")).to_contain_text("Sits too high")
    expect(spot(page, "rack-1")).to_have_attribute("data-level", "1")

    gym.reps("rack-1", *[GOOD] * Rules().fixed_reps)
    expect(page.locator(".section.ended li.alert")).to_contain_text("Fixed")
    expect(page.locator(".section.now")).to_be_hidden()
    expect(page.locator(".all-well")).to_be_visible()


@in_colour_and_grey
def test_a_call_is_urgent_is_taken_and_handed_back_and_stays_until_it_is_seen(
    gym: ConsoleGym, page: Page
) -> None:
    gym.call("rack-1")
    anna = row(page, "Anna")
    expect(anna).to_have_attribute("data-priority", "high")
    expect(anna).to_contain_text("Urgent")
    anna.get_by_role("button", name="Take").click()
    expect(page.locator(".section.mine li.alert")).to_contain_text("You have it")
    expect(spot(page, "rack-1")).to_have_attribute("data-taken", "yes")

    anna.get_by_role("button", name="Hand back").click()
    expect(page.locator(".section.now li.alert")).to_contain_text("Anna")
    anna.get_by_role("link").click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name="Seen, close it").click()
    expect(page.locator(".section.ended li.alert")).to_contain_text("Closed")


def test_what_another_trainer_has_taken_is_seen_at_once_and_can_be_taken_over(
    gym: ConsoleGym, page: Page
) -> None:
    alert_id = gym.call("rack-2")
    expect(page.locator(".section.now li.alert")).to_contain_text("Rack 2")
    gym.take(alert_id, OTHER)
    others = page.locator(".section.others li.alert")
    expect(others).to_contain_text("Rack 2")

    others.get_by_role("button", name="Take over").click()
    asking = page.get_by_role("dialog")
    expect(asking.get_by_role("heading")).to_contain_text("has it")
    assert breaches(page) == []
    asking.get_by_role("button", name="Leave it").click()
    expect(asking).to_be_hidden()
    expect(others).to_have_count(1)

    others.get_by_role("button", name="Take over").click()
    asking.get_by_role("button", name="Take over from").click()
    expect(page.locator(".section.mine li.alert")).to_contain_text("You have it")


def test_two_gestures_lead_from_an_alert_to_a_cue(gym: ConsoleGym, page: Page) -> None:
    gym.reps("rack-1", FAULTY, FAULTY, FAULTY)
    row(page, "Anna").get_by_role("link").click()
    panel = page.get_by_role("dialog")
    first = panel.locator(".sentence").first
    sentence = first.locator("span").inner_text()
    first.click()

    expect(page.locator(".toast")).to_have_text(f"Sent: {sentence}")
    expect(panel.locator(".taking")).to_contain_text("You have it")
    expect(panel.locator(".said")).to_contain_text(f"Said: {sentence}")


def test_an_opened_alert_shows_the_worst_rep_close_up_over_its_reference(
    gym: ConsoleGym, page: Page
) -> None:
    gym.reps("rack-1", GOOD, FAULTY, FAULTY, FAULTY)
    row(page, "Anna").get_by_role("link").click()
    panel = page.get_by_role("dialog")

    expect(panel.get_by_role("heading", level=2)).to_have_text("Anna: Sits too high")
    expect(panel.locator(".close-up figcaption")).to_contain_text("your hips stop about 15 cm")
    expect(panel.locator(".phase-mark")).to_have_text("bottom")
    expect(panel.locator(".chart .scatterlayer .trace")).to_have_count(3)
    expect(panel.locator(".rep-strip button")).to_have_count(4)

    panel.get_by_role("button", name="Set 1, rep 1: Good").click()
    expect(panel.locator(".outcome")).to_have_text("Good")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page).to_have_url(gym.address)


def test_a_station_is_snoozed_for_a_time_with_a_reason_and_that_stays_in_view(
    gym: ConsoleGym, page: Page
) -> None:
    gym.reps("rack-1", FAULTY, FAULTY, FAULTY)
    row(page, "Anna").get_by_role("link").focus()
    page.keyboard.press("s")
    ask = page.get_by_role("dialog")
    ask.get_by_label("This station, everybody").check()
    ask.get_by_label("30 minutes").check()
    ask.get_by_label("Why").fill("warming up")
    ask.get_by_role("button", name="Snooze").click()

    quiet = page.locator(".quiet-now li")
    expect(quiet).to_contain_text("30 min left")
    expect(quiet).to_contain_text("warming up")
    expect(page.locator(".section.now")).to_be_hidden()
    quiet.get_by_role("button", name="End the silence").click()
    expect(page.locator(".section.now li.alert")).to_contain_text("Anna")
    expect(page.locator(".quiet-now")).to_be_hidden()


def test_a_rep_that_was_fine_ends_its_alert(gym: ConsoleGym, page: Page) -> None:
    gym.reps("rack-1", FAULTY, FAULTY, FAULTY)
    row(page, "Anna").get_by_role("link").click()
    page.get_by_role("dialog").get_by_role("button", name="That was fine").click()
    page.keyboard.press("Escape")
    expect(page.locator(".section.ended li.alert")).to_contain_text("Was fine")


def test_several_alerts_are_taken_with_one_gesture(gym: ConsoleGym, page: Page) -> None:
    gym.call("rack-2")
    gym.call("mat-1")
    expect(page.locator(".section.now li.alert")).to_have_count(2)
    page.get_by_role("button", name="Select several").click()
    page.get_by_label("Select Rack 2").check()
    page.get_by_label("Select Mat 1").check()
    expect(page.locator(".selection")).to_contain_text("2 selected")
    page.locator(".selection").get_by_role("button", name="Take").click()

    expect(page.locator(".section.mine li.alert")).to_have_count(2)
