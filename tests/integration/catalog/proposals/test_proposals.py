"""Proposals in the catalog: made, decided, planned, made again; real gRPC and databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import redis
from sqlalchemy import func, select

from spotter.catalog.database.tables import ProgressionRow, ProposalRow, SessionAnswer
from spotter.catalog_client.errors import ConflictError, RefusedError, UnknownError
from spotter.catalog_client.training.workouts import WantedWorkouts
from spotter.training.adaptation import Prescription, Progression, sentence
from spotter.training.adaptation.values import Change, Rule
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.proposals import State, StoredProposal
from spotter.wire.catalog.training.workouts import Placement, StoredWorkout, WorkoutKind
from support.records.audited import audited
from support.records.people_catalog import HOUR_US, REPS
from support.records.proposal_catalog import ProposalCatalog, proposal_catalog
from support.records.taught import teach

SQUATS = Item("squat", 3, reps=12, load_kg=60, least_reps=8, rest_s=90)
LEGS = Workout("Legs", (SQUATS, Item("plank", 2, seconds=45)))
WEEK = timedelta(days=7)
DAY_US = 24 * HOUR_US


@pytest.fixture
def catalog(database_url: str, redis_client: redis.Redis) -> Iterator[ProposalCatalog]:
    with proposal_catalog(database_url, redis_client) as one:
        for name in ("squat", "plank"):
            teach(one.exercises, name)
        yield one


def anna(catalog: ProposalCatalog) -> str:
    return catalog.members.add("Anna", REPS).member_id


def does(catalog: ProposalCatalog, member_id: str, reps: tuple[int, ...]) -> StoredProposal:
    return catalog.does(member_id, LEGS, "squat", reps)


def next_plan(catalog: ProposalCatalog, proposal: StoredProposal) -> StoredWorkout:
    return catalog.workouts.get(proposal.made.planned_id)


def test_what_was_done_as_planned_leads_to_a_proposal_in_words(catalog: ProposalCatalog) -> None:
    found = does(catalog, anna(catalog), (12, 12, 12))
    assert (found.state, found.title, found.exercise) == (State.OPEN, "Legs", "squat")
    assert found.made.proposal.new == Prescription(3, 8, 12, 62.5)
    assert sentence(found.made.proposal, "squat") == (
        "squat: 62.5 kg instead of 60 kg, 3 sets of 8 to 12 reps: every set reached the top of the "
        "range, 12 reps; good ones were 12, 12 and 12."
    )
    catalog.keeper.step()
    assert len(list(catalog.proposals.listed(only_open=True))) == 1


def test_an_accepted_one_is_planned_for_a_week_later(catalog: ProposalCatalog) -> None:
    found = does(catalog, anna(catalog), (12, 12, 12))
    accepted = catalog.proposals.decide(found.proposal_id, State.ACCEPTED)
    assert (accepted.state, accepted.decided_by) == (State.ACCEPTED, "ida")
    plan = next_plan(catalog, accepted)
    assert plan.placement == Placement(found.member_id, catalog.today + WEEK)
    assert plan.workout.items == (replace(SQUATS, load_kg=62.5), LEGS.items[1])
    assert audited(catalog.database, found.proposal_id) == ["ida: accepted the proposal"]
    with pytest.raises(ConflictError, match="accepted already"):
        catalog.proposals.decide(found.proposal_id, State.REFUSED)


def test_one_that_was_made_again_since_it_was_looked_at_is_not_accepted(
    catalog: ProposalCatalog,
) -> None:
    seen = does(catalog, anna(catalog), (12, 12, 12))
    again = does(catalog, seen.member_id, (8, 8, 8))
    assert again.proposal_id == seen.proposal_id
    with pytest.raises(ConflictError, match="something else is proposed by now"):
        catalog.proposals.decide(seen.proposal_id, State.ACCEPTED, expected=seen.made.proposal.new)
    now = again.made.proposal.new
    accepted = catalog.proposals.decide(seen.proposal_id, State.ACCEPTED, expected=now)
    assert accepted.made.decided == now


def test_an_edited_one_changes_the_plan_that_is_there(catalog: ProposalCatalog) -> None:
    member_id = anna(catalog)
    there = catalog.workouts.store(LEGS, Placement(member_id, catalog.today + timedelta(days=2)))
    found = does(catalog, member_id, (12, 12, 12))
    edited = catalog.proposals.decide(
        found.proposal_id, State.EDITED, edited=Prescription(4, 10, 10, 61)
    )
    assert edited.made.planned_id == there.workout_id
    squats = next_plan(catalog, edited).workout.items[0]
    assert squats == replace(SQUATS, sets=4, reps=10, least_reps=None, load_kg=61)


def test_one_that_is_accepted_late_changes_no_plan_of_a_day_that_is_over(
    catalog: ProposalCatalog,
) -> None:
    member_id = anna(catalog)
    placement = Placement(member_id, catalog.today + timedelta(days=2))
    missed = catalog.workouts.store(LEGS, placement)
    found = does(catalog, member_id, (12, 12, 12))
    catalog.clock.now_us += 20 * DAY_US
    accepted = catalog.proposals.decide(found.proposal_id, State.ACCEPTED)
    assert next_plan(catalog, accepted).placement == Placement(member_id, catalog.today)
    assert catalog.workouts.get(missed.workout_id).workout == LEGS


def test_holds_that_were_kept_are_planned_longer(catalog: ProposalCatalog) -> None:
    placement = Placement(anna(catalog), catalog.today)
    catalog.workouts.store(LEGS, placement)
    done = Workout("Legs", (Item("plank", 2, seconds=45),))
    catalog.workouts.store(done, replace(placement, is_performed=True))
    catalog.keeper.step()
    [found] = catalog.proposals.listed()
    assert found.made.proposal.new == Prescription(2, 1, 1, seconds=50)
    accepted = catalog.proposals.decide(found.proposal_id, State.ACCEPTED)
    planned = next_plan(catalog, accepted).workout.items
    assert planned == (SQUATS, Item("plank", 2, seconds=50))


def test_a_refused_one_plans_nothing(catalog: ProposalCatalog) -> None:
    found = does(catalog, anna(catalog), (12, 12, 12))
    refused = catalog.proposals.decide(found.proposal_id, State.REFUSED)
    assert (refused.state, refused.made.decided, refused.made.planned_id) == (
        State.REFUSED,
        None,
        "",
    )


def test_a_locked_exercise_is_not_proposed_until_it_is_unlocked(catalog: ProposalCatalog) -> None:
    member_id = anna(catalog)
    first = does(catalog, member_id, (12, 12, 12))
    catalog.proposals.decide(first.proposal_id, State.LOCKED)
    catalog.clock.now_us += 2 * DAY_US
    assert does(catalog, member_id, (12, 12, 12)).state is State.LOCKED
    catalog.proposals.set_progression(
        member_id, "Legs", "squat", Progression.TWO_FOR_TWO, is_locked=False
    )
    catalog.clock.now_us += 2 * DAY_US
    third = does(catalog, member_id, (12, 12, 14))
    assert (third.state, third.made.proposal.rule) == (State.OPEN, Rule.TWO_FOR_TWO)
    assert len(third.made.inputs.attempts) == 3


def test_a_later_session_overtakes_what_nobody_decided(catalog: ProposalCatalog) -> None:
    member_id = anna(catalog)
    does(catalog, member_id, (9, 8, 8))
    catalog.clock.now_us += 2 * DAY_US
    does(catalog, member_id, (8, 7, 6))
    catalog.clock.now_us += 2 * DAY_US
    last = does(catalog, member_id, (8, 7, 6))
    assert [one.state for one in catalog.proposals.listed(member_id)] == [
        State.OPEN,
        State.OVERTAKEN,
        State.OVERTAKEN,
    ]
    assert last.made.proposal.rule is Rule.DELOAD
    assert catalog.proposals.replay(member_id) == (3, ())


def test_pain_calls_a_trainer_and_takes_the_increase_back(catalog: ProposalCatalog) -> None:
    member_id = anna(catalog)
    session, _ = catalog.sessions.begin("rack-1", member_id)
    catalog.proposals.say_before(session.session_id, sleep=2, stress=3, fatigue=2, soreness=4)
    assert does(catalog, member_id, (12, 12, 12)).made.proposal.change is Change.RAISE
    catalog.proposals.say_after(session.session_id, 8, hurts=True)
    (found,) = catalog.proposals.listed(member_id)
    assert (found.made.proposal.rule, found.made.proposal.change) == (Rule.PAIN, Change.KEEP)
    assert [one.index for one in found.made.inputs.condition.readiness] == [11]
    assert catalog.called == ["rack-1"]
    with pytest.raises(RefusedError, match="expected 0 to 10 of effort; found 11"):
        catalog.proposals.say_after(session.session_id, 11)


def test_a_new_plan_from_a_template_has_what_was_decided_since(catalog: ProposalCatalog) -> None:
    template = catalog.workouts.store(LEGS)
    found = does(catalog, anna(catalog), (12, 12, 12))
    catalog.proposals.decide(found.proposal_id, State.ACCEPTED)
    day = catalog.today + 2 * WEEK
    (plan,), _ = catalog.workouts.plan(template.workout_id, day, [found.member_id])
    assert plan.workout.items[0].load_kg == 62.5
    catalog.workouts.store(LEGS, None, template.workout_id)
    (later,), _ = catalog.workouts.plan(template.workout_id, day + WEEK, [found.member_id])
    assert later.workout.items[0].load_kg == 60


def test_nothing_is_proposed_without_a_plan_of_that_title(catalog: ProposalCatalog) -> None:
    placement = Placement(anna(catalog), catalog.today, is_performed=True)
    catalog.workouts.store(Workout("Arms", (SQUATS,)), placement)
    catalog.keeper.step()
    assert list(catalog.proposals.listed()) == []


def test_what_was_not_done_after_all_is_proposed_no_more(catalog: ProposalCatalog) -> None:
    member_id = anna(catalog)
    does(catalog, member_id, (12, 12, 12))
    (done,) = catalog.workouts.listed(WantedWorkouts(WorkoutKind.PERFORMED, member_id))
    catalog.workouts.delete(done.workout_id)
    catalog.keeper.step()
    assert list(catalog.proposals.listed()) == []


def test_members_decide_only_where_the_gym_allows_it(catalog: ProposalCatalog) -> None:
    found = does(catalog, anna(catalog), (12, 12, 12))
    with pytest.raises(RefusedError, match="trainers decide about proposals here"):
        catalog.proposals.decide(found.proposal_id, State.ACCEPTED, is_by_member=True)


def test_an_erased_member_leaves_nothing_of_it(catalog: ProposalCatalog) -> None:
    member_id = anna(catalog)
    session, _ = catalog.sessions.begin("rack-1", member_id)
    catalog.proposals.say_after(session.session_id, 5)
    found = does(catalog, member_id, (12, 12, 12))
    catalog.proposals.decide(found.proposal_id, State.LOCKED)
    catalog.members.erase(member_id)
    with catalog.database.reading() as reading:
        for table in (ProposalRow, ProgressionRow, SessionAnswer):
            assert reading.scalar(select(func.count()).select_from(table)) == 0
    with pytest.raises(UnknownError):
        catalog.proposals.decide(found.proposal_id, State.REFUSED)
