"""A phone checks its holder in at a station: by a tap, never by opening a link."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.checkins import Checkins
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.catalog.people.accounts import Role
from support.access.at_page import sign_in, someone, width_px
from support.access.closed_gym import ClosedGym
from support.servers.accessible import breaches
from support.servers.browser import quiet_page

STATION, NAME = "rack-1", "Rack 1"


@pytest.fixture
def checkins(gym: ClosedGym) -> Checkins:
    channel = CatalogChannel(gym.gym.catalog_address, GrpcSecurity())
    return Checkins(gym.browsers.enter_context(channel))


def who_is_there(gym: ClosedGym) -> list[str]:
    found = gym.gym.sessions.listed(station_id=STATION, only_open=True)
    return [one.member_id for one in found]


def open_code(gym: ClosedGym, checkins: Checkins, page: Page) -> None:
    shown = checkins.code(STATION)
    page.goto(f"{gym.address}/check-in#station={STATION}&code={shown.code}")
    expect(page.locator(".check-in .where")).to_have_text(NAME)


def test_whoever_opens_the_code_types_number_and_pin_and_is_checked_in_by_a_tap(
    gym: ClosedGym, checkins: Checkins, page: Page
) -> None:
    member_id = gym.gym.add_member("Anna Schmidt")
    number, pin = checkins.set_pin(member_id)
    open_code(gym, checkins, page)
    assert breaches(page) == []
    assert who_is_there(gym) == []

    page.get_by_label("Your number").fill(number)
    page.get_by_label("Your PIN").fill(pin)
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_text(f"Anna, you are checked in at {NAME}.")).to_be_visible()
    assert who_is_there(gym) == [member_id]
    assert breaches(page) == []
    checkins.check_out(station_id=STATION)


def test_a_phone_that_prefers_german_is_spoken_to_and_refused_in_german(
    gym: ClosedGym, checkins: Checkins, chromium: Browser
) -> None:
    number, pin = checkins.set_pin(gym.gym.add_member("Doris"))
    with quiet_page(chromium, 360, "Failed to load resource", locale="de-DE") as page:
        open_code(gym, checkins, page)
        page.get_by_label("Deine Nummer").fill(number)
        for typed, said in (
            (pin[::-1] + "1", "Die Nummer oder die PIN stimmt nicht."),
            (pin, f"Doris, du bist an {NAME} eingecheckt."),
        ):
            page.get_by_label("Deine PIN").fill(typed)
            page.get_by_role("button", name="Einchecken").click()
            expect(page.locator(".check-in .answer")).to_have_text(said)
        assert page.evaluate("document.documentElement.lang") == "de"
        assert breaches(page) == []
    checkins.check_out(station_id=STATION)


def test_a_member_who_has_signed_in_on_the_phone_types_the_digits_after_the_tag(
    gym: ClosedGym, checkins: Checkins, page: Page
) -> None:
    member_id = gym.gym.add_member("Ben")
    name = f"ben{width_px(page)}"
    gym.joined(name, Role.MEMBER, member_id=member_id)
    page.goto(f"{gym.address}/check-in#station={STATION}")
    page.get_by_role("link", name="Sign in instead").click()
    sign_in(page, name)
    expect(page.get_by_text(f"You are signed in as {name}.")).to_be_visible()
    digits = checkins.code(STATION).digits
    wrong = f"{(int(digits) + 50) % 100:02d}"

    for typed, said in ((wrong, "These are not the digits"), (digits, "Ben, you are checked in")):
        page.get_by_label("The two digits on the station's screen").fill(typed)
        page.get_by_role("button", name="Check in").click()
        expect(page.locator(".check-in .answer")).to_contain_text(said)
    assert who_is_there(gym) == [member_id]
    checkins.check_out(station_id=STATION)


def test_the_office_gives_a_pin_and_a_badge_on_the_members_page_and_revokes_it(
    gym: ClosedGym, checkins: Checkins, page: Page
) -> None:
    member_id = gym.gym.add_member("Cem")
    office = someone(gym, page, Role.MANAGER)
    page.goto(f"{gym.address}/members?id={member_id}")
    sign_in(page, office)
    card = page.locator(".card", has=page.get_by_role("heading", name="Check-in"))
    expect(card).to_contain_text("Neither number nor PIN.")

    card.get_by_role("button", name="New PIN").click()
    expect(card.locator(".secret")).to_have_text(re.compile(r"^Number \d+, PIN \d{6}$"))
    card.get_by_role("button", name="New badge").click()
    expect(card.get_by_role("img", name="The badge's code")).to_be_visible()
    expect(card.get_by_role("link", name="Save")).to_have_attribute("download", "badge.svg")
    expect(card.get_by_role("listitem")).to_contain_text("never shown")
    assert breaches(page) == []
    assert checkins.keys(member_id).number in card.inner_text()

    card.get_by_role("button", name="Revoke").click()
    expect(card.get_by_role("listitem")).to_have_count(0)
    assert checkins.keys(member_id).badges == ()
