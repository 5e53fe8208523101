"""What owners and members do on the page for accounts."""

from functools import partial

import httpx
from playwright.sync_api import Page, expect

from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Scope
from support.access.at_page import sign_in, someone, width_px
from support.access.closed_gym import ClosedGym
from support.servers.accessible import breaches
from support.waiting import until

ENTRIES = "Who saw and changed what"
YEAR = {"first_day": "2026-01-01", "last_day": "2026-12-31"}


def is_noted(browser: httpx.Client, member_id: str) -> bool:
    return "saw the history" in browser.get("/audit", params={"member_id": member_id}).text


def scope_of(gym: ClosedGym, name: str) -> Scope:
    return next(one for one in gym.accounts.listed() if one.sign_in_name == name).scope


def test_an_owner_limits_a_trainer_later_and_lifts_the_limit(gym: ClosedGym, page: Page) -> None:
    owner, trainer = someone(gym, page, Role.OWNER), someone(gym, page, Role.TRAINER)
    page.goto(f"{gym.address}/accounts")
    sign_in(page, owner)
    row = page.get_by_role("list", name="Accounts").locator("> li", has_text=trainer)

    row.locator("summary").first.click()
    row.get_by_text("Whom they see").click()
    row.get_by_label("Rack 1").check()
    assert breaches(page) == []
    row.get_by_role("button", name="Save whom").click()
    expect(row.locator("summary").first).to_contain_text("Trainer, of some")
    assert scope_of(gym, trainer) == Scope(station_ids=("rack-1",))

    row.locator("summary").first.click()
    row.get_by_text("Whom they see").click()
    expect(row.get_by_label("Rack 1")).to_be_checked()
    row.get_by_label("Rack 1").uncheck()
    row.get_by_role("button", name="Save whom").click()
    expect(row.locator("summary").first).not_to_contain_text("of some")
    assert scope_of(gym, trainer) == EVERYBODY


def test_the_audit_is_read_by_author_and_by_member_latest_first(gym: ClosedGym, page: Page) -> None:
    owner = someone(gym, page, Role.OWNER)
    width = width_px(page)
    berta = gym.gym.add_member(f"Berta {width}")
    browser = gym.joined(f"clerk{width}", Role.MANAGER)
    for number in range(25):
        assert browser.put(
            f"/members/{berta}/name", json={"name": f"Berta {number} {width}"}
        ).is_success
    page.goto(f"{gym.address}/accounts")
    sign_in(page, owner)
    entries = page.get_by_role("list", name=ENTRIES).locator("> li")
    expect(entries).to_have_count(20)
    expect(entries.first).to_contain_text(owner)
    expect(entries.first).to_contain_text("signed in")

    page.get_by_label("By whom").select_option(f"clerk{width}")
    expect(entries.first).to_contain_text(f"clerk{width} renamed the member")
    expect(entries.first).to_contain_text(f"member of Berta 24 {width}")
    expect(entries).to_have_count(20)
    page.get_by_role("button", name="Earlier ones").click()
    expect(entries.last).to_contain_text("chose a password")
    expect(page.get_by_role("button", name="Earlier ones")).to_be_hidden()

    page.get_by_text("Choose a member").last.click()
    page.get_by_label("A member's name").last.fill(f"Berta 24 {width}")
    page.get_by_role("button", name=f"Berta 24 {width}").click()
    expect(page.get_by_text(f"Of Berta 24 {width}.")).to_be_visible()
    expect(entries.last).to_contain_text("renamed the member")
    assert breaches(page) == []


def test_a_member_reads_who_saw_what_of_theirs_and_nothing_else(gym: ClosedGym, page: Page) -> None:
    width = width_px(page)
    carla, other = gym.gym.add_member(f"Carla {width}"), gym.gym.add_member(f"Dora {width}")
    browser = gym.joined(f"looker{width}", Role.TRAINER)
    clerk = gym.joined(f"auditor{width}", Role.MANAGER)
    for member_id in (carla, other):
        assert browser.get("/history", params={**YEAR, "member_id": member_id}).is_success
        until(partial(is_noted, clerk, member_id), what="the note")
    name = someone(gym, page, Role.MEMBER, member_id=carla)
    page.goto(f"{gym.address}/accounts")
    sign_in(page, name)

    entries = page.get_by_role("list", name=ENTRIES)
    expect(entries.locator("li", has_text=f"looker{width}")).to_have_count(1)
    expect(entries).to_contain_text(f"of Carla {width}")
    expect(entries).not_to_contain_text("Dora")
    expect(page.get_by_label("By whom")).to_have_count(0)
    assert breaches(page) == []
