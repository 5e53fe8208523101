"""Members decide about what is proposed to them, where the gym allows it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.training.proposals import Proposals
from spotter.catalog_client.training.workouts import Workouts
from spotter.movement.values import Exercise
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.people.accounts import Role
from spotter.wire.catalog.training.proposals import StoredProposal
from spotter.wire.catalog.training.workouts import Placement
from spotter.wire.references import exercise_bytes
from support.access.at_page import sign_in
from support.access.closed_gym import ClosedGym, closed_gym
from support.movements.stick_squats import squat_reference
from support.servers.accessible import breaches
from support.servers.redis_server import redis_server
from support.waiting import until

LEGS = Workout("Legs", (Item("squat", 2, reps=4, load_kg=60),))


@pytest.fixture
def gym(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ClosedGym]:
    monkeypatch.setenv("SPOTTER_MEMBERS_DECIDE", "true")
    with redis_server() as url, closed_gym(url, f"sqlite:///{tmp_path}/gym.sqlite3") as running:
        yield running


def proposed(gym: ClosedGym, *member_ids: str) -> list[StoredProposal]:
    """What is proposed after legs, to each."""
    gym.gym.exercises.store(exercise_bytes(Exercise((squat_reference(),))), "recorded")
    channel = CatalogChannel(gym.gym.catalog_address, GrpcSecurity())
    gym.browsers.enter_context(channel)
    workouts, proposals = Workouts(channel), Proposals(channel)
    for member_id in member_ids:
        planned = Placement(member_id, workouts.today())
        workouts.store(LEGS, planned)
        workouts.store(LEGS, replace(planned, is_performed=True))

    def made() -> list[StoredProposal]:
        return [one for each in member_ids for one in proposals.listed(each)]

    until(lambda: len(made()) == len(member_ids), what="the proposals")
    return made()


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_a_member_accepts_their_own_and_nobody_elses(gym: ClosedGym, page: Page) -> None:
    anna, ben = gym.gym.add_member("Anna"), gym.gym.add_member("Ben")
    annas, bens = proposed(gym, anna, ben)
    browser = gym.joined("anna", Role.MEMBER, member_id=anna)
    refused = browser.post(f"/proposals/{bens.proposal_id}/decision", json={"decision": "accepted"})
    assert refused.status_code == 404

    page.goto(f"{gym.address}/members?id={anna}")
    sign_in(page, "anna")
    for name in ("Workouts", "Proposals"):
        page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("1 proposal to decide.")
    assert breaches(page) == []
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("article").get_by_role("status")).to_contain_text("Accepted")
    answer = browser.get("/proposals", params={"only_open": False}).json()
    assert [(one["proposal_id"], one["state"]) for one in answer["items"]] == [
        (annas.proposal_id, "accepted")
    ]
