from dataclasses import replace

import numpy as np
import pytest

from movement.course import PHASES, SCORED_JOINTS, phase_course
from movement.errors import MovementError
from movement.expectation import Expectation, expect
from movement.facing import Facing, turned
from movement.fitting import fit
from movement.poses import PoseSeries
from movement.reference import Reference
from movement.skeleton import Joint
from simulation.faults import View
from support.filmed import filmed_reference

REFERENCE = filmed_reference("squat")
EXPECTED = expect(REFERENCE)
UNSCORED = sorted(set(Joint) - set(SCORED_JOINTS))


def of(*reps: PoseSeries) -> Expectation:
    return expect(Reference("squat", reps))


def test_a_course_has_sixty_phases_of_the_joints_that_are_scored() -> None:
    course = phase_course(REFERENCE.reps[0])
    assert course.shape == (PHASES, 25, 2) == (60, 25, 2)
    assert np.isfinite(course[:, list(SCORED_JOINTS)]).all()
    assert np.isnan(course[:, UNSCORED]).all()


def test_the_course_of_one_rep_is_its_own_expectation() -> None:
    rep = REFERENCE.reps[0]
    assert of(rep).course == pytest.approx(phase_course(rep), nan_ok=True)


def test_the_course_of_several_reps_lies_between_them() -> None:
    courses = [phase_course(rep) for rep in REFERENCE.reps]
    deepest_tl = [course[:, Joint.MID_HIP, 1].min() for course in courses]
    assert min(deepest_tl) - 0.02 < EXPECTED.course[:, Joint.MID_HIP, 1].min()
    assert EXPECTED.course[:, Joint.MID_HIP, 1].min() < max(deepest_tl) + 0.02


def test_more_reps_that_agree_allow_less() -> None:
    once, thrice = of(REFERENCE.reps[0]), of(*[REFERENCE.reps[0]] * 3)
    scored = list(SCORED_JOINTS)
    assert np.all(thrice.allowance[:, scored] < once.allowance[:, scored])
    assert np.all(thrice.allowance[:, scored] > 0.04)


def test_reps_that_differ_allow_more_where_they_differ() -> None:
    rep = REFERENCE.reps[0]
    keypoints = rep.keypoints.copy()
    keypoints[8:-8, Joint.LEFT_WRIST, 1] -= 60
    both = of(rep, replace(rep, keypoints=keypoints))
    alike = of(rep, rep)
    wider = both.allowance - alike.allowance
    assert wider[30, Joint.LEFT_WRIST, 1] > 0.1
    assert wider[30, Joint.RIGHT_KNEE, 1] == pytest.approx(0, abs=0.02)


def test_the_representative_rep_is_the_one_nearest_to_the_mean() -> None:
    odd = REFERENCE.reps[0]
    keypoints = odd.keypoints.copy()
    keypoints[10:-10, [Joint.LEFT_WRIST, Joint.RIGHT_WRIST], 1] -= 90
    expected = of(replace(odd, keypoints=keypoints), *REFERENCE.reps[1:])
    assert expected.representative_index != 0
    frames = expected.representative_frames
    assert frames[0] == 0
    assert frames[-1] == len(REFERENCE.reps[expected.representative_index]) - 1
    assert np.all(np.diff(frames) >= 0)


@pytest.mark.parametrize("facing", Facing)
def test_a_rep_is_turned_until_it_faces_like_the_reference(facing: Facing) -> None:
    reference = filmed_reference("lunge", View.SIDE)
    course = phase_course(reference.reps[0])
    best = fit(turned(course, facing), course)
    assert best.facing is facing
    assert best.cost == pytest.approx(0, abs=1e-9)


def test_a_rep_that_looks_alike_in_a_mirror_is_taken_as_it_is() -> None:
    course = phase_course(REFERENCE.reps[0])
    assert fit(course, phase_course(REFERENCE.reps[1])).facing is Facing.SAME


def test_a_rep_that_was_cut_off_is_laid_over_the_part_that_it_shows() -> None:
    rep = REFERENCE.reps[0]
    later = rep.between(int(rep.captured_us[len(rep) // 4]), int(rep.captured_us[-1]))
    best = fit(phase_course(later), phase_course(rep))
    assert not best.phases[:10].any()
    assert best.phases[30:].all()
    assert np.isnan(best.course[0]).all()


def test_what_shows_too_little_of_the_movement_fits_nothing() -> None:
    course = phase_course(REFERENCE.reps[0])
    assert fit(np.full_like(course, np.nan), course).cost == np.inf


def test_a_gap_is_filled_and_a_joint_that_is_never_seen_is_left_out() -> None:
    rep = REFERENCE.reps[0]
    keypoints = rep.keypoints.copy()
    keypoints[10:14, Joint.LEFT_KNEE] = (np.nan, np.nan, 0)
    keypoints[:, Joint.RIGHT_ANKLE] = (np.nan, np.nan, 0)
    course = phase_course(replace(rep, keypoints=keypoints))
    whole = phase_course(rep)
    assert np.isnan(course[:, Joint.RIGHT_ANKLE]).all()
    assert course[:, Joint.LEFT_KNEE] == pytest.approx(whole[:, Joint.LEFT_KNEE], abs=0.1)


def test_the_frame_rate_does_not_change_the_course() -> None:
    rep = REFERENCE.reps[0]
    half = PoseSeries(rep.captured_us[::2], rep.keypoints[::2])
    whole = phase_course(rep.between(0, int(half.captured_us[-1])))
    scored = list(SCORED_JOINTS)
    assert phase_course(half)[:, scored] == pytest.approx(whole[:, scored], abs=0.15)


def test_a_reference_that_shows_nobody_is_refused() -> None:
    rep = REFERENCE.reps[0]
    with pytest.raises(MovementError, match="shows no joint in all reps"):
        of(rep, replace(rep, keypoints=np.full_like(rep.keypoints, np.nan)))
