import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.movement.geometry.body.normalisation import mirrored
from spotter.movement.geometry.view.orientation import oriented
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.skeleton import Joint

trajectories = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).normal(0, 1, (5, 25, 2))
)


@given(trajectories, st.sampled_from(Facing))
def test_orienting_twice_gives_the_trajectory_back(trajectory: np.ndarray, facing: Facing) -> None:
    assert np.array_equal(oriented(oriented(trajectory, facing), facing), trajectory)


@given(trajectories, st.sampled_from(Facing), st.sampled_from(Facing))
def test_orientations_compose_in_any_order(
    trajectory: np.ndarray, one: Facing, other: Facing
) -> None:
    both = next(
        facing
        for facing in Facing
        if facing.flips_x == (one.flips_x != other.flips_x)
        and facing.swaps_sides == (one.swaps_sides != other.swaps_sides)
    )
    assert np.array_equal(oriented(oriented(trajectory, one), other), oriented(trajectory, both))
    assert np.array_equal(oriented(oriented(trajectory, other), one), oriented(trajectory, both))


@pytest.mark.parametrize(
    ("facing", "joint", "x"),
    [
        (Facing.SAME, Joint.LEFT_KNEE, 2.0),
        (Facing.FLIPPED, Joint.LEFT_KNEE, -2.0),
        (Facing.SWAPPED, Joint.RIGHT_KNEE, 2.0),
        (Facing.MIRRORED, Joint.RIGHT_KNEE, -2.0),
    ],
)
def test_a_facing_moves_a_knee_to_the_stated_place(facing: Facing, joint: Joint, x: float) -> None:
    trajectory = np.zeros((1, 25, 2))
    trajectory[0, Joint.LEFT_KNEE] = 2, 3
    found = oriented(trajectory, facing)
    assert found[0, joint].tolist() == [x, 3]
    assert np.count_nonzero(found) == 2


def test_mirrored_is_what_a_mirror_shows_and_a_gap_stays_one() -> None:
    trajectory = np.random.default_rng(1).normal(0, 1, (4, 25, 2))
    trajectory[:, Joint.LEFT_WRIST] = np.nan
    found = oriented(trajectory, Facing.MIRRORED)
    assert np.array_equal(found, mirrored(trajectory), equal_nan=True)
    assert np.isnan(found[:, Joint.RIGHT_WRIST]).all()
    assert np.isfinite(found[:, Joint.LEFT_WRIST]).all()
