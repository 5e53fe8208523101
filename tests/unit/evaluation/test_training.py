import json
from itertools import pairwise

import pytest
from typer.testing import CliRunner

from spotter.cli.app import make_app
from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.training.holds import measure_holds
from spotter.evaluation.training.members import Story, members_of
from spotter.evaluation.training.training import measure_training
from spotter.evaluation.training.weeks import GYM, train
from spotter.training.adaptation import Change, Progression, Rule, propose

SEED = 11
PEOPLE, WEEKS = 12, 8


@pytest.mark.parametrize("progression", Progression)
def test_loads_follow_and_are_never_too_heavy_for_two_sessions_in_a_row(
    progression: Progression,
) -> None:
    for one in measure_training(PEOPLE, WEEKS, SEED, progression):
        assert one.above_in_a_row <= 1, one
        assert 0.65 <= one.follows_ratio <= 1.0, one
        assert one.most_step_kg <= GYM.step_kg, one


def test_who_gets_stronger_is_given_more_and_who_was_planned_too_much_is_given_less() -> None:
    figures = measure_training(PEOPLE, WEEKS, SEED, Progression.DOUBLE)
    new = [one for one in figures if one.member.story is Story.NEW]
    assert all(one.last_kg >= 1.15 * one.first_kg for one in new)
    heavy = [one for one in figures if one.member.story is Story.TOO_HEAVY]
    assert all(one.last_kg < one.first_kg for one in heavy)


def test_pain_stops_the_increase_in_a_whole_history_too() -> None:
    for member in members_of(SEED, PEOPLE, Progression.DOUBLE):
        for one in train(member, WEEKS, SEED, Progression.DOUBLE):
            if one.condition.hurts:
                assert one.proposal.change is not Change.RAISE
            assert one.proposal.rule is not Rule.TRAINING_LOAD  # every other day is a rest


def test_the_same_histories_give_the_same_proposals_again() -> None:
    member = members_of(SEED, PEOPLE, Progression.DOUBLE)[1]
    sessions = train(member, WEEKS, SEED, Progression.DOUBLE)
    assert sessions == train(member, WEEKS, SEED, Progression.DOUBLE)
    attempts = [one.attempt for one in sessions]
    for count, one in enumerate(sessions, start=1):
        assert propose(attempts[:count], one.condition, GYM) == one.proposal
    for before, after in pairwise(sessions):
        assert after.attempt.prescribed == before.proposal.new


def test_holds_follow_what_can_be_held_by_a_step_at_a_time() -> None:
    for one in measure_holds(PEOPLE, WEEKS, SEED):
        assert 0.6 <= one.follows_ratio <= 1.5, one
        assert one.most_step_s <= 10, one


def test_fewer_than_two_of_each_story_are_refused() -> None:
    with pytest.raises(EvaluationError, match="expected 12 members or more; found 11"):
        measure_training(11, 8, 0, Progression.DOUBLE)


def test_the_command_tells_both_halves_apart() -> None:
    arguments = ["evaluate", "training", "--weeks", "2", "--json"]
    result = CliRunner().invoke(make_app(arguments), arguments)
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["settings"]["rule"] == "double progression"
    assert len(said["holds"]) == PEOPLE
    assert [one["checked"] for one in said["members"]] == [False, True] * 6
