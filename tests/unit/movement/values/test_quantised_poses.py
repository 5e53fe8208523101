from fractions import Fraction
from itertools import product
from math import isfinite

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.quantised_poses import JointSteps, quantised
from spotter.movement.values.errors import MovementError
from support.movements.any_poses import any_poses
from support.movements.performed import performed
from support.movements.same_poses import assert_same_poses

PX, CONFIDENCE, METRE = 10, 255, 1000
FARTHEST = 2**20


@given(any_poses())
@settings(max_examples=50)
def test_poses_are_the_nearest_steps_as_one_counts_by_hand(poses: PoseSeries) -> None:
    assert_same_poses(quantised(poses), by_hand(poses))


@given(any_poses())
def test_quantising_twice_changes_nothing(poses: PoseSeries) -> None:
    assert_same_poses(quantised(quantised(poses)), quantised(poses))


@given(any_poses())
def test_nothing_moves_by_more_than_half_a_step(poses: PoseSeries) -> None:
    found = quantised(poses)
    assert np.array_equal(found.captured_us, poses.captured_us)
    seen = np.isfinite(found.keypoints).all(axis=-1)
    assert_within(found.keypoints[seen][:, :2], poses.keypoints[seen][:, :2], 0.05)
    kept = seen & (poses.keypoints[..., 2] >= 0) & (poses.keypoints[..., 2] <= 1)
    assert_within(found.keypoints[kept][:, 2], poses.keypoints[kept][:, 2], 1 / 510)
    assert (found.world_m is None) == (poses.world_m is None)
    if found.world_m is not None and poses.world_m is not None:
        known = np.isfinite(found.world_m).all(axis=-1)
        assert_within(found.world_m[known], poses.world_m[known], 0.0005)


@given(any_poses())
def test_what_is_missing_stays_missing_and_what_a_picture_holds_does_not_get_lost(
    poses: PoseSeries,
) -> None:
    given_px, found = poses.keypoints[..., :2], quantised(poses).keypoints
    missing = np.any(np.isnan(found[..., :2]), axis=-1)
    assert missing[~np.all(np.isfinite(given_px), axis=-1)].all()
    assert not missing[np.all(np.abs(given_px) <= 100_000, axis=-1)].any()
    assert np.isnan(found[missing][:, :2]).all()
    assert not found[missing][:, 2].any()


@pytest.mark.parametrize(
    ("joint", "found"),
    [
        ((1e30, 5, 1), (np.nan, np.nan, 0)),
        ((np.inf, 5, 1), (np.nan, np.nan, 0)),
        ((5, np.nan, 1), (np.nan, np.nan, 0)),
        ((5.04, -7.06, 1.05), (5.0, -7.1, 1)),
        ((5, 6, -0.1), (5, 6, 0)),
        ((5, 6, 0), (5, 6, 0)),
        ((5, 6, np.inf), (5, 6, 1)),
    ],
)
def test_a_joint_beyond_any_picture_is_missing_and_a_confidence_beyond_its_range_at_its_end(
    joint: tuple[float, ...], found: tuple[float, ...]
) -> None:
    keypoints = np.full((1, 25, 3), joint, dtype=np.float32)
    wanted = np.full((1, 25, 3), found, dtype=np.float32)
    quantised_joint = quantised(PoseSeries(np.array([0]), keypoints)).keypoints
    np.testing.assert_array_equal(quantised_joint, wanted)


def test_metres_of_nobody_are_not_the_same_as_no_metres() -> None:
    poses = performed("squat", 1).between(0, 200_000)
    unseen = np.full(poses.keypoints.shape, np.nan, dtype=np.float32)
    found = quantised(PoseSeries(poses.captured_us, poses.keypoints, unseen)).world_m
    assert found is not None
    assert np.isnan(found).all()


def test_a_body_smaller_than_a_pixel_is_at_one_place() -> None:
    poses = performed("squat", 1)
    tiny = poses.keypoints.copy()
    tiny[..., :2] /= 20_000
    found = quantised(PoseSeries(poses.captured_us, tiny)).keypoints[..., :2]
    assert np.unique(found[np.isfinite(found)]).tolist() == [0.0]


def test_steps_beyond_any_picture_are_refused() -> None:
    known = np.ones((1, 25), dtype=bool)
    steps = np.full((1, 25, 2), -FARTHEST - 1, dtype=np.int32)
    with pytest.raises(MovementError, match="at most 1048576 steps from 0; found -1048577"):
        JointSteps(known, steps)


def assert_within(
    found: NDArray[np.float32], wanted: NDArray[np.float32], half_step: float
) -> None:
    """``found`` is a step's nearest float32, so it may be off by half of float32's spacing more."""
    off = np.abs(found.astype(np.float64) - wanted.astype(np.float64))
    assert np.all(off <= half_step + np.spacing(np.abs(found)) / 2 + 1e-12)


def by_hand(poses: PoseSeries) -> PoseSeries:
    """Joint by joint, in exact fractions."""
    world_m, equipment = poses.world_m, poses.equipment
    if world_m is not None:
        world_m = world_m.copy()
        for frame, joint in product(range(len(poses)), range(25)):
            at = [nearest(one, METRE) for one in world_m[frame, joint].tolist()]
            world_m[frame, joint] = np.nan if any(np.isnan(at)) else at
    return PoseSeries(
        poses.captured_us,
        points_by_hand(poses.keypoints),
        world_m,
        None if equipment is None else points_by_hand(equipment),
        poses.hands,
    )


def points_by_hand(points: NDArray[np.float32]) -> NDArray[np.float32]:
    stepped = points.copy()
    for frame, joint in product(*map(range, points.shape[:2])):
        x, y, confidence = points[frame, joint].tolist()
        at = [nearest(one, PX) for one in (x, y)]
        is_missing = any(np.isnan(at))
        sure = nearest(min(max(confidence, 0.0), 1.0), CONFIDENCE)
        stepped[frame, joint] = (np.nan, np.nan, 0) if is_missing else (*at, sure)
    return stepped


def nearest(value: float, per_unit: int) -> np.float32:
    """The nearest step, the even one of two; NaN for none."""
    steps = round(Fraction(value) * per_unit) if isfinite(value) else FARTHEST + 1
    return np.float32(steps / per_unit if abs(steps) <= FARTHEST else np.nan)
