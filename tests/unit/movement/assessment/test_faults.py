"""The faults of reps made from a reference by moving some joints."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.assessment.deviations import Deviations, deviations_of
from spotter.movement.assessment.faults import find_faults
from spotter.movement.assessment.relation import Relation
from spotter.movement.fitting.reference_model import ReferenceModel, learn_model
from spotter.movement.fitting.registration import register
from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.geometry.trajectories.trajectory import (
    PHASES,
    SCORED_JOINTS,
    phase_trajectory,
)
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.measures import Measures, MotionRange, Symmetry
from spotter.movement.values.judged.verdict import Direction, Fault, FaultCode, Moment
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.motion_profile import MotionProfile
from support.movements.filmed import YAW_DEG, filmed_reference

SQUAT = filmed_reference("squat")
FROM_FRONT = learn_model(SQUAT)
FROM_SIDE = learn_model(filmed_reference("squat", View.SIDE))
PRESS = learn_model(filmed_reference("overhead-press"))
PUSH_UP = learn_model(filmed_reference("push-up", View.SIDE))
PULL_UP = learn_model(filmed_reference("pull-up"))
CURL = learn_model(filmed_reference("biceps-curl"))
ACROSS, UP = 0, 1
BUMP = np.sin(np.linspace(0, np.pi, PHASES)) ** 2
HIPS = (Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP)
UPPER_BODY = (
    Joint.NECK,
    Joint.RIGHT_SHOULDER,
    Joint.LEFT_SHOULDER,
    Joint.RIGHT_ELBOW,
    Joint.LEFT_ELBOW,
    Joint.RIGHT_WRIST,
    Joint.LEFT_WRIST,
    Joint.NOSE,
)
FORWARD = {model: 1.0 if model.seen_from.faces_right else -1.0 for model in (FROM_SIDE, PUSH_UP)}

Offsets = Mapping[tuple[Joint, int], float]


def deviating(
    expected: ReferenceModel, offsets_tl: Offsets, *, is_mirrored: bool = False
) -> Deviations:
    """A rep as expected, except for some joints, which deviate most in its middle."""
    registered = register(phase_trajectory(SQUAT.reps[0]), FROM_FRONT.trajectory)
    nothing = deviations_of(registered, len(SQUAT.reps[0]), FROM_FRONT, Relation.SAME_PERSON)
    offset = np.where(np.isnan(expected.trajectory), np.nan, 0.0)
    for (joint, axis), offset_tl in offsets_tl.items():
        offset[:, joint, axis] = offset_tl * BUMP
    return replace(
        nothing,
        trajectory=expected.trajectory + offset,
        offset=offset,
        allowance=expected.allowance,
        phases=np.ones(PHASES, dtype=np.bool_),
        facing=Facing.MIRRORED if is_mirrored else Facing.SAME,
    )


def faults_of(
    expected: ReferenceModel,
    offsets_tl: Offsets,
    measures: Measures | None = None,
    *,
    is_mirrored: bool = False,
) -> tuple[Fault, ...]:
    deviations = deviating(expected, offsets_tl, is_mirrored=is_mirrored)
    return find_faults(deviations, expected, measures or Measures())


def ranged(joint: Joint, ratio: float, *, both_sides: bool = False) -> Measures:
    return Measures(motion_range=MotionRange(joint, both_sides, ratio, 1.0))


def rising(joints: tuple[Joint, ...], offset_tl: float) -> dict[tuple[Joint, int], float]:
    return {(joint, UP): offset_tl for joint in joints}


def shortened(expected: ReferenceModel, share: float) -> dict[tuple[Joint, int], float]:
    """All joints short of their way at its middle by ``share``."""
    way = expected.trajectory[PHASES // 2] - expected.trajectory[0]
    return {
        (joint, axis): float(-share * way[joint, axis])
        for joint in SCORED_JOINTS
        for axis in (ACROSS, UP)
    }


def test_a_squat_that_stops_short_is_one_fault_with_all_that_moves_with_it() -> None:
    offsets = shortened(FROM_FRONT, 0.4)
    (fault,) = faults_of(FROM_FRONT, offsets, ranged(Joint.MID_HIP, 0.6))
    assert (fault.code, fault.joint) == (FaultCode.SITS_TOO_HIGH, Joint.MID_HIP)
    assert (fault.direction, fault.moment) == (Direction.HIGHER, Moment.BOTTOM)
    assert fault.size_tl == pytest.approx(offsets[Joint.MID_HIP, UP], abs=0.02)
    assert fault.phase == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(("ratio", "is_short"), [(0.89, True), (0.91, False)])
def test_nothing_stops_short_unless_its_range_is_short(ratio: float, *, is_short: bool) -> None:
    faults = faults_of(FROM_FRONT, shortened(FROM_FRONT, 0.4), ranged(Joint.MID_HIP, ratio))
    assert (faults[0].code is FaultCode.SITS_TOO_HIGH) == is_short


def test_a_range_that_is_short_only_by_the_measure_is_no_fault() -> None:
    faults = faults_of(FROM_FRONT, shortened(FROM_FRONT, 0.05), ranged(Joint.MID_HIP, 0.85))
    assert all(fault.code is FaultCode.OUT_OF_PLACE for fault in faults)


def test_a_press_stops_short_at_the_top_and_says_so_of_both_arms() -> None:
    measures = ranged(Joint.RIGHT_ELBOW, 0.7, both_sides=True)
    (fault,) = faults_of(PRESS, shortened(PRESS, 0.5), measures)
    assert (fault.code, fault.joint, fault.both_sides) == (
        FaultCode.STOPS_SHORT,
        Joint.RIGHT_ELBOW,
        True,
    )
    assert (fault.direction, fault.moment) == (Direction.LOWER, Moment.TOP)


def test_a_squat_that_is_too_deep_goes_too_far() -> None:
    deeper = shortened(FROM_FRONT, -0.5)
    (fault,) = faults_of(FROM_FRONT, deeper, ranged(Joint.MID_HIP, 1.5))
    assert (fault.code, fault.direction) == (FaultCode.GOES_TOO_FAR, Direction.LOWER)


@pytest.mark.parametrize(("side", "is_mirrored"), [("LEFT", False), ("RIGHT", True)])
def test_the_side_that_goes_less_far_lags(side: str, *, is_mirrored: bool) -> None:
    short = {
        key: off for key, off in shortened(CURL, 0.4).items() if key[0].name.startswith("LEFT")
    }
    left_to_right = 0.6 if side == "LEFT" else 1 / 0.6
    measures = replace(
        ranged(Joint[f"{side}_WRIST"], 0.8, both_sides=True),
        symmetry=Symmetry(left_to_right, 0.0),
    )
    fault = faults_of(CURL, short, measures, is_mirrored=is_mirrored)[0]
    assert (fault.code, fault.joint) == (FaultCode.SIDE_LAGS, Joint[f"{side}_WRIST"])
    assert fault.direction is Direction.LOWER


def test_what_the_hips_do_not_explain_is_a_fault_of_its_own() -> None:
    offsets = rising((*HIPS, *UPPER_BODY), 0.4)
    offsets[Joint.LEFT_WRIST, UP] = 1.2
    faults = faults_of(FROM_FRONT, offsets)
    assert {fault.joint for fault in faults} == {Joint.LEFT_WRIST, Joint.MID_HIP}


def test_knees_that_fall_in_are_named_together() -> None:
    facing_camera = {(Joint.LEFT_KNEE, ACROSS): -0.4, (Joint.RIGHT_KNEE, ACROSS): 0.4}
    (fault,) = faults_of(FROM_FRONT, facing_camera)
    assert (fault.code, fault.direction) == (FaultCode.KNEES_IN, Direction.INWARD)
    assert fault.joint in (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
    assert fault.both_sides


def test_knees_that_move_with_the_feet_do_not_fall_in() -> None:
    narrow = {
        (Joint[f"{side}_{joint}"], ACROSS): sign * 0.4
        for side, sign in (("LEFT", -1), ("RIGHT", 1))
        for joint in ("KNEE", "ANKLE")
    }
    faults = faults_of(FROM_FRONT, narrow)
    assert all(fault.code is FaultCode.OUT_OF_PLACE for fault in faults)


def test_knees_that_shift_to_one_side_are_not_reported_as_both_falling_in() -> None:
    shifted = {(Joint.LEFT_KNEE, ACROSS): -0.4, (Joint.RIGHT_KNEE, ACROSS): -0.4}
    assert not faults_of(FROM_FRONT, shifted)[0].both_sides


@pytest.mark.parametrize(
    ("hips_tl", "code"), [(0.1, FaultCode.KNEES_OVER_TOES), (-0.3, FaultCode.OUT_OF_PLACE)]
)
def test_knees_go_over_the_toes_unless_the_hips_go_back(hips_tl: float, code: FaultCode) -> None:
    ahead = FORWARD[FROM_SIDE]
    offsets = {(joint, ACROSS): 0.4 * ahead for joint in (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)}
    offsets |= {(joint, ACROSS): hips_tl * ahead for joint in HIPS}
    fault = faults_of(FROM_SIDE, offsets)[0]
    assert fault.code is code
    assert fault.joint in (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)


def turned(expected: ReferenceModel, turn_deg: float) -> dict[tuple[Joint, int], float]:
    """The whole upper body leans forward by ``turn_deg`` in the middle of the rep."""
    at = expected.trajectory[PHASES // 2]
    turn = np.radians(turn_deg) * -FORWARD[expected]
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved = (at - at[Joint.MID_HIP]) @ (rotation.T - np.eye(2))
    return {
        (joint, axis): float(moved[joint, axis]) for joint in UPPER_BODY for axis in (ACROSS, UP)
    }


def test_a_trunk_that_leans_is_one_fault_with_the_arms_that_it_carries() -> None:
    (fault,) = faults_of(FROM_SIDE, turned(FROM_SIDE, 25))
    assert (fault.code, fault.direction) == (FaultCode.LEANS_FORWARD, Direction.FORWARD)


def test_who_sinks_less_deep_leans_less_but_does_not_lean_back() -> None:
    measures = ranged(Joint.MID_HIP, 0.5)
    faults = faults_of(FROM_SIDE, shortened(FROM_SIDE, 0.5), measures)
    assert FaultCode.LEANS_BACK not in {fault.code for fault in faults}


def test_a_back_is_rounded_when_chest_and_head_sink_forward() -> None:
    ahead = FORWARD[FROM_SIDE]
    upper = (Joint.NECK, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    offsets = {(joint, ACROSS): 0.2 * ahead for joint in (*upper, Joint.NOSE)}
    offsets |= {(joint, UP): -0.5 for joint in upper} | {(Joint.NOSE, UP): -0.6}
    assert FaultCode.ROUNDED_BACK in {fault.code for fault in faults_of(FROM_SIDE, offsets)}


@pytest.mark.parametrize(
    ("hips_tl", "code"), [(-0.4, FaultCode.HIPS_SAG), (0.4, FaultCode.HIPS_HIGH)]
)
def test_in_a_push_up_the_hips_sag_or_are_high(hips_tl: float, code: FaultCode) -> None:
    assert faults_of(PUSH_UP, rising(HIPS, hips_tl))[0].code is code


@pytest.mark.parametrize("side", [Direction.LEFT, Direction.RIGHT])
def test_hips_that_shift_over_the_feet_are_named_with_the_persons_side(side: Direction) -> None:
    to_left = 1.0 if side is Direction.LEFT else -1.0
    offsets = {(joint, ACROSS): 0.4 * to_left for joint in (*HIPS, *UPPER_BODY)}
    fault = faults_of(FROM_FRONT, offsets)[0]
    assert (fault.code, fault.direction) == (FaultCode.HIPS_SHIFTED, side)


def pull_up(rest: float) -> Coordinates:
    """(60, 25, 2) one pull-up that begins and ends ``rest`` of the way up."""
    progress = rest + (1 - rest) * np.repeat(BUMP[:, None], 2, axis=1)
    still = np.zeros(PHASES)
    profile = MotionProfile(progress, still, still, np.zeros((PHASES, 2)), still)
    body = athlete(0).body
    joints_m = EXERCISES["pull-up"].motion(body, profile).joints()
    camera = Camera(yaw_deg=YAW_DEG[View.FRONT], aim_m=0.8 * body.height_m)
    times_us = np.arange(PHASES, dtype=np.int64) * 40_000
    return phase_trajectory(camera.poses(times_us, joints_m))


def test_a_pull_up_from_bent_arms_is_told_about_the_arms_and_not_about_its_height() -> None:
    rep = register(pull_up(0.35), PULL_UP.trajectory)
    deviations = deviations_of(rep, PHASES, PULL_UP, Relation.SAME_PERSON)
    faults = find_faults(deviations, PULL_UP, ranged(Joint.MID_HIP, 0.65))
    assert (faults[0].code, faults[0].both_sides) == (FaultCode.ARMS_BENT, True)
    assert FaultCode.STOPS_SHORT not in {fault.code for fault in faults}


@pytest.mark.parametrize(("sense", "direction"), [(1.0, "FORWARD"), (-1.0, "BACKWARD")])
def test_from_the_side_forward_is_where_the_person_faces(sense: float, direction: str) -> None:
    offsets = {(Joint.LEFT_ANKLE, ACROSS): 0.4 * sense * FORWARD[FROM_SIDE]}
    (fault,) = faults_of(FROM_SIDE, offsets)
    assert (fault.joint, fault.direction) == (Joint.LEFT_ANKLE, Direction[direction])


@pytest.mark.parametrize(
    ("is_mirrored", "direction"), [(False, Direction.LEFT), (True, Direction.RIGHT)]
)
def test_left_and_right_are_the_persons_own_in_a_mirror_too(
    direction: Direction, *, is_mirrored: bool
) -> None:
    (fault,) = faults_of(FROM_FRONT, {(Joint.NOSE, ACROSS): 0.5}, is_mirrored=is_mirrored)
    assert (fault.joint, fault.direction) == (Joint.NOSE, direction)


def test_a_joint_of_a_mirrored_rep_keeps_the_persons_own_name() -> None:
    (fault,) = faults_of(PRESS, {(Joint.LEFT_WRIST, UP): -0.5}, is_mirrored=True)
    assert fault.joint is Joint.RIGHT_WRIST


def test_what_a_view_from_between_front_and_side_does_not_tell_is_not_named() -> None:
    between = learn_model(filmed_reference("squat", yaw_deg=45.0))
    assert faults_of(between, {(Joint.LEFT_KNEE, ACROSS): 0.5}) == ()
    (fault,) = faults_of(between, {(Joint.LEFT_KNEE, UP): 0.5})
    assert fault.direction is Direction.HIGHER


def test_there_are_at_most_two_faults_and_the_worst_comes_first() -> None:
    offsets = {
        (Joint.LEFT_WRIST, ACROSS): 0.8,
        (Joint.RIGHT_ANKLE, ACROSS): -1.0,
        (Joint.NOSE, ACROSS): -0.6,
    }
    faults = faults_of(PRESS, offsets)
    assert [fault.joint for fault in faults] == [Joint.RIGHT_ANKLE, Joint.LEFT_WRIST]
    assert faults[0].size_tl > faults[1].size_tl


def test_a_second_deviation_within_the_limit_is_not_named() -> None:
    offsets = {(Joint.RIGHT_ANKLE, ACROSS): -1.0, (Joint.LEFT_WRIST, ACROSS): 0.03}
    assert len(faults_of(PRESS, offsets)) == 1


def test_a_second_fault_never_asks_for_the_opposite_of_the_first() -> None:
    offsets = {(Joint.RIGHT_ANKLE, UP): 1.0, (Joint.LEFT_WRIST, UP): -0.9}
    (fault,) = faults_of(PRESS, offsets)
    assert (fault.joint, fault.direction) == (Joint.RIGHT_ANKLE, Direction.HIGHER)


def test_a_deviation_of_a_few_frames_is_not_named_when_another_lasts() -> None:
    deviations = deviating(PRESS, {(Joint.LEFT_WRIST, UP): -0.4})
    offset = deviations.offset.copy()
    offset[30:33, Joint.RIGHT_ANKLE, ACROSS] = 3.0
    jumped = replace(deviations, trajectory=PRESS.trajectory + offset, offset=offset)
    (fault,) = find_faults(jumped, PRESS, Measures())
    assert fault.joint is Joint.LEFT_WRIST


def test_a_deviation_counts_only_as_far_as_it_is_seen() -> None:
    deviations = deviating(PRESS, {(Joint.LEFT_WRIST, UP): -0.5})
    seen = PRESS.trajectory + 0.6 * deviations.offset
    (fault,) = find_faults(replace(deviations, trajectory=seen), PRESS, Measures())
    assert fault.size_tl == pytest.approx(0.3, abs=0.01)


def test_the_frame_of_a_fault_is_the_attempts_own() -> None:
    deviations = deviating(FROM_FRONT, {(Joint.LEFT_WRIST, ACROSS): 0.6})
    (fault,) = find_faults(deviations, FROM_FRONT, Measures())
    assert fault.frame_index == deviations.frames[round(fault.phase * (PHASES - 1))]
    assert 0 < fault.frame_index < len(SQUAT.reps[0]) - 1
