"""Proposals in a real browser, with a real notifier and a real catalog that makes them itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fit_tool.fit_file import FitFile
from fit_tool.profile.messages.set_message import SetMessage
from playwright.sync_api import Browser, Page, expect

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.training.proposals import Proposals
from spotter.catalog_client.training.workouts import Workouts
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.workouts import Placement
from support.records.remembering_gym import REPS_A_WEEK, RememberingGym, remembering_gym
from support.servers.browser import quiet_page
from support.servers.redis_server import redis_server
from support.waiting import until

LEGS = Workout("Legs", (Item("squat", 2, reps=4, load_kg=60),))
TIMES = "\N{MULTIPLICATION SIGN}"


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[RememberingGym]:
    """Anna was seen doing squats, most of them faulty; what Ben did, a trainer noted."""
    with redis_server() as url:
        database_url = f"sqlite:///{tmp_path}/catalog.sqlite3"
        with (
            remembering_gym(url, database_url) as running,
            CatalogChannel(running.catalog_address, GrpcSecurity()) as channel,
        ):
            anna, ben = running.add_member("Anna"), running.add_member("Ben")
            running.train(anna, weeks=1)
            workouts = Workouts(channel, "ida")
            for member_id in (anna, ben):
                planned = Placement(member_id, workouts.today())
                workouts.store(LEGS, planned)
                workouts.store(LEGS, replace(planned, is_performed=True))
            proposals = Proposals(channel, "ida")
            until(lambda: len(list(proposals.listed())) == 2, what="the proposals")
            yield running


def test_a_trainer_reads_why_accepts_one_and_chooses_other_values_for_another(
    gym: RememberingGym, page: Page
) -> None:
    page.goto(f"{gym.address}workouts")
    page.get_by_role("link", name="Proposals for the next time").click()
    expect(page.get_by_role("status").first).to_have_text("2 proposals to decide.")
    annas, bens = (
        page.locator("section", has=page.get_by_role("heading", name=name))
        for name in ("Anna", "Ben")
    )
    expect(annas).to_contain_text(f"Stay2 {TIMES} 4, 60 kg")
    expect(annas).to_contain_text("Good reps were 2 and 0; more load follows when every set has 4.")
    expect(bens).to_contain_text(f"More2 {TIMES} 4, 62.5 kg2 {TIMES} 4, 60 kg")
    expect(bens).to_contain_text("Every set had all 4 reps; good ones were 4 and 4.")

    bens.get_by_role("button", name="Accept").click()
    expect(bens.get_by_role("status")).to_contain_text("Accepted; planned for")
    annas.get_by_role("button", name="Other values").click()
    annas.get_by_label("Load, kg").fill("55")
    annas.get_by_role("button", name="Save").click()
    expect(annas.get_by_role("status")).to_contain_text("Other values chosen; planned for")

    bens.get_by_role("status").get_by_role("link").click()
    expect(page.locator(".plan tbody td").first).to_have_text(f"2 {TIMES} 4, 62.5 kg")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Calendar").click()
    assert "squat 2x4 62.5 kg" in downloaded.value.path().read_text()
    page.get_by_role("link", name="Proposals").click()
    expect(page.get_by_role("status").first).to_have_text("None to decide.")
    page.get_by_text("Also decided ones").click()
    expect(page.get_by_role("article")).to_contain_text("Accepted")


def test_all_are_accepted_at_once_and_what_was_decided_meanwhile_is_named(
    gym: RememberingGym, chromium: Browser
) -> None:
    with quiet_page(chromium, 360, "Failed to load resource") as page:
        page.goto(f"{gym.address}workouts?proposals")
        page.get_by_role("button", name="Accept all that are shown").click()
        answers = page.get_by_role("status")
        expect(answers.nth(1)).to_have_text(
            "Accept 2 proposals of 2 members: more for 1, stay for 1? They go into the next plans."
        )
        api = f"{gym.address}api/v1/proposals"
        bens = next(one for one in httpx.get(api).json()["items"] if one["member_name"] == "Ben")
        httpx.post(f"{api}/{bens['proposal_id']}/decision", json={"decision": "refused"})
        page.get_by_role("button", name="Accept them").click()
        expect(answers.nth(1)).to_have_text("1 accepted; 1 could not be:")
        expect(page.get_by_role("listitem").filter(has_text="Ben, Squat:")).to_have_text(
            "Ben, Squat: The proposal is refused already."
        )
        assert {one["state"] for one in httpx.get(api).json()["items"]} == {"accepted", "refused"}


def test_a_session_is_given_to_other_programs(gym: RememberingGym) -> None:
    (session,) = gym.sessions.listed()
    at = f"{gym.address}api/v1/sessions/{session.session_id}"
    sets = fit_sets(at)
    assert sum(one.repetitions for one in sets) == REPS_A_WEEK
    assert sets[0].weight == 60
    (activity,) = httpx.get(f"{at}/physical-activity.json").json()
    assert activity["body"]["activity_name"] == "squat"


def test_a_session_has_the_loads_that_were_followed_in_it(gym: RememberingGym) -> None:
    member_id = gym.add_member("Cleo")
    with CatalogChannel(gym.catalog_address, GrpcSecurity()) as channel:
        workouts = Workouts(channel, "ida")
        today = Placement(member_id, workouts.today())
        workouts.store(LEGS, replace(today, is_performed=True))
        heavier = replace(LEGS.items[0], load_kg=80)
        workouts.store(replace(LEGS, items=(heavier,)), today)
    gym.train(member_id, "rack-2", weeks=1)
    (session,) = gym.sessions.listed(member_id=member_id)
    at = f"{gym.address}api/v1/sessions/{session.session_id}"
    until(lambda: {one.weight for one in fit_sets(at)} == {80}, what="the load that was followed")


def fit_sets(session_address: str) -> list[SetMessage]:
    """The sets in the FIT file of a session."""
    fit = FitFile.from_bytes(httpx.get(f"{session_address}/activity.fit").content)
    return [one.message for one in fit.records if isinstance(one.message, SetMessage)]
