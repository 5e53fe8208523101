from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.assessment.deviations import Deviations, deviations_of
from spotter.movement.assessment.faults import find_faults
from spotter.movement.assessment.relation import Relation
from spotter.movement.fitting.reference_model import ReferenceModel, learn_model
from spotter.movement.fitting.registration import register
from spotter.movement.geometry.trajectory import PHASES, phase_trajectory
from spotter.movement.values.facing import Facing
from spotter.movement.values.skeleton import Joint
from spotter.movement.values.verdict import Direction, Fault
from spotter.movement.wording.hints import hint, when
from spotter.simulation.motion.faults import View
from support.filmed import filmed_reference

SQUAT = filmed_reference("squat")
FROM_FRONT = learn_model(SQUAT)
FROM_SIDE = learn_model(filmed_reference("squat", View.SIDE))
PRESS = learn_model(filmed_reference("overhead-press"))
ACROSS, UP = 0, 1
BUMP = np.sin(np.linspace(0, np.pi, PHASES)) ** 2


def deviating(
    expected: ReferenceModel,
    offsets_tl: Mapping[tuple[Joint, int], float],
    *,
    is_mirrored: bool = False,
) -> Deviations:
    """A rep as expected, except for some joints, which deviate most in its middle."""
    nothing = deviations_of(
        register(phase_trajectory(SQUAT.reps[0]), expected.trajectory),
        len(SQUAT.reps[0]),
        expected,
        Relation.SAME_PERSON,
    )
    offset = np.where(np.isnan(expected.trajectory), np.nan, 0.0)
    for (joint, axis), offset_tl in offsets_tl.items():
        offset[:, joint, axis] = offset_tl * BUMP
    ratio = np.abs(offset) / expected.allowance
    facing = Facing.MIRRORED if is_mirrored else Facing.SAME
    return replace(nothing, offset=offset, ratio=ratio, facing=facing)


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


def faults_of(
    expected: ReferenceModel,
    offsets_tl: Mapping[tuple[Joint, int], float],
    *,
    is_mirrored: bool = False,
) -> tuple[Fault, ...]:
    deviations = deviating(expected, offsets_tl, is_mirrored=is_mirrored)
    return find_faults(deviations, expected)


def test_hips_that_stay_high_are_one_fault_with_all_that_moves_with_them() -> None:
    offsets = {(joint, UP): 0.4 for joint in (*HIPS, *UPPER_BODY)}
    (fault,) = faults_of(FROM_FRONT, offsets)
    assert (fault.joint, fault.direction) == (Joint.MID_HIP, Direction.HIGHER)
    assert fault.size_tl == pytest.approx(0.4, abs=0.01)
    assert fault.phase == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(
    ("hips_tl", "ankle_ratio", "first"),
    [
        (0.4, 1.1, Joint.MID_HIP),  # not deep enough
        (-0.4, 0.9, Joint.RIGHT_ANKLE),  # too deep
    ],
)
def test_hips_that_stop_short_rank_above_a_slightly_larger_deviation_and_too_deep_ones_below(
    hips_tl: float, ankle_ratio: float, first: Joint
) -> None:
    middle, allowance = PHASES // 2, FROM_FRONT.allowance
    ratio = abs(hips_tl) / allowance[middle, HIPS, UP].min()
    ankle_tl = ankle_ratio * ratio * allowance[middle, Joint.RIGHT_ANKLE, ACROSS]
    offsets = {(joint, UP): hips_tl for joint in (*HIPS, *UPPER_BODY)}
    faults = faults_of(FROM_FRONT, {**offsets, (Joint.RIGHT_ANKLE, ACROSS): ankle_tl})
    assert faults[0].joint is first


def test_what_the_hips_do_not_explain_is_a_fault_of_its_own() -> None:
    offsets = {(joint, UP): 0.4 for joint in (*HIPS, *UPPER_BODY)}
    offsets[Joint.LEFT_WRIST, UP] = 1.2
    faults = faults_of(FROM_FRONT, offsets)
    assert {fault.joint for fault in faults} == {Joint.MID_HIP, Joint.LEFT_WRIST}


