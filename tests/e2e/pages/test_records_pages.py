"""Members, sessions and history in a real browser, with a real notifier and a real catalog."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Browser, Page, expect

from spotter.wire.stations import Status
from support.gyms.live_page import open_grid
from support.gyms.staged_gym import StagedGym
from support.processes.service_process import warm_service
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.servers.browser import NO_SUCCESS, quiet_page
from support.servers.redis_server import redis_server

MARKUP = "<b>Bo</b>"
# Browsers find it here, but it is no name of the machine itself.
ELSEWHERE = "gym.localhost"


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[RememberingGym]:
    """One with two live stations."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        staged = StagedGym(client)
        staged.add_station("rack-1", "Rack 1", status=Status.LIVE)
        staged.add_station("rack-2", "Rack 2", status=Status.LIVE)
        database_url = f"sqlite:///{tmp_path}/catalog.sqlite3"
        with remembering_gym(
            url, database_url, silent_after_s=3600, served_as=ELSEWHERE
        ) as running:
            yield running


@pytest.fixture
def excused() -> tuple[str, ...]:
    return (NO_SUCCESS,)


def add_member(page: Page, name: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("They agree that the poses of their reps are kept, too").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_new_member_begins_a_session_and_is_named_on_the_tile(
    gym: RememberingGym, page: Page
) -> None:
    open_grid(page, gym.address)
    page.get_by_role("link", name="Members").click()
    add_member(page, MARKUP)
    expect(page.locator("main")).to_contain_text("Reps and poses are kept")
    open_grid(page, gym.address)

    page.get_by_role("button", name="Begin session at Rack 2").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Begin session at Rack 2")
    page.keyboard.type("bo")
    expect(page.locator(".begin .choice")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog")).to_have_count(0)
    who = page.locator('.tile[data-station-id="rack-2"] .who')
    expect(who).to_have_text(MARKUP)
    assert [one.member_name for one in gym.sessions.listed(only_open=True)] == [MARKUP]

    page.get_by_role("button", name=f"End {MARKUP}'s session at Rack 2").click()
    expect(page.get_by_role("button", name="Begin session at Rack 2")).to_be_visible()
    assert list(gym.sessions.listed(only_open=True)) == []


def test_a_session_in_the_way_is_ended_only_when_asked(gym: RememberingGym, page: Page) -> None:
    anna = gym.add_member("Anna")
    gym.sessions.begin("rack-1", anna)
    open_grid(page, gym.address)
    expect(page.locator(".who")).to_have_text("Anna")

    page.get_by_role("button", name="Begin session at Rack 2").click()
    page.locator(".begin .choice").click()
    expect(page.locator(".begin .answer", has_text="Anna trains at rack-1")).to_be_visible()
    page.get_by_role("button", name="End that session and begin").click()

    expect(page.locator('.tile[data-station-id="rack-2"] .who')).to_have_text("Anna")
    expect(page.locator(".who")).to_have_count(1)


def test_a_history_shows_weeks_faults_and_reps_that_open(gym: RememberingGym, page: Page) -> None:
    gym.train(gym.add_member("Anna"), weeks=4)
    page.goto(f"{gym.address}members")
    page.get_by_role("link", name="Anna").click()

    expect(page.get_by_role("img", name="Good reps, % of those judged.")).to_be_visible()
    expect(page.locator(".plot svg.main-svg").first).to_be_visible()
    expect(page.locator(".returning li")).to_contain_text(["Push your left knee out"])
    expect(page.get_by_role("option", name="Squat (32)")).to_have_count(1)
    page.get_by_label("Exercise").select_option("Squat (32)")
    expect(page.locator(".reps tbody tr")).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".reps tbody tr")).to_have_count(32)

    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").count("\n") == 5

    page.locator(".reps tbody a").first.click()
    expect(page.locator("#rep-title")).to_contain_text("rack-1")
    page.keyboard.press("Escape")
    expect(page.locator("#rep")).to_be_hidden()


def test_a_station_and_the_gym_have_a_history_too(gym: RememberingGym, page: Page) -> None:
    gym.train(gym.add_member("Anna"), weeks=1)
    page.goto(f"{gym.address}history")
    expect(page.locator(".answer").first).to_have_text("8 reps in this time.")

    page.get_by_role("combobox", name="Of").select_option("Rack 2")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rack 2")
    expect(page.locator(".answer").first).to_have_text("No reps in this time.")


def test_who_is_erased_is_named_first_and_is_gone_then(gym: RememberingGym, page: Page) -> None:
    anna = gym.add_member("Anna")
    page.goto(f"{gym.address}members?id={anna}")
    erase = page.get_by_role("button", name="Erase everything")
    expect(erase).to_be_disabled()
    page.get_by_label("to confirm").fill("Ann")
    expect(erase).to_be_disabled()
    page.get_by_label("to confirm").fill("Anna")
    erase.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Erased")
    page.get_by_role("link", name="Members").click()
    expect(page.locator(".answer").first).to_have_text("Nobody found.")
    assert list(gym.members.listed()) == []


def test_whoever_is_not_at_the_machine_and_has_not_signed_in_sees_nobody(
    gym: RememberingGym, chromium: Browser
) -> None:
    gym.sessions.begin("rack-1", gym.add_member("Anna"))
    # A browser logs each attempt to connect that is refused.
    with quiet_page(chromium, 1280, "WebSocket connection", "Failed to load") as page:
        page.goto(gym.address.replace("127.0.0.1", ELSEWHERE))

        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        expect(page.locator(".place, .tile")).to_have_count(0)
        expect(page.locator("#pages")).to_be_hidden()


def test_a_name_appears_on_the_tile_without_being_asked_for(
    gym: RememberingGym, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_grid(page, gym.address)
    expect(page.get_by_role("button", name="Begin session at Rack 1")).to_be_visible()

    session, _ = gym.sessions.begin("rack-1", gym.add_member("Anna"))
    expect(page.locator(".who")).to_have_text("Anna")
    gym.sessions.end(session.session_id)
    expect(page.locator(".who")).to_have_count(0)

    assert not [url for url in asked if "sessions" in url]


def test_records_that_are_away_are_told_in_words_and_come_back_by_themselves(
    gym: RememberingGym, chromium: Browser, tmp_path: Path
) -> None:
    away = re.compile("The gym's records are away")
    gym.sessions.begin("rack-1", gym.add_member("Anna"))
    # A browser logs what was asked of the records just as they went away.
    asked = "Failed to load"
    with quiet_page(chromium, 1280, asked) as live, quiet_page(chromium, 1280) as members:
        open_grid(live, gym.address)
        expect(live.locator(".who")).to_have_text("Anna")

        gym.catalog.kill()
        expect(live.locator("#notice")).to_have_text(away)
        expect(live.locator(".session").first).to_be_hidden()
        members.goto(f"{gym.address}members")
        expect(members.locator("#notice")).to_have_text(away)

        again = {
            "catalog_port": gym.catalog_address.rpartition(":")[2],
            "redis_url": redis_url_of(gym.client),
            "database_url": f"sqlite:///{tmp_path}/catalog.sqlite3",
        }
        with warm_service("catalog", status_port=0, **again):
            expect(live.locator(".who")).to_have_text("Anna")
            expect(live.locator("#notice")).to_be_hidden()
            expect(members.get_by_role("link", name="Anna")).to_be_visible()
            expect(members.locator("#notice")).to_be_hidden()


def redis_url_of(client: redis.Redis) -> str:
    where = client.connection_pool.connection_kwargs
    return f"redis://{where['host']}:{where['port']}/0"
