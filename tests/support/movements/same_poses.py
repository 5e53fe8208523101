"""Compares pose series."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.poses import PoseSeries


def assert_same_poses(one: PoseSeries, other: PoseSeries) -> None:
    """All times, keypoints and metres are the same, to the bit."""
    np.testing.assert_array_equal(one.captured_us, other.captured_us)
    _assert_same_bits(one.keypoints, other.keypoints)
    assert (one.world_m is None) == (other.world_m is None)
    if one.world_m is not None and other.world_m is not None:
        _assert_same_bits(one.world_m, other.world_m)


def _assert_same_bits(one: NDArray[np.float32], other: NDArray[np.float32]) -> None:
    np.testing.assert_array_equal(one, other)
    assert one.tobytes() == other.tobytes()
