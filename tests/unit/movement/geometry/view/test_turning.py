"""References seen from elsewhere, compared with what a camera there sees."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.fitting import learn_model
from spotter.movement.geometry import phase_trajectory, turned
from spotter.movement.values import Joint, MovementError, PoseSeries, Reference
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform


def reference_from(yaw_deg: float, exercise: str = "squat") -> Reference:
    """One rep, by a camera so far away that its projection is nearly parallel."""
    plan = Plan(exercise, reps=1, rest_s=1.0)
    performance = perform(plan, np.random.default_rng(3))
    camera = Camera(yaw_deg, distance_m=12, focal_ratio=3, height_m=0.95, aim_m=0.95)
    (rep,) = performance.reps
    whole = performance.poses(camera)
    ends = whole.captured_us[[rep.first_frame - 2, rep.last_frame + 2]]
    return Reference(exercise, (whole.between(*map(int, ends)),))


def distance_tl(one: Reference, other: Reference) -> float:
    """The root mean square over joints and phases."""
    apart = phase_trajectory(one.reps[0]) - phase_trajectory(other.reps[0])
    return float(np.sqrt(np.nanmean((apart**2).sum(axis=-1))))


@pytest.mark.parametrize("exercise", ["squat", "lunge", "front-raise", "overhead-press"])
@pytest.mark.parametrize("yaw_deg", [-30, 45])
def test_a_turned_reference_is_nearly_what_a_camera_there_sees(
    exercise: str, yaw_deg: float
) -> None:
    ahead, there = reference_from(0, exercise), reference_from(yaw_deg, exercise)
    before, after = distance_tl(ahead, there), distance_tl(turned(ahead, yaw_deg), there)
    assert after < 0.13
    assert after < 0.55 * before


def test_what_stands_on_the_floor_stays_while_the_hips_go_back() -> None:
    (rep,) = turned(reference_from(0), 60).reps
    moved_px = np.ptp(rep.keypoints[..., 0], axis=0)
    assert moved_px[Joint.LEFT_ANKLE] < 0.25 * moved_px[Joint.MID_HIP]


def test_no_turn_changes_nothing() -> None:
    ahead = reference_from(0)
    (rep,), (same,) = ahead.reps, turned(ahead, 0).reps
    np.testing.assert_allclose(same.keypoints, rep.keypoints, atol=1e-3)
    np.testing.assert_allclose(np.asarray(same.world_m), np.asarray(rep.world_m), atol=1e-6)


def test_metres_turn_with_the_picture() -> None:
    (there,), (rep,) = turned(reference_from(0), 30).reps, reference_from(30).reps
    np.testing.assert_allclose(np.asarray(there.world_m), np.asarray(rep.world_m), atol=0.01)


def test_a_missing_joint_stays_missing_and_the_others_are_turned() -> None:
    ahead = reference_from(0)
    keypoints = ahead.reps[0].keypoints.copy()
    keypoints[:, Joint.LEFT_SHOULDER] = (np.nan, np.nan, 0)
    (rep,) = turned(replace(ahead, reps=(replace(ahead.reps[0], keypoints=keypoints),)), 30).reps
    assert np.isnan(rep.keypoints[:, Joint.LEFT_SHOULDER, 0]).all()
    others = [Joint.LEFT_ELBOW, Joint.RIGHT_SHOULDER, Joint.LEFT_ANKLE]
    assert np.isfinite(rep.keypoints[:, others, :2]).all()


def test_a_model_is_learned_from_a_turned_reference() -> None:
    there = reference_from(40)
    model = learn_model(turned(reference_from(0), 40))
    assert model.seen_from.is_near(learn_model(there).seen_from)


def test_a_reference_without_metres_is_refused() -> None:
    rep = reference_from(0).reps[0]
    flat = Reference("squat", (rep, PoseSeries(rep.captured_us, rep.keypoints)))
    with pytest.raises(MovementError, match="cannot be turned: expected metres in every rep"):
        turned(flat, 10)
