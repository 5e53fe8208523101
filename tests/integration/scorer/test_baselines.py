"""A person's first reps that pass judge the next, whatever the order of the jobs."""

import random
from dataclasses import replace
from typing import cast

import pytest
import redis

from spotter.movement.assessment.baseline_choice import baseline_id_of
from spotter.movement.values import Outcome
from spotter.movement.values.judged.rep import Rep
from spotter.wire import names
from spotter.wire.baselines import Acceptance, baseline_from_bytes
from spotter.wire.verdicts import RepVerdict
from support.gyms.scored_gym import GOOD_PX, SHALLOW_PX, ScoredGym, ScorerInTest, make_rep

pytestmark = pytest.mark.usefixtures("_warm_scorer", "_own_signals")

DEEPER_PX = 1.25 * GOOD_PX


@pytest.fixture
def gym(redis_client: redis.Redis) -> ScoredGym:
    return ScoredGym(redis_client)


def make_visit(gym: ScoredGym, *depths_px: float, reps_per_set: int = 10) -> list[Rep]:
    return [
        make_rep(
            gym.digest,
            set_number=1 + place // reps_per_set,
            rep_number=1 + place % reps_per_set,
            depth_px=depth_px,
        )
        for place, depth_px in enumerate(depths_px)
    ]


def judged_by_rep(gym: ScoredGym) -> dict[str, RepVerdict]:
    return {said.rep_id: said for said in gym.verdicts()}


def baselines(gym: ScoredGym, reps: list[Rep]) -> list[str]:
    """The baseline of each rep's verdict, in the order of the reps."""
    found = judged_by_rep(gym)
    return [found[rep.rep_id].verdict.baseline_id for rep in reps]


def stored(gym: ScoredGym, rep: Rep) -> bytes | None:
    key = names.baseline_key(rep.visit_id, rep.reference_digest)
    return cast("bytes | None", gym.client.get(key))


@pytest.mark.parametrize("seed", range(4))
def test_the_first_three_good_reps_are_the_baseline_of_all_later_ones(
    gym: ScoredGym, seed: int
) -> None:
    reps = make_visit(gym, GOOD_PX, DEEPER_PX, GOOD_PX, GOOD_PX, SHALLOW_PX, GOOD_PX)
    gym.store(*reps)
    gym.client.delete(gym.queue.key)
    for rep in random.Random(seed).sample(reps, len(reps)):
        gym.queue.push_job_id(rep.rep_id)
    ScorerInTest(gym.client).work()
    made = baseline_id_of(rep.rep_id for rep in reps[:3])
    assert baselines(gym, reps) == ["", "", "", made, made, made]
    found = judged_by_rep(gym)
    assert [found[rep.rep_id].verdict.outcome for rep in reps[3:]] == [
        Outcome.GOOD,
        Outcome.FAULTY,
        Outcome.GOOD,
    ]


def test_faulty_reps_do_not_join_the_baseline(gym: ScoredGym) -> None:
    reps = make_visit(gym, SHALLOW_PX, GOOD_PX, SHALLOW_PX, GOOD_PX, GOOD_PX, GOOD_PX)
    gym.store(*reps)
    ScorerInTest(gym.client).work()
    made = baseline_id_of(reps[place].rep_id for place in (1, 3, 4))
    assert baselines(gym, reps) == ["", "", "", "", "", made]


def test_a_baseline_lasts_from_set_to_set_of_a_visit_and_belongs_to_one_person(
    gym: ScoredGym,
) -> None:
    reps = make_visit(gym, *[GOOD_PX] * 6, reps_per_set=3)
    somebody_else = [make_rep(gym.digest, track_id=2, set_number=3, rep_number=1)]
    gym.store(*reps, *somebody_else)
    ScorerInTest(gym.client).work()
    made = baseline_id_of(rep.rep_id for rep in reps[:3])
    assert baselines(gym, reps + somebody_else) == ["", "", "", made, made, made, ""]


def test_a_baseline_lasts_for_the_session_whatever_the_tracker_makes_of_the_person(
    gym: ScoredGym,
) -> None:
    seen = make_visit(gym, *[GOOD_PX] * 6, reps_per_set=2)
    tracks = (1, 1, 2, 2, 3, 3)
    reps = [
        replace(rep, track_id=track, session_id="annas", member_id="anna")
        for rep, track in zip(seen, tracks, strict=True)
    ]
    somebody_else = replace(seen[5], track_id=4)
    gym.store(*reps, somebody_else)
    ScorerInTest(gym.client).work()
    made = baseline_id_of(rep.rep_id for rep in reps[:3])
    assert baselines(gym, [*reps, somebody_else]) == ["", "", "", made, made, made, ""]
    assert {said.session_id for said in gym.verdicts()} == {"annas", ""}


def test_a_baseline_is_written_once_and_names_its_reps(gym: ScoredGym) -> None:
    reps = make_visit(gym, *[GOOD_PX] * 5)
    gym.store(*reps[:4])
    scorer = ScorerInTest(gym.client)
    scorer.work()
    before = stored(gym, reps[0])
    assert before is not None
    baseline, acceptance = baseline_from_bytes(before)
    assert baseline.rep_ids == tuple(rep.rep_id for rep in reps[:3])
    assert acceptance is None
    gym.store(reps[4])
    scorer.work()
    assert stored(gym, reps[0]) == before


def test_a_rep_scored_again_uses_the_baseline_that_its_verdict_names(gym: ScoredGym) -> None:
    reps = make_visit(gym, *[GOOD_PX] * 6)
    gym.store(*reps)
    scorer = ScorerInTest(gym.client)
    scorer.work()
    again = reps[3]
    gym.client.delete(names.verdict_key(again.rep_id))
    gym.client.hdel(names.visit_verdicts_key(again.visit_id), again.rep_id)
    gym.queue.push_job_id(again.rep_id)
    scorer.work()
    *before, repeated = gym.verdicts()
    assert repeated.verdict.baseline_id == before[3].verdict.baseline_id != ""
    assert repeated.verdict.score.hex() == before[3].verdict.score.hex()


def test_what_a_trainer_accepted_is_the_baseline_although_no_rep_passed(gym: ScoredGym) -> None:
    reps = make_visit(gym, *[SHALLOW_PX] * 5)
    gym.store(*reps[:3])
    scorer = ScorerInTest(gym.client)
    scorer.work()
    assert stored(gym, reps[0]) is None
    accepted = gym.accept(reps[:3], Acceptance("local", 1))
    gym.store(*reps[3:])
    scorer.work()
    assert baselines(gym, reps) == ["", "", "", accepted, accepted]


def test_a_set_that_differs_throughout_says_so_once(gym: ScoredGym) -> None:
    reps = make_visit(gym, *[SHALLOW_PX] * 6)
    gym.store(*reps)
    ScorerInTest(gym.client).work()
    found = judged_by_rep(gym)
    said = [found[rep.rep_id].verdict.differs_throughout for rep in reps]
    assert said == [False, False, True, False, False, False]


def test_a_damaged_baseline_makes_a_dead_letter_that_names_it(gym: ScoredGym) -> None:
    reps = make_visit(gym, *[GOOD_PX] * 4)
    gym.store(*reps)
    key = names.baseline_key(reps[0].visit_id, gym.digest)
    gym.client.set(key, b"\xff\xff")
    ScorerInTest(gym.client).work_until(gym.dead, "a dead letter")
    result = gym.job(reps[0]).latest_result()
    assert result is not None
    assert "baseline" in str(result.exc_string)
