from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.geometry.body.trunk import with_trunk
from spotter.movement.geometry.trajectories.trajectory import phase_trajectory
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.motion.faults import View
from support.movements.filmed import filmed_reference

FROM_THE_SIDE = filmed_reference("squat", View.SIDE).reps[1]
FROM_AHEAD = filmed_reference("squat").reps[1]
MISSING = (np.nan, np.nan, 0)


def without(rep: PoseSeries, *joints: Joint, poses: slice = slice(None)) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    keypoints[poses, list(joints)] = MISSING
    return replace(rep, keypoints=keypoints)


def distance_px(one: PoseSeries, other: PoseSeries, joint: Joint) -> float:
    off = one.keypoints[:, joint, :2] - other.keypoints[:, joint, :2]
    return float(np.hypot(*off.T).max())


def test_poses_that_show_neck_and_hips_stay_as_they_are() -> None:
    assert with_trunk(FROM_AHEAD) is FROM_AHEAD


@pytest.mark.parametrize("joint", [Joint.NECK, Joint.MID_HIP])
def test_a_missing_middle_is_between_both_sides(joint: Joint) -> None:
    found = with_trunk(without(FROM_AHEAD, joint))
    assert distance_px(found, FROM_AHEAD, joint) < 12


@pytest.mark.parametrize(
    ("joint", "side"),
    [
        (Joint.MID_HIP, Joint.LEFT_HIP),
        (Joint.MID_HIP, Joint.RIGHT_HIP),
        (Joint.NECK, Joint.LEFT_SHOULDER),
        (Joint.NECK, Joint.RIGHT_SHOULDER),
    ],
)
@pytest.mark.parametrize("rep", [FROM_AHEAD, FROM_THE_SIDE])
def test_one_side_stands_in_at_its_own_distance_from_the_middle(
    rep: PoseSeries, joint: Joint, side: Joint
) -> None:
    found = with_trunk(without(rep, joint, side, poses=slice(20, None)))
    assert distance_px(found, rep, joint) < 12
    assert np.isnan(found.keypoints[20:, side, 0]).all()


def test_the_nose_stands_in_for_the_neck_only_after_both_were_seen() -> None:
    shoulders = (Joint.NECK, Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
    partly = with_trunk(without(FROM_THE_SIDE, *shoulders, poses=slice(40, None)))
    never = with_trunk(without(FROM_THE_SIDE, *shoulders))
    assert np.isfinite(partly.keypoints[:, Joint.NECK, 0]).all()
    assert np.isnan(never.keypoints[:, Joint.NECK, 0]).all()


def test_a_side_that_is_all_there_is_stands_for_the_middle_throughout() -> None:
    hidden = without(FROM_THE_SIDE, Joint.MID_HIP, Joint.LEFT_HIP)
    found = with_trunk(hidden).keypoints
    assert np.array_equal(found[:, Joint.MID_HIP], found[:, Joint.RIGHT_HIP])


def test_stand_ins_that_alternate_do_not_make_the_trunk_jump() -> None:
    keypoints = FROM_AHEAD.keypoints.copy()
    keypoints[::3, [Joint.LEFT_HIP, Joint.MID_HIP]] = MISSING
    keypoints[1::3, [Joint.RIGHT_HIP, Joint.MID_HIP]] = MISSING
    found = with_trunk(replace(FROM_AHEAD, keypoints=keypoints)).keypoints[:, Joint.MID_HIP, :2]
    smooth = FROM_AHEAD.keypoints[:, Joint.MID_HIP, :2]
    assert np.abs(np.diff(found - smooth, axis=0)).max() < 15


def test_confidence_is_that_of_the_joints_that_stand_in() -> None:
    hidden = without(FROM_AHEAD, Joint.MID_HIP)
    hidden.keypoints[:, Joint.LEFT_HIP, 2] = 0.25
    assert np.all(with_trunk(hidden).keypoints[:, Joint.MID_HIP, 2] == 0.25)


@pytest.mark.parametrize("poses", [0, 1])
def test_nobody_and_a_single_pose_are_fine(poses: int) -> None:
    few = PoseSeries(FROM_AHEAD.captured_us[:poses], FROM_AHEAD.keypoints[:poses])
    nobody = replace(few, keypoints=np.full_like(few.keypoints, np.nan))
    assert np.isnan(with_trunk(nobody).keypoints[..., 0]).all()


@pytest.mark.parametrize("rep", [FROM_AHEAD, FROM_THE_SIDE])
def test_a_trajectory_without_neck_and_mid_hip_is_nearly_the_whole_ones(rep: PoseSeries) -> None:
    found = phase_trajectory(without(rep, Joint.NECK, Joint.MID_HIP))
    scored = np.isfinite(found[0, :, 0])
    assert scored.sum() == 15
    assert np.abs(found - phase_trajectory(rep))[:, scored].max() < 0.1
