"""Trainers who have signed in, each at a browser of their own, in a gym that is not open."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from spotter.movement.values.judged.verdict import Outcome
from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Scope
from support.access.at_page import sign_in
from support.access.closed_gym import ClosedGym, people_of
from support.gyms.console_gym import ConsoleGym, console_gym, row, spot
from support.servers.browser import quiet_page
from support.waiting import until

FAULTY = Outcome.FAULTY
STATIONS = {"rack-1": "Rack 1", "rack-2": "Rack 2", "mat-1": "Mat 1"}
ONLY_THE_MAT = Scope(station_ids=("mat-1",))
# A browser logs each answer that refuses something.
REFUSED = "Failed to load resource: the server responded with a status of 401"
CUT_OFF = "WebSocket connection to"


@dataclass
class Trainers:
    """Signs people in at browsers, which must log no errors but those that they are excused."""

    hall: ConsoleGym
    people: ClosedGym
    chromium: Browser
    pages: ExitStack

    def console(self, name: str, scope: Scope = EVERYBODY) -> Page:
        """The console of a new trainer, who has just signed in."""
        self.people.joined(name, Role.TRAINER, scope=scope)
        page = self.nobodys_page()
        page.goto(self.hall.address)
        sign_in(page, name)
        expect(page.locator("#connection")).to_have_text("Connected")
        expect(page.locator(".me summary")).to_have_text(name)
        return page

    def nobodys_page(self) -> Page:
        """A page in a browser in which nobody has signed in."""
        return self.pages.enter_context(quiet_page(self.chromium, 1280, REFUSED, CUT_OFF))


@pytest.fixture
def trainers(chromium: Browser, tmp_path: Path) -> Iterator[Trainers]:
    """Of a gym in which Anna trains at the first rack."""
    with (
        console_gym(STATIONS, tmp_path, open=False) as hall,
        people_of(hall.running) as people,
        ExitStack() as pages,
    ):
        hall.check_in("rack-1", "Anna")
        yield Trainers(hall, people, chromium, pages)


def test_an_alert_comes_to_both_and_each_sees_what_the_other_does_and_by_whom(
    trainers: Trainers,
) -> None:
    ida, ben = trainers.console("Ida"), trainers.console("Ben")
    trainers.hall.reps("rack-1", FAULTY, FAULTY, FAULTY)
    for page in (ida, ben):
        expect(page.locator(".section.now li.alert")).to_contain_text("Sits too high")

    row(ida, "Anna").get_by_role("button", name="Take").click()
    expect(ida.locator(".section.mine li.alert")).to_contain_text("You have it")
    expect(ben.locator(".section.others li.alert")).to_contain_text("Ida has it")
    expect(ben.locator(".section.now")).to_be_hidden()

    row(ida, "Anna").get_by_role("button", name="Hand back").click()
    for page in (ida, ben):
        expect(page.locator(".section.now li.alert")).to_contain_text("Anna")
        expect(row(page, "Anna")).not_to_contain_text("has it")

    row(ben, "Anna").get_by_role("button", name="Take").click()
    expect(ida.locator(".section.others li.alert")).to_contain_text("Ben has it")
    row(ida, "Anna").get_by_role("button", name="Take over").click()
    ida.get_by_role("dialog").get_by_role("button", name="Take over from").click()
    expect(ben.locator(".section.others li.alert")).to_contain_text("Ida has it")


def test_of_two_who_take_at_the_same_instant_one_has_it_and_both_see_who(
    trainers: Trainers,
) -> None:
    consoles = {name: trainers.console(name) for name in ("Ida", "Ben")}
    trainers.hall.call("rack-2")
    held: list[Route] = []
    for page in consoles.values():
        page.route("**/alerts/take", lambda taking: held.append(taking))  # noqa: PLW0108
        with page.expect_request("**/alerts/take"):
            row(page, "Rack 2").get_by_role("button", name="Take").click()
    ida, ben = consoles.values()
    # Both are on their way before the gym hears of either; Playwright hears while it is asked.
    until(lambda: ben.title() and len(held) == len(consoles), what="both takings")
    for taking in reversed(held):
        taking.continue_()

    mine = ".section.mine li.alert"
    until(lambda: ida.locator(mine).count() + ben.locator(mine).count(), what="one who has it")
    winner = next(name for name, page in consoles.items() if page.locator(mine).count())
    loser = next(page for name, page in consoles.items() if name != winner)
    expect(loser.locator(".section.others li.alert")).to_contain_text(f"{winner} has it")
    expect(loser.locator(".section.mine")).to_be_hidden()
    expect(consoles[winner].locator(mine)).to_contain_text("You have it")
    expect(row(consoles[winner], "Rack 2")).to_have_attribute("aria-busy", "false")
    expect(row(loser, "Rack 2")).to_have_attribute("aria-busy", "false")


def test_who_has_the_mats_only_sees_nothing_of_an_alert_at_a_rack(trainers: Trainers) -> None:
    ida, cleo = trainers.console("Ida"), trainers.console("Cleo", ONLY_THE_MAT)
    trainers.hall.reps("rack-1", FAULTY, FAULTY, FAULTY)
    row(ida, "Anna").get_by_role("button", name="Take").click()
    expect(ida.locator(".section.mine li.alert")).to_contain_text("You have it")
    trainers.hall.call("mat-1")

    expect(cleo.locator(".section.now li.alert")).to_contain_text("Mat 1")
    expect(cleo.locator("li.alert")).to_have_count(1)
    expect(spot(cleo, "mat-1")).to_be_visible()
    expect(cleo.locator(".place")).to_have_count(1)
    assert not re.search("Anna|Rack|Sits too high", cleo.content())


def test_a_cookie_that_was_copied_shows_nothing_after_its_sign_out(trainers: Trainers) -> None:
    ida, thief = trainers.console("Ida"), trainers.nobodys_page()
    [cookie] = ida.context.cookies()
    secret = {"name": cookie["name"], "value": cookie["value"], "secure": True}
    thief.context.add_cookies([{**secret, "url": "https://127.0.0.1"}])  # type: ignore[typeddict-item]
    thief.goto(trainers.hall.address)
    expect(thief.locator(".place")).to_have_count(len(STATIONS))
    expect(thief.locator(".me summary")).to_have_text("Ida")

    ida.locator(".me summary").click()
    ida.get_by_role("button", name="Sign out").click()
    for page in (ida, thief):
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert thief.context.cookies()
    thief.goto(f"{trainers.hall.address}members")
    expect(thief.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert "Rack" not in thief.content()
