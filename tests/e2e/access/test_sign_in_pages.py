"""Signing in and accounts in a real browser, with a real notifier and a real catalog."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from spotter.wire.catalog.people.accounts import Role
from support.access.at_page import sign_in, someone, width_px
from support.access.closed_gym import PASSWORD, ClosedGym
from support.servers.browser import quiet_page

REFUSED = "Failed to load resource: the server responded with a status of 4"


def test_who_has_not_signed_in_is_led_there_and_back(gym: ClosedGym, page: Page) -> None:
    name = someone(gym, page, Role.MANAGER)

    page.goto(f"{gym.address}/classes")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(page, name, "a wrong password")
    expect(page.get_by_role("status")).to_contain_text("The name or the password is wrong.")
    sign_in(page, name)

    expect(page).to_have_url(f"{gym.address}/classes")
    expect(page.get_by_role("heading", level=1)).to_have_text("Classes")


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "javascript:1"])
def test_signing_in_leads_to_no_other_site(
    gym: ClosedGym, chromium: Browser, elsewhere: str
) -> None:
    with quiet_page(chromium, 1280, REFUSED) as page:
        name = f"way{abs(hash(elsewhere))}"
        gym.joined(name, Role.MANAGER)
        page.goto(f"{gym.address}/sign-in?to={elsewhere}")
        sign_in(page, name)

        expect(page.locator("[data-station-id='rack-1']").first).to_be_attached()
        assert page.url == f"{gym.address}/"


def test_an_invitation_opens_with_its_link_and_chooses_a_password(
    gym: ClosedGym, page: Page
) -> None:
    owner = someone(gym, page, Role.OWNER)
    page.goto(f"{gym.address}/accounts")
    sign_in(page, owner)
    page.get_by_label("Name", exact=True).fill("Pia Neu")
    name = f"pia{width_px(page)}"
    page.get_by_label("Name to sign in with, or e-mail").fill(name)
    page.get_by_role("button", name="Invite").click()
    link = page.locator(".secret", has_text="sign-in#invitation=").inner_text()
    page.locator(".me summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()

    page.goto(link)
    page.get_by_label("Password, at least 10 characters").fill(PASSWORD)
    page.get_by_role("button", name="Choose it and sign in").click()

    expect(page.locator(".me summary")).to_have_text("Pia Neu")
    expect(page.locator("[data-station-id='rack-1']").first).to_be_attached()


def test_who_could_not_be_signed_out_is_told_so(gym: ClosedGym, chromium: Browser) -> None:
    gym.joined("Sigi", Role.MANAGER)
    with quiet_page(chromium, 1280, "Failed to load resource") as page:
        page.goto(f"{gym.address}/accounts")
        sign_in(page, "sigi")
        page.route("**/sign-out", lambda route: route.fulfill(status=503, json={"detail": "no"}))
        page.locator(".me summary").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page.locator("#notice")).to_contain_text("You are still signed in")
        page.unroute("**/sign-out")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_page_that_is_open_goes_to_the_sign_in_when_its_sign_in_ends(
    gym: ClosedGym, page: Page
) -> None:
    name = someone(gym, page, Role.TRAINER)
    page.goto(f"{gym.address}/")
    sign_in(page, name)
    expect(page.locator("[data-station-id='rack-1']").first).to_be_attached()

    account = next(one for one in gym.accounts.listed() if one.name == name)
    gym.accounts.end_sign_ins(account.account_id)

    expect(page).to_have_url(re.compile(r"/sign-in\?to=$"))


def test_a_member_sees_themselves_and_a_token_is_shown_once(gym: ClosedGym, page: Page) -> None:
    width = width_px(page)
    anna = gym.gym.add_member(f"Anna {width}")
    name = someone(gym, page, Role.MEMBER, member_id=anna)

    page.goto(f"{gym.address}/")
    sign_in(page, name)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Anna {width}")
    page.locator(".me summary").click()
    page.get_by_role("link", name="Accounts").click()
    page.get_by_label("What it is for").fill("watch")
    page.get_by_role("button", name="Make a token").click()

    expect(page.locator(".secret")).to_contain_text("spotter_token_")
    page.reload()
    expect(page.get_by_text("All of your rights, until")).to_be_visible()
    expect(page.locator(".secret")).to_be_hidden()
