"""Compares pose series."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import PoseSeries


def assert_same_poses(one: PoseSeries, other: PoseSeries) -> None:
    """All times, keypoints, metres, ends of equipment and hands are the same, to the bit."""
    np.testing.assert_array_equal(one.captured_us, other.captured_us)
    _assert_same_bits(one.keypoints, other.keypoints)
    for part, other_part in ((one.world_m, other.world_m), (one.equipment, other.equipment)):
        assert (part is None) == (other_part is None)
        if part is not None and other_part is not None:
            _assert_same_bits(part, other_part)
    np.testing.assert_array_equal(one.hands, other.hands)


def _assert_same_bits(one: NDArray[np.float32], other: NDArray[np.float32]) -> None:
    np.testing.assert_array_equal(one, other)
    assert one.tobytes() == other.tobytes()
