"""Classes in a real browser, with a real notifier and a real catalog."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Browser, Page, expect

from spotter.wire.stations import Status
from support.gyms.staged_gym import StagedGym
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.servers.browser import quiet_page
from support.servers.redis_server import redis_server


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[RememberingGym]:
    """One with two live stations."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        staged = StagedGym(client)
        staged.add_station("rack-1", "Rack 1", status=Status.LIVE)
        staged.add_station("rack-2", "Rack 2", status=Status.LIVE)
        database_url = f"sqlite:///{tmp_path}/catalog.sqlite3"
        with remembering_gym(url, database_url, silent_after_s=3600) as running:
            yield running


@pytest.fixture
def trained_on(gym: RememberingGym) -> date:
    """The last of the four days, a week apart, on which Anna has trained."""
    reps = gym.train(gym.add_member("Anna"), weeks=4)
    gym.add_member("Łukasz")
    return datetime.fromtimestamp(reps[-1].poses.captured_us[-1] / 1e6, UTC).date()


def test_a_class_is_made_and_shows_its_history_and_is_changed_and_ends(
    gym: RememberingGym, page: Page, trained_on: date
) -> None:
    page.goto(f"{gym.address}members")
    page.get_by_role("link", name="Classes").click()
    expect(page.locator(".answer").first).to_have_text("There is no class yet.")
    make_class(page, "Evening", trained_on - timedelta(weeks=8), of=["anna", "łuk"])

    expect(page.get_by_role("heading", level=1)).to_have_text("Evening")
    expect(page.locator("main")).to_contain_text("from 18:30 to 19:30, with Ida, Kim.")
    expect(page.get_by_role("img", name="Good reps, % of those judged.")).to_be_visible()

    page.get_by_role("button", name="Take Łukasz out").click()
    page.get_by_label("Minutes").fill("90")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("from 18:30 to 20:00")
    page.get_by_role("button", name="End the class").click()
    expect(page.locator("main")).to_contain_text("It has ended.")

    page.get_by_role("link", name="Classes").click()
    expect(page.locator(".answer").first).to_have_text("There is no class yet.")
    page.get_by_label("Show those that have ended, too").check()
    expect(page.locator(".people-list").first).to_contain_text("1 member, has ended")


def make_class(page: Page, name: str, first_day: date, *, of: list[str]) -> None:
    """Fill the form as a trainer does; the class is every week, at the first station."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Day", exact=True).fill(str(first_day))
    page.get_by_label("Begins").fill("18:30")
    expect(page.get_by_label(f"It is every {first_day:%A} from that day on")).to_be_checked()
    page.get_by_text("Add members").click()
    for number, part in enumerate(of, start=1):
        page.get_by_label("A member's name").fill(part)
        expect(page.locator(".choice")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.locator(".chips li")).to_have_count(number)
    page.get_by_label("Rack 1").check()
    page.get_by_label("Trainers").fill("Ida, Kim")
    page.get_by_role("button", name="Make the class").click()


def test_what_cannot_be_a_class_is_said_where_it_was_asked(
    gym: RememberingGym, chromium: Browser
) -> None:
    refused = "Failed to load resource: the server responded with"
    with quiet_page(chromium, 1280, refused) as page:
        page.goto(f"{gym.address}classes")
        page.get_by_label("Name", exact=True).fill("Late")
        page.get_by_label("Day", exact=True).fill("0001-01-01")
        page.get_by_role("button", name="Make the class").click()
        expect(page.locator("form .answer").last).not_to_be_empty()
        expect(page.get_by_label("Name", exact=True)).to_have_value("Late")
