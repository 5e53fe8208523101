from collections.abc import Iterator

import numpy as np
import pytest

from spotter.movement.assessment.calibration.calibration import learn
from spotter.movement.scoring.spotter import SpotterScorer
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.judged.verdict import Outcome
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.motion.faults import View
from support.movements.filmed import filmed_reference
from support.movements.varied_squats import DEPTH_PX, varied_squat, varied_squats

RNG = np.random.default_rng(11)
SQUAT = Exercise((Reference("squat", varied_squats(RNG, 5, spread=0.02), "anna"),))
SHALLOW_PX, DEEP_PX = 0.6 * DEPTH_PX, 3.5 * DEPTH_PX
DEEP = varied_squat(RNG, DEEP_PX, spread=0.02)


def outcomes(exercise: Exercise, *reps: PoseSeries) -> list[Outcome]:
    scorer = SpotterScorer(exercise)
    return [scorer.score(rep).outcome for rep in reps]


def squats(depth_px: float) -> Iterator[PoseSeries]:
    yield from varied_squats(np.random.default_rng(12), 5, depth_px, spread=0.02)


@pytest.mark.parametrize("person", ["", "anna", "ben"])
def test_a_confirmed_rep_and_reps_like_it_are_good_whoever_did_it(person: str) -> None:
    assert set(outcomes(SQUAT, DEEP, *squats(DEEP_PX))) == {Outcome.FAULTY}
    taught = SQUAT.with_confirmed_rep(DEEP, person)
    assert set(outcomes(taught, DEEP, *squats(DEEP_PX))) == {Outcome.GOOD}


def test_reps_unlike_the_confirmed_one_are_judged_as_before() -> None:
    taught = SQUAT.with_confirmed_rep(DEEP, "ben")
    before, after = learn(SQUAT).calibration, learn(taught).calibration
    assert after == before
    for depth_px in (SHALLOW_PX, DEPTH_PX):
        reps = list(squats(depth_px))
        said = [SpotterScorer(one).score(rep) for one in (SQUAT, taught) for rep in reps]
        scores = [one.score for one in said]
        assert scores[:5] == scores[5:]


def test_it_names_the_confirmed_rep_as_what_it_was_compared_with() -> None:
    taught = SQUAT.with_confirmed_rep(DEEP, "ben")
    verdict = SpotterScorer(taught).score(DEEP)
    assert taught.references[verdict.reference_index].reps == (DEEP,)
    assert verdict.score <= verdict.threshold
    assert verdict.reference_ratio <= 1


def test_a_confirmed_rep_from_elsewhere_lets_a_rep_be_judged_that_no_recording_can() -> None:
    front = Exercise((filmed_reference("squat"),))
    from_the_side = filmed_reference("squat", View.SIDE).reps[2]
    assert outcomes(front, from_the_side) == [Outcome.UNSCORABLE]
    taught = front.with_confirmed_rep(from_the_side, "ben")
    assert outcomes(taught, from_the_side) == [Outcome.GOOD]


def test_what_is_nearer_to_a_wrong_rep_than_to_a_fine_one_is_not_excused() -> None:
    taught = SQUAT.with_confirmed_rep(DEEP, "ben")
    wrong = varied_squat(RNG, 1.03 * DEEP_PX, spread=0.01)
    assert outcomes(taught, wrong) == [Outcome.GOOD]
    assert outcomes(taught.with_faulty_rep(wrong), DEEP, wrong) == [Outcome.GOOD, Outcome.FAULTY]


def test_the_members_own_recordings_excuse_only_by_their_own_confirmed_reps() -> None:
    by_ben, by_anna = (SQUAT.with_confirmed_rep(DEEP, one) for one in ("ben", "anna"))
    assert SpotterScorer(by_ben, "anna").score(DEEP).outcome is Outcome.FAULTY
    assert SpotterScorer(by_anna, "anna").score(DEEP).outcome is Outcome.GOOD
