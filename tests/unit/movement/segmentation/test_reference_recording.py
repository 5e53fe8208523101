from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.segmentation.reference_recording import make_reference, other_movement
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed
from support.movements.performed import performed
from support.movements.shrugs import shrugs

PERFORMANCE, POSES = filmed(Plan("squat", reps=4))


def one_after_the_other(*parts: PoseSeries) -> PoseSeries:
    """The same person, who goes on at once."""
    begin_us, times = 0, []
    for part in parts:
        times.append(part.captured_us - part.captured_us[0] + begin_us)
        begin_us = int(times[-1][-1]) + 66_667
    return PoseSeries(np.concatenate(times), np.concatenate([part.keypoints for part in parts]))


SQUATS_THEN_CURLS = one_after_the_other(POSES, filmed(Plan("biceps-curl", reps=10))[1])


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_rep_of_a_recording_is_found_without_a_description_of_the_exercise(
    exercise: str,
) -> None:
    view = View.SIDE if exercise == "push-up" else View.FRONT
    performance, poses = filmed(Plan(exercise, reps=4), view, seed=5)
    reference = make_reference(exercise, poses)
    assert reference.exercise == exercise
    assert len(reference.reps) == 4
    for rep, truth in zip(reference.reps, performance.reps, strict=True):
        turn_us = (truth.start_s + truth.end_s) * 5e5
        assert rep.captured_us[0] < turn_us < rep.captured_us[-1]


def test_the_reps_are_those_that_the_references_own_template_finds() -> None:
    poses = filmed(Plan("jumping-jack", reps=4), View.SIDE, seed=5)[1]
    reference = make_reference("jumping-jack", poses)
    reps = cut_reps(learn_template(reference), poses)
    found = [poses.between(rep.started_us, rep.ended_us) for rep in reps]
    assert len(found) == len(reference.reps) == 4
    for one, other in zip(reference.reps, found, strict=True):
        assert np.array_equal(one.captured_us, other.captured_us)


def test_one_rep_is_enough() -> None:
    assert len(make_reference("squat", filmed(Plan("squat", reps=1))[1]).reps) == 1


def test_a_joint_that_is_rarely_seen_does_not_matter() -> None:
    keypoints = POSES.keypoints.copy()
    keypoints[: round(0.5 * len(POSES)), Joint.LEFT_ANKLE] = (np.nan, np.nan, 0)
    assert len(make_reference("squat", replace(POSES, keypoints=keypoints)).reps) == 4


def test_a_recording_that_is_too_short_is_refused_with_its_length() -> None:
    short = PoseSeries(POSES.captured_us[:9], POSES.keypoints[:9])
    with pytest.raises(MovementError, match="at least 10 poses of a person; found 9"):
        make_reference("squat", short)


def test_a_recording_of_nobody_is_refused() -> None:
    nobody = replace(POSES, keypoints=np.full_like(POSES.keypoints, np.nan))
    with pytest.raises(MovementError, match="must show a person most of the time; found nobody"):
        make_reference("squat", nobody)


def test_a_recording_in_which_nothing_moves_is_refused() -> None:
    still = replace(POSES, keypoints=np.repeat(POSES.keypoints[:1], len(POSES), axis=0))
    with pytest.raises(MovementError, match=r"moves the joints by more than 0\.12"):
        make_reference("squat", still)


def test_a_recording_without_a_whole_rep_is_refused_with_what_was_found() -> None:
    rep = PERFORMANCE.reps[0]
    down = POSES.between(0, round((rep.start_s + rep.end_s) * 5e5))
    with pytest.raises(MovementError, match=rf"found none in {len(down)} poses \(2\.\d s\)"):
        make_reference("squat", down)


@cache
def shown(reps: int) -> Reference:
    """What the recording of both shows about so many times."""
    return make_reference("any", SQUATS_THEN_CURLS, reps)


def test_another_movement_that_is_shown_more_often_is_named() -> None:
    squats = shown(4)
    other = other_movement(squats, SQUATS_THEN_CURLS)
    assert other is not None
    assert other.rep_count == 10
    assert other.started_us > squats.reps[-1].captured_us[-1]


def test_the_movement_that_is_shown_so_many_times_is_taught() -> None:
    squats, curls = shown(4).reps, shown(10).reps
    assert (len(squats), len(curls)) == (4, 10)
    assert squats[-1].captured_us[-1] < curls[0].captured_us[0]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_recording_of_one_exercise_shows_no_other_movement(exercise: str) -> None:
    view = View.SIDE if exercise == "push-up" else View.FRONT
    poses = filmed(Plan(exercise, reps=4), view, seed=5)[1]
    assert other_movement(make_reference(exercise, poses), poses) is None


def test_a_joint_with_a_confidence_of_nan_is_a_missing_one() -> None:
    poses = performed("squat", 3)
    keypoints, hidden = poses.keypoints.copy(), poses.keypoints.copy()
    keypoints[:, Joint.LEFT_WRIST, 2] = np.nan
    hidden[:, Joint.LEFT_WRIST] = (np.nan, np.nan, 0)
    found, expected = (
        make_reference("squat", PoseSeries(poses.captured_us, one)) for one in (keypoints, hidden)
    )
    for one, other in zip(found.reps, expected.reps, strict=True):
        np.testing.assert_array_equal(one.keypoints, other.keypoints)


def test_without_any_confidence_nobody_is_seen() -> None:
    poses = performed("squat", 3)
    keypoints = poses.keypoints.copy()
    keypoints[..., 2] = np.nan
    with pytest.raises(MovementError, match="must show a person"):
        make_reference("squat", PoseSeries(poses.captured_us, keypoints))


def test_a_recording_of_years_is_refused() -> None:
    poses = performed("squat", 3)
    times_us = poses.captured_us + np.where(np.arange(len(poses)) > 50, 10**15, 0)
    with pytest.raises(MovementError, match="at most 24 hours"):
        make_reference("squat", PoseSeries(times_us, poses.keypoints))


def test_shrugs_of_six_centimetres_are_taught_and_found() -> None:
    reference = make_reference("shrug", shrugs([0.06] * 5, seed=1))
    assert len(reference.reps) == 5
    assert len(cut_reps(learn_template(reference), shrugs([0.07] * 6, seed=2))) == 6
