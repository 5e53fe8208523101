"""``spotter proposal``, with a real catalog."""

import json
from collections.abc import Iterator

import pytest
import redis
from typer.testing import Result

from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.proposals import State, StoredProposal
from support import command_line
from support.records.people_catalog import REPS
from support.records.proposal_catalog import ProposalCatalog, proposal_catalog
from support.records.taught import teach

LEGS = Workout("Legs", (Item("squat", 3, reps=12, load_kg=60, least_reps=8),))


@pytest.fixture
def catalog(
    sqlite_url: str, redis_client: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ProposalCatalog]:
    monkeypatch.setenv("COLUMNS", "200")
    with proposal_catalog(sqlite_url, redis_client) as one:
        monkeypatch.setenv("SPOTTER_CATALOG_ADDRESS", one.address)
        teach(one.exercises, "squat")
        yield one


@pytest.fixture
def proposed(catalog: ProposalCatalog) -> StoredProposal:
    member_id = catalog.members.add("Anna Schmidt", REPS).member_id
    return catalog.does(member_id, LEGS, "squat", (12, 12, 12))


def run(*words: str) -> Result:
    return command_line.run("proposal", *words)


def said(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("proposed")
def test_proposals_are_listed_with_their_reason() -> None:
    told = said("list", "anna")
    assert "squat: 62.5 kg instead of 60 kg, 3 sets of 8 to 12 reps" in told
    (plain,) = json.loads(said("list", "--json"))["proposals"]
    assert (plain["rule"], plain["state"], plain["new"]["load_kg"]) == (
        "double progression",
        "open",
        62.5,
    )


def test_one_is_edited_by_the_beginning_of_its_id(
    catalog: ProposalCatalog, proposed: StoredProposal
) -> None:
    told = said("edit", proposed.proposal_id[:6], "3x6-10 65kg", "--day", "2026-03-09")
    (decided,) = catalog.proposals.listed()
    planned = catalog.workouts.get(decided.made.planned_id)
    assert told.endswith(f"edited; in the workout {planned.workout_id}\n")
    assert planned.workout.items == (Item("squat", 3, reps=10, load_kg=65, least_reps=6),)
    assert planned.placement is not None
    assert f"{planned.placement.day}" == "2026-03-09"
    assert said("list") == "No proposals.\n"


def test_all_are_accepted_at_once_but_for_what_changed_meanwhile(
    catalog: ProposalCatalog, proposed: StoredProposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = catalog.members.add("Ben", REPS).member_id
    catalog.does(ben, LEGS, "squat", (8, 8, 8))
    assert "Accept 2 proposals?" in run("accept", "--all").stdout
    assert len(list(catalog.proposals.listed(only_open=True))) == 2

    def somebody_refuses_bens(*_words: object, **_options: object) -> None:
        catalog.proposals.decide(next(catalog.proposals.listed(ben)).proposal_id, State.REFUSED)

    monkeypatch.setattr("typer.confirm", somebody_refuses_bens)
    result = run("accept", "--all")
    assert result.exit_code == 1
    assert "not accepted: Ben, squat: the proposal is refused already" in result.output
    assert result.stdout.endswith("1 accepted\n")
    (annas,) = catalog.proposals.listed(proposed.member_id)
    assert annas.state is State.ACCEPTED


@pytest.mark.usefixtures("proposed")
def test_all_of_a_member_are_accepted_without_being_asked() -> None:
    assert said("accept", "--all", "anna", "--yes").endswith("1 accepted\n")
    assert said("accept", "--all") == "No proposals.\n"


def test_what_is_not_open_cannot_be_decided(proposed: StoredProposal) -> None:
    assert "refused" in said("refuse", proposed.proposal_id)
    result = run("accept", proposed.proposal_id)
    assert result.exit_code == 2
    assert "expected an open proposal" in result.output


@pytest.mark.usefixtures("proposed")
def test_made_again_they_are_the_same() -> None:
    assert said("replay") == "1 proposals made again; 0 come out otherwise\n"
