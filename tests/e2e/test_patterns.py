"""Faulty reps in, their patterns found and named on the page, and the next such rep is told so."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Browser, Page, expect

from spotter.movement.values import PoseSeries, Rep
from spotter.runtime.clock import wall_clock_us
from spotter.simulation.motion.faults import FaultKind
from spotter.wire.stations import Status
from support.gyms.scored_gym import TRACE_ID, ScoredGym, ScorerInTest
from support.gyms.staged_gym import StagedGym
from support.movements.faulty_squats import SQUAT_BYTES, at, judged_squats, squats_of
from support.records.kept_exercises import CACHE_VARIABLE
from support.records.ledger_in_test import say
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.servers.browser import quiet_page
from support.servers.redis_server import redis_server
from support.waiting import until

PEOPLE = ("Anna", "Ben", "Carl", "Dora", "Emil")
HOUR_US = 3_600_000_000
SEARCH_MS = 300_000


@pytest.fixture
def gym(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RememberingGym]:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "kept"))
    with redis_server() as url, redis.Redis.from_url(url) as client:
        StagedGym(client).add_station("rack-1", "Rack 1", status=Status.LIVE)
        database_url = f"sqlite:///{tmp_path}/catalog.sqlite3"
        with remembering_gym(url, database_url, silent_after_s=3600) as running:
            yield running


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that must log no errors."""
    with quiet_page(chromium, 1280) as page:
        yield page


def fill(gym: RememberingGym) -> int:
    """Everybody's faulty squats of the last weeks; returns how many."""
    gym.exercises.store(SQUAT_BYTES, "recorded")
    count = 0
    for number, name in enumerate(PEOPLE):
        session, _ = gym.sessions.begin("rack-1", gym.add_member(name), instead=True)
        for one in judged_squats(number, wall_clock_us() - HOUR_US):
            rep = replace(one.rep, session_id=session.session_id, member_id=session.member_id)
            say(gym.client, rep, one.verdict)
            count += 1
    until(
        lambda: gym.catalog.metric("spotter_catalog_ledger_reps_total") == count,
        what="the reps in the ledger",
    )
    return count


def judged(gym: RememberingGym, poses: PoseSeries, track_id: int) -> str:
    """The id of a rep that is done now, once it is judged by the live version."""
    (squat,) = gym.exercises.listed()
    now = at(poses, wall_clock_us())
    started_us = int(now.captured_us[0])
    rep = Rep("rack-1", track_id, "squat", squat.digest, 1, 1, started_us, TRACE_ID, now)
    ScoredGym(gym.client).store(rep)
    ScorerInTest(gym.client, catalog=gym.catalog_address).work()
    return rep.rep_id


@pytest.mark.timeout(900)
def test_patterns_are_found_named_and_told(gym: RememberingGym, page: Page) -> None:
    reps = fill(gym)
    page.goto(f"{gym.address}exercises")
    page.get_by_text("squat").first.click()
    expect(page.get_by_text("Nobody has looked yet. It takes 30 faulty reps")).to_be_visible()
    page.get_by_role("button", name="Find now").click()
    expect(page.get_by_role("progressbar")).to_be_visible()

    cards = page.locator(".pattern")
    expect(cards.first).to_be_visible(timeout=SEARCH_MS)
    expect(page.get_by_text(f"in {reps} faulty reps").first).to_be_visible()
    card = cards.first
    expect(card.locator(".week-bars span").first).to_be_visible()
    card.get_by_role("button", name="Play").click()
    card.get_by_text("Who shows it").click()
    expect(card.get_by_role("link").first).to_have_text(PEOPLE[0])
    for place in range(cards.count()):
        cards.nth(place).get_by_label("What you call it").fill("half squat")
        cards.nth(place).get_by_label("What you say then").fill("sit on the box")
        cards.nth(place).get_by_role("button", name="Save").click()
        expect(cards.nth(place).locator(".answer")).to_contain_text("from now on")
    expect(page.locator(".versions li").first).to_contain_text("is called “half squat”")

    good, *faulty = squats_of(7, FaultKind.SHALLOW, 77)
    page.goto(f"{gym.address}#rep/{judged(gym, faulty[1], 91)}")
    expect(page.locator("#rep .pattern-name")).to_have_text("half squat")
    expect(page.locator("#rep .hints li").first).to_contain_text("Sit on the box")
    page.goto(f"{gym.address}#rep/{judged(gym, good, 92)}")
    expect(page.locator("#rep .outcome")).to_have_text("Good")
    expect(page.locator("#rep .pattern-name")).to_have_count(0)
    page.goto(f"{gym.address}history")
    expect(page.locator(".reps .said").filter(has_text="half squat: Sit on the box")).to_have_count(
        1
    )
