from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.fitting.one_sided_trunk import is_one_sided, with_trunk_beside
from spotter.movement.fitting.reference_model import learn_model
from spotter.movement.fitting.registration import register
from spotter.movement.geometry.trajectories.trajectory import SCORED_JOINTS, phase_trajectory
from spotter.movement.scoring import make_scorer
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.taught.exercise import Exercise
from support.movements.filmed import filmed_reference

REFERENCE = filmed_reference("squat")
EXPECTED = learn_model(REFERENCE).trajectory
REP = REFERENCE.reps[1]
SIDES = [
    (Joint.MID_HIP, Joint.LEFT_HIP),
    (Joint.MID_HIP, Joint.RIGHT_HIP),
    (Joint.NECK, Joint.LEFT_SHOULDER),
    (Joint.NECK, Joint.RIGHT_SHOULDER),
]


def without(rep: PoseSeries, *joints: Joint) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    keypoints[:, list(joints)] = (np.nan, np.nan, 0)
    return replace(rep, keypoints=keypoints)


def test_a_trunk_that_is_seen_stays_where_it_is() -> None:
    trajectory = phase_trajectory(REP)
    assert not is_one_sided(trajectory)
    assert np.array_equal(with_trunk_beside(trajectory, EXPECTED), trajectory, equal_nan=True)


@pytest.mark.parametrize("hidden", SIDES)
def test_from_ahead_the_other_side_stands_where_the_reference_has_it(
    hidden: tuple[Joint, Joint],
) -> None:
    trajectory = phase_trajectory(without(REP, *hidden))
    assert is_one_sided(trajectory)
    found, whole = with_trunk_beside(trajectory, EXPECTED), phase_trajectory(REP)
    shared = [joint for joint in SCORED_JOINTS if joint not in hidden[1:]]
    assert np.abs(trajectory - whole)[:, shared].max() > 0.15
    assert np.abs(found - whole)[:, shared].max() < 0.1


@pytest.mark.parametrize("hidden", SIDES)
def test_a_rep_with_one_hip_or_shoulder_scores_like_the_whole_one(
    hidden: tuple[Joint, Joint],
) -> None:
    scorer = make_scorer("spotter", Exercise((REFERENCE,)))
    found, whole = scorer.score(without(REP, *hidden)), scorer.score(REP)
    assert found.outcome is whole.outcome
    assert found.score == pytest.approx(whole.score, abs=0.1)


def test_the_other_side_of_a_mirrored_rep_is_found_too() -> None:
    keypoints = without(REP, Joint.MID_HIP, Joint.LEFT_HIP).keypoints.copy()
    keypoints[..., 0] = 640 - keypoints[..., 0]
    best = register(phase_trajectory(replace(REP, keypoints=keypoints)), EXPECTED)
    assert np.nanmax(np.abs(best.trajectory - EXPECTED)[:, Joint.MID_HIP]) < 0.2
