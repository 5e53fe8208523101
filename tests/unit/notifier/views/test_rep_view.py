"""Comparing one rep with its reference."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.body.normalisation import mirrored, normalise
from spotter.movement.values.body.angle import Angle
from spotter.movement.values.body.equipment import Equipment, EquipmentEnd, EquipmentKind
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import MIRROR, Joint
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.judged.verdict import (
    AngleDeviation,
    Direction,
    Fault,
    FaultCode,
    Outcome,
    Verdict,
)
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.notifier.views.models import RepView
from spotter.notifier.views.rep_view import rep_view
from spotter.notifier.views.verdict_view import verdict_view
from spotter.wire.verdicts import rep_verdict
from support.gyms.staged_gym import MEASURES, squat


def opened(poses: PoseSeries, exercise: Exercise | None, **verdict: object) -> RepView:
    rep = Rep("rack-1", 1, "squat", "d", 1, 1, 0, "0" * 32, poses)
    steps = np.arange(len(poses), dtype=np.uint16)
    values: dict[str, object] = {"alignment": np.stack([steps, steps], axis=1)} | verdict
    judged = rep_verdict(rep, replace(Verdict(Outcome.GOOD, 0.5, 2.0), **values))  # type: ignore[arg-type]
    return rep_view(verdict_view(judged, 1), judged, rep, exercise)


def reference_of(*reps: PoseSeries) -> Exercise:
    return Exercise((Reference("squat", reps),))


def coordinates(frames: list[list[tuple[float, float] | None]]) -> np.ndarray:
    return np.array([[point or (np.nan, np.nan) for point in frame] for frame in frames])


@pytest.fixture
def poses() -> PoseSeries:
    return squat(shallow=False)


def test_both_movements_are_in_torso_lengths(poses: PoseSeries) -> None:
    larger = PoseSeries(poses.captured_us, poses.keypoints * np.array([2, 2, 1], np.float32))
    view = opened(larger, reference_of(poses))

    assert view.attempt
    assert view.reference
    attempt, reference = coordinates(view.attempt.frames), coordinates(view.reference.frames)
    np.testing.assert_allclose(attempt, reference, atol=0.002)
    np.testing.assert_allclose(attempt, normalise(poses), atol=0.002)


def test_a_missing_joint_is_null(poses: PoseSeries) -> None:
    keypoints = poses.keypoints.copy()
    keypoints[3, Joint.LEFT_KNEE] = (np.nan, np.nan, 0)
    view = opened(PoseSeries(poses.captured_us, keypoints), reference_of(poses))

    assert view.attempt
    assert view.attempt.frames[3][Joint.LEFT_KNEE] is None
    assert view.attempt.frames[4][Joint.LEFT_KNEE] is not None


def test_a_reference_that_faces_the_other_way_is_mirrored(poses: PoseSeries) -> None:
    flipped = poses.keypoints[:, MIRROR] * np.array([-1, 1, 1], np.float32)
    view = opened(
        PoseSeries(poses.captured_us, flipped), reference_of(poses), facing=Facing.MIRRORED
    )

    assert view.reference
    stepped = coordinates(view.reference.frames)
    np.testing.assert_allclose(stepped, mirrored(normalise(poses)), atol=0.002)


def test_the_named_fault_is_the_worst_joint(poses: PoseSeries) -> None:
    fault = Fault(Joint.LEFT_KNEE, 0.5, Direction.INWARD, 0.25, 12)
    view = opened(poses, reference_of(poses), outcome=Outcome.FAULTY, faults=(fault,))

    assert view.worst
    assert (view.worst.joint_index, view.worst.frame_index) == (Joint.LEFT_KNEE, 12)
    assert (view.worst.label, view.worst.axis, view.worst.size_tl) == ("left knee", "x", 0.25)
    assert view.worst.words == "Farthest off: left knee, 50 % of the way through."
    assert view.numbers == ("left knee 0.25 torso lengths further in, 50 % of the way through",)


DRIFTS = Fault(
    EquipmentEnd.RIGHT,
    0.5,
    Direction.FORWARD,
    0.2,
    12,
    code=FaultCode.EQUIPMENT_DRIFTS,
    equipment=EquipmentKind.BARBELL,
)
KNEE = Fault(Joint.LEFT_KNEE, 0.5, Direction.INWARD, 0.25, 12)


def with_bar(poses: PoseSeries, *, off_px: float = 0.0) -> PoseSeries:
    """The same with a bar across the hands, whose right end is off to the right."""
    ends = poses.keypoints[:, [Joint.LEFT_WRIST, Joint.RIGHT_WRIST]].copy()
    ends[:, EquipmentEnd.RIGHT.index, 0] += off_px
    return replace(poses, equipment=ends)


def with_equipment(*reps: PoseSeries) -> Exercise:
    held = Equipment(EquipmentKind.BARBELL, dict.fromkeys(EquipmentEnd, b"taught"))
    return Exercise((Reference("squat", reps),), equipment=held)


def test_the_ends_of_equipment_come_after_the_joints_of_both_movements(poses: PoseSeries) -> None:
    view = opened(with_bar(poses, off_px=50), with_equipment(with_bar(poses)))

    assert view.attempt
    assert view.reference
    assert view.attempt.equipment_kind == view.reference.equipment_kind == EquipmentKind.BARBELL
    attempt, reference = coordinates(view.attempt.frames), coordinates(view.reference.frames)
    np.testing.assert_allclose(attempt[:, 25], attempt[:, Joint.LEFT_WRIST], atol=0.002)
    off_tl = attempt[:, 26] - attempt[:, Joint.RIGHT_WRIST]
    np.testing.assert_allclose(
        off_tl, [[50 / body_size_px(poses.keypoints), 0]] * len(poses), atol=0.003
    )
    np.testing.assert_allclose(reference[:, 26], reference[:, Joint.RIGHT_WRIST], atol=0.002)


def test_a_mirrored_reference_holds_its_equipment_in_the_other_hands(poses: PoseSeries) -> None:
    view = opened(with_bar(poses), with_equipment(with_bar(poses)), facing=Facing.MIRRORED)

    assert view.reference
    frames = coordinates(view.reference.frames)
    wrists = frames[:, [Joint.LEFT_WRIST, Joint.RIGHT_WRIST]]
    np.testing.assert_allclose(frames[:, 25:], wrists, atol=0.002)


def test_an_end_that_a_fault_names_is_the_worst_and_called_by_its_kind(poses: PoseSeries) -> None:
    faults = (DRIFTS, KNEE)
    view = opened(
        with_bar(poses), with_equipment(with_bar(poses)), outcome=Outcome.FAULTY, faults=faults
    )

    assert view.worst
    assert (view.worst.joint_index, view.worst.frame_index, view.worst.axis) == (26, 12, "x")
    assert (view.worst.label, view.worst.size_tl) == ("bar", 0.2)
    assert view.worst.words == "Farthest off: bar, 50 % of the way through."


def test_where_its_ends_are_not_kept_the_body_s_fault_is_marked_instead(poses: PoseSeries) -> None:
    exercise = with_equipment(with_bar(poses))
    view = opened(poses, exercise, outcome=Outcome.FAULTY, faults=(DRIFTS, KNEE))

    assert view.attempt
    assert view.worst
    assert view.worst.joint_index == Joint.LEFT_KNEE
    assert view.attempt.equipment_kind is None
    assert {len(frame) for frame in view.attempt.frames} == {25}


def test_what_an_exercise_without_equipment_is_done_with_is_not_shown(poses: PoseSeries) -> None:
    view = opened(with_bar(poses), reference_of(with_bar(poses)))

    assert view.attempt
    assert view.reference
    assert {len(frame) for frame in view.attempt.frames + view.reference.frames} == {25}


def test_without_a_fault_the_farthest_joint_is_the_worst(poses: PoseSeries) -> None:
    keypoints = poses.keypoints.copy()
    keypoints[9, Joint.RIGHT_WRIST, 1] -= 60
    view = opened(PoseSeries(poses.captured_us, keypoints), reference_of(poses))

    assert view.worst
    assert (view.worst.joint_index, view.worst.frame_index) == (Joint.RIGHT_WRIST, 9)
    assert view.worst.axis == "y"
    (numbers,) = view.numbers
    assert numbers.startswith("right wrist ")
    assert numbers.endswith(" torso lengths from the reference")


def test_aligned_pairs_with_missing_frames_are_left_out(poses: PoseSeries) -> None:
    pairs = np.array([[0, 0], [1, 60000], [60000, 1], [2, 2]], dtype=np.uint16)

    assert opened(poses, reference_of(poses), alignment=pairs).alignment == [(0, 0), (2, 2)]


def test_a_fault_in_a_frame_that_does_not_exist_is_shown_in_the_last(poses: PoseSeries) -> None:
    fault = Fault(Joint.LEFT_KNEE, 1.0, Direction.INWARD, 0.25, 60000)
    view = opened(poses, reference_of(poses), faults=(fault,))

    assert view.worst
    assert view.worst.frame_index == len(poses) - 1


@pytest.mark.parametrize("index", [1, 60000])
def test_a_missing_reference_rep_leaves_only_the_attempt(poses: PoseSeries, index: int) -> None:
    view = opened(poses, reference_of(poses), reference_rep_index=index)

    assert view.attempt
    assert (view.reference, view.alignment, view.worst) == (None, [], None)


def test_an_unscorable_rep_has_neither_score_nor_worst_joint(poses: PoseSeries) -> None:
    nothing = np.empty((0, 2), np.uint16)
    values = {"outcome": Outcome.UNSCORABLE, "score": np.nan, "threshold": np.nan}
    view = opened(poses, reference_of(poses), alignment=nothing, **values)

    assert (view.verdict.score, view.verdict.threshold, view.worst) == (None, None, None)


def test_a_rep_that_is_no_longer_kept_still_has_its_verdict(poses: PoseSeries) -> None:
    rep = Rep("rack-1", 1, "squat", "d", 1, 4, 0, "0" * 32, poses)
    judged = rep_verdict(rep, Verdict(Outcome.GOOD, 0.5, 2.0))
    view = rep_view(verdict_view(judged, 1), judged, None, None)

    assert view.verdict.rep_number == 4
    assert view.attempt is None


def test_measures_are_shown_even_if_the_movement_is_no_longer_kept(poses: PoseSeries) -> None:
    angle = AngleDeviation(Angle.LEFT_KNEE, 0.5, 31.0)
    kept = opened(poses, reference_of(poses), measures=MEASURES, angle=angle)
    names = [line.name for line in kept.measures]
    assert names == ["Tempo", "Range of motion", "Steadiness"]
    assert kept.measures[1].words == "only 75% as far as the reference"
    assert kept.angle == "Left knee 31 degrees straighter than the reference."

    rep = Rep("rack-1", 1, "squat", "d", 1, 1, 0, "0" * 32, poses)
    judged = rep_verdict(rep, Verdict(Outcome.GOOD, 0.5, 2.0, measures=MEASURES))
    gone = rep_view(verdict_view(judged, 1), judged, None, None)
    assert gone.measures == kept.measures
    assert gone.angle == ""
