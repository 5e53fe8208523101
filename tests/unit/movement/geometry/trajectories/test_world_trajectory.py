from dataclasses import replace

import numpy as np

from spotter.movement.geometry.trajectories.world_trajectory import world_trajectory
from spotter.movement.values import Joint, PoseSeries
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform

POSES = perform(Plan("lunge", reps=1), np.random.default_rng(2)).poses(Camera(20))


def metres(poses: PoseSeries) -> np.ndarray:
    assert poses.world_m is not None
    return poses.world_m


def hidden(poses: PoseSeries, joint: Joint, frames: slice) -> PoseSeries:
    world_m = metres(poses).copy()
    world_m[frames, joint] = np.nan
    return replace(poses, world_m=world_m)


def test_the_mean_over_reps_starts_and_ends_where_they_do() -> None:
    later = replace(POSES, world_m=metres(POSES) + np.float32(0.1))
    mean = world_trajectory([POSES, later])
    assert mean is not None
    np.testing.assert_allclose(mean[[0, -1]], metres(POSES)[[0, -1]] + 0.05, atol=1e-6)


def test_a_gap_is_filled_and_a_joint_seen_too_rarely_is_missing() -> None:
    briefly = world_trajectory([hidden(POSES, Joint.LEFT_KNEE, slice(10, 20))])
    mostly = world_trajectory([hidden(POSES, Joint.LEFT_KNEE, slice(10, None))])
    assert briefly is not None
    assert mostly is not None
    assert np.isfinite(briefly[:, Joint.LEFT_KNEE]).all()
    assert np.isnan(mostly[:, Joint.LEFT_KNEE]).all()
    assert np.isfinite(mostly[:, Joint.RIGHT_KNEE]).all()


def test_reps_without_metres_do_not_count() -> None:
    flat = replace(POSES, world_m=None)
    assert world_trajectory([flat]) is None
    both, alone = world_trajectory([flat, POSES]), world_trajectory([POSES])
    assert both is not None
    np.testing.assert_array_equal(both, alone)
