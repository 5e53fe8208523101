"""A class looked back on in a real browser, with a real notifier and a real catalog."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

import pytest
import redis
from playwright.sync_api import Page, expect

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.classes import Classes
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.catalog.people.classes import ClassPlan
from spotter.wire.stations import Status
from support.gyms.staged_gym import StagedGym
from support.records.remembering_gym import REPS_A_WEEK, remembering_gym
from support.servers.accessible import breaches
from support.servers.redis_server import redis_server
from support.waiting import until


@dataclass(frozen=True)
class Trained:
    """The page's address, and the ids of a class of today and of one without anybody."""

    address: str
    class_id: str
    empty_id: str


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trained]:
    """One in which Anna trains in a class of all day, which Łukasz has not come to."""
    with redis_server() as url, redis.Redis.from_url(url) as client:
        StagedGym(client).add_station("rack-1", "Rack 1", status=Status.LIVE)
        folder = tmp_path_factory.mktemp("catalog")
        database_url = f"sqlite:///{folder}/catalog.sqlite3"
        with (
            remembering_gym(url, database_url, silent_after_s=3600) as running,
            CatalogChannel(running.catalog_address, GrpcSecurity()) as channel,
        ):
            members = [running.add_member(name) for name in ("Anna", "Łukasz")]
            classes = Classes(channel, "ida")
            made = [
                classes.create(_all_day(name, some)).class_id
                for name, some in (("Evening", members), ("Nobody's", []))
            ]
            running.train(members[0], weeks=1)
            until(lambda: classes.review(made[0]).alerts, what="an alert of the class")
            yield Trained(running.address, *made)


def _all_day(name: str, members: list[str]) -> ClassPlan:
    return ClassPlan(
        name,
        datetime.now(UTC).date(),
        is_weekly=False,
        starts_at=time(0),
        minutes=24 * 60,
        member_ids=tuple(members),
        trainers=("Ida",),
    )


def test_who_did_what_and_which_alerts_there_were_is_shown_and_can_be_printed(
    gym: Trained, page: Page
) -> None:
    page.goto(f"{gym.address}classes?id={gym.class_id}")
    page.get_by_role("link", name="Look back").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Evening,")
    expect(page.locator("main")).to_contain_text("It is still going on")
    anna, lukasz = page.locator("table.review").first.locator("tbody tr").all()
    expect(anna).to_contain_text(f"{REPS_A_WEEK} reps: 2 good, 6 faulty")
    expect(anna).to_contain_text("Push your left knee out (6 reps)")
    expect(anna).to_contain_text("1 alert, 0 answered")
    expect(lukasz).to_contain_text("was not there")
    figures = page.locator(".figures")
    expect(figures).to_contain_text("with 1 trainer")
    expect(figures).to_contain_text("nobody has answered one")
    expect(page.locator("table.review").last).to_contain_text("Nobody answered. Still open.")
    assert breaches(page) == []

    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(anna).to_be_visible()


def test_another_day_is_chosen_and_says_that_it_is_none_of_the_class(
    gym: Trained, page: Page
) -> None:
    page.goto(f"{gym.address}classes?review={gym.class_id}")
    page.get_by_label("Day").fill("2026-01-05")
    expect(page).to_have_url(f"{gym.address}classes?review={gym.class_id}&day=2026-01-05")
    expect(page.locator("main")).to_contain_text("It is not planned on this day")
    expect(page.locator("main")).to_contain_text("There was no alert on this day.")
    expect(page.locator("main")).to_contain_text("was not there")


def test_a_class_without_anybody_says_so(gym: Trained, page: Page) -> None:
    page.goto(f"{gym.address}classes?review={gym.empty_id}")
    expect(page.locator("main")).to_contain_text("Nobody takes part, and nobody was there.")
    expect(page.locator("main")).to_contain_text("there was no alert")
    assert breaches(page) == []
