from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.fitting.reference_model import learn_model
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.motion.faults import View
from support.movements.filmed import filmed_reference
from support.real_data import series, ui_prmd

TRUNK = {Joint.NECK, Joint.MID_HIP}
KNEES = {Joint.RIGHT_KNEE, Joint.LEFT_KNEE}
ELBOWS = {Joint.RIGHT_ELBOW, Joint.LEFT_ELBOW}
SHOULDERS = {Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER}
WRISTS = {Joint.RIGHT_WRIST, Joint.LEFT_WRIST}


def carrying(reference: Reference) -> set[Joint]:
    return {Joint(int(joint)) for joint in np.flatnonzero(learn_model(reference).carries)}


def real_reps(movement: int, subject: int) -> tuple[PoseSeries, ...]:
    rng = np.random.default_rng(1)
    return tuple(
        series(clip.keypoints(rng))
        for clip in ui_prmd()
        if clip.subject == subject and clip.movement == movement and clip.is_correct
    )


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize(
    ("exercise", "joints"),
    [
        ("squat", TRUNK | KNEES),
        ("overhead-press", ELBOWS | WRISTS),
        ("front-raise", ELBOWS | WRISTS),
        ("pull-up", TRUNK | SHOULDERS | ELBOWS),
        ("push-up", TRUNK | SHOULDERS | ELBOWS | KNEES),
    ],
)
def test_what_moves_the_body_carries_or_else_the_limb_that_moves(
    exercise: str, joints: set[Joint], view: View
) -> None:
    assert carrying(filmed_reference(exercise, view)) == joints


@pytest.mark.parametrize("view", View)
def test_hands_carry_a_curl_and_at_most_the_elbows_with_them(view: View) -> None:
    assert WRISTS <= carrying(filmed_reference("biceps-curl", view)) <= WRISTS | ELBOWS


def test_feet_that_step_carry_a_lunge_and_arms_and_legs_a_jumping_jack() -> None:
    ankles = {Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE}
    assert carrying(filmed_reference("lunge")) == TRUNK | KNEES | {Joint.LEFT_ANKLE}
    assert carrying(filmed_reference("jumping-jack")) >= WRISTS | ankles


def test_real_people_squat_with_their_legs_wherever_they_hold_their_arms() -> None:
    for subject in range(1, 7):
        squats = real_reps(movement=1, subject=subject)
        assert carrying(Reference("squat", squats[:3])) == TRUNK | KNEES


def test_arms_that_move_differently_in_each_rep_do_not_carry() -> None:
    lunges = real_reps(movement=3, subject=2)
    arms = SHOULDERS | ELBOWS | WRISTS
    assert carrying(Reference("lunge", lunges[:1])) & arms
    assert not carrying(Reference("lunge", lunges[:3])) & arms


def test_the_trainer_knows_better() -> None:
    told = replace(filmed_reference("squat"), carried_by=(Joint.MID_HIP, Joint.LEFT_WRIST))
    assert carrying(told) == {Joint.MID_HIP, Joint.LEFT_WRIST}


def test_what_the_reference_does_not_show_carries_nothing() -> None:
    reference = filmed_reference("biceps-curl")
    hidden = [replace(rep, keypoints=rep.keypoints.copy()) for rep in reference.reps]
    for rep in hidden:
        rep.keypoints[:, Joint.LEFT_WRIST] = (np.nan, np.nan, 0)
    unseen = replace(reference, reps=tuple(hidden))
    assert carrying(unseen) == {Joint.RIGHT_WRIST}
    assert carrying(replace(unseen, carried_by=tuple(WRISTS))) == {Joint.RIGHT_WRIST}