def test_knees_that_fall_in_are_named_together() -> None:
    facing_camera = {(Joint.LEFT_KNEE, ACROSS): -0.4, (Joint.RIGHT_KNEE, ACROSS): 0.4}
    (fault,) = faults_of(FROM_FRONT, facing_camera)
    assert fault.joint in (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
    assert fault.direction is Direction.INWARD
    assert fault.both_sides


def test_knees_that_shift_to_one_side_are_not_reported_as_both_falling_in() -> None:
    shifted = {(Joint.LEFT_KNEE, ACROSS): -0.4, (Joint.RIGHT_KNEE, ACROSS): -0.4}
    fault = faults_of(FROM_FRONT, shifted)[0]
    assert not fault.both_sides


@pytest.mark.parametrize(("across_tl", "direction"), [(-0.4, "FORWARD"), (0.4, "BACKWARD")])
def test_from_the_side_forward_is_where_the_person_faces(across_tl: float, direction: str) -> None:
    (fault,) = faults_of(FROM_SIDE, {(Joint.NECK, ACROSS): across_tl})
    assert (fault.joint, fault.direction) == (Joint.NECK, Direction[direction])


@pytest.mark.parametrize(
    ("is_mirrored", "direction"), [(False, Direction.LEFT), (True, Direction.RIGHT)]
)
def test_left_and_right_are_the_persons_own_in_a_mirror_too(
    direction: Direction, *, is_mirrored: bool
) -> None:
    (fault,) = faults_of(FROM_FRONT, {(Joint.NECK, ACROSS): 0.5}, is_mirrored=is_mirrored)
    assert (fault.joint, fault.direction) == (Joint.NECK, direction)


def test_a_joint_of_a_mirrored_rep_keeps_the_persons_own_name() -> None:
    (fault,) = faults_of(PRESS, {(Joint.LEFT_WRIST, UP): -0.5}, is_mirrored=True)
    assert fault.joint is Joint.RIGHT_WRIST


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


def test_the_frame_of_a_fault_is_the_attempts_own() -> None:
    deviations = deviating(FROM_FRONT, {(Joint.LEFT_WRIST, ACROSS): 0.6})
    (fault,) = find_faults(deviations, FROM_FRONT)
    assert fault.frame_index == deviations.frames[round(fault.phase * (PHASES - 1))]
    assert 0 < fault.frame_index < len(SQUAT.reps[0]) - 1


def sentence(expected: ReferenceModel, joint: Joint, direction: Direction, **values: float) -> str:
    fault = Fault(
        joint=joint,
        phase=values.get("phase", 0.5),
        direction=direction,
        size_tl=values.get("size_tl", 0.3),
        frame_index=0,
        both_sides=bool(values.get("both_sides", False)),
    )
    return hint(fault, expected)


@pytest.mark.parametrize(
    ("joint", "direction", "values", "expected"),
    [
        (
            Joint.LEFT_KNEE,
            Direction.INWARD,
            {"both_sides": True, "size_tl": 0.25},
            (
                "Knees too far in; knees 0.2 torso lengths further in than the reference at the "
                "bottom."
            ),
        ),
        (
            Joint.MID_HIP,
            Direction.HIGHER,
            {},
            ("Not deep enough; hips 0.3 torso lengths higher than the reference at the bottom."),
        ),
        (
            Joint.NOSE,
            Direction.LEFT,
            {"phase": 0.15},
            (
                "Head shifted to the left; head 0.3 torso lengths further left than the reference "
                "on the way down."
            ),
        ),
        (
            Joint.RIGHT_HIP,
            Direction.LOWER,
            {"size_tl": 0.06},
            "Too deep; hips 0.06 torso lengths lower than the reference at the bottom.",
        ),
        (
            Joint.RIGHT_ANKLE,
            Direction.OUTWARD,
            {"phase": 0.02},
            (
                "Right ankle too far out; right ankle 0.3 torso lengths further out than the "
                "reference at the start."
            ),
        ),
        (
            Joint.NECK,
            Direction.LOWER,
            {"phase": 0.98},
            "Neck too low; neck 0.3 torso lengths lower than the reference at the end.",
        ),
        (
            Joint.NECK,
            Direction.LOWER,
            {},
            "Neck too low; neck 0.3 torso lengths lower than the reference at the bottom.",
        ),
        (
            Joint.LEFT_ANKLE,
            Direction.HIGHER,
            {"size_tl": 0.1},
            (
                "Left ankle too high; left ankle 0.1 torso lengths higher than the reference at "
                "the bottom."
            ),
        ),
        (
            Joint.LEFT_ANKLE,
            Direction.LOWER,
            {},
            (
                "Left ankle too low; left ankle 0.3 torso lengths lower than the reference at the "
                "bottom."
            ),
        ),
    ],
)
def test_hints_of_a_squat(
    joint: Joint, direction: Direction, values: dict[str, float], expected: str
) -> None:
    assert sentence(FROM_FRONT, joint, direction, **values) == expected


@pytest.mark.parametrize(("expected", "turn"), [(FROM_FRONT, "bottom"), (PRESS, "top")])
def test_the_start_and_the_end_are_a_twelfth_of_a_rep_and_the_turn_the_seventh_on_either_side(
    expected: ReferenceModel, turn: str
) -> None:
    out, back = ("down", "up") if turn == "bottom" else ("up", "down")
    heights = np.nan_to_num(expected.trajectory[..., 1] - expected.trajectory[0, :, 1])
    turn_phase = int(np.abs(heights).max(axis=1).argmax()) / (PHASES - 1)
    phases = {
        0.07: "at the start",
        0.09: f"on the way {out}",
        turn_phase - 0.16: f"on the way {out}",
        turn_phase - 0.14: f"at the {turn}",
        turn_phase + 0.14: f"at the {turn}",
        turn_phase + 0.16: f"on the way {back}",
        0.91: f"on the way {back}",
        0.93: "at the end",
    }
    assert {phase: when(phase, expected) for phase in phases} == phases


def test_hints_of_a_press() -> None:
    assert sentence(PRESS, Joint.LEFT_WRIST, Direction.LOWER) == (
        "Not high enough; left wrist 0.3 torso lengths lower than the reference at the top."
    )
    assert sentence(PRESS, Joint.LEFT_WRIST, Direction.FORWARD, phase=0.75, both_sides=True) == (
        "Wrists too far forward; wrists 0.3 torso lengths further forward than the reference on "
        "the way down."
    )
