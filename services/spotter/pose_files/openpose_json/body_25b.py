"""Tells BODY_25B from BODY_25, OpenPose's other list of 25 joints: files do not say which it is."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import BONES
from spotter.movement.values.body.poses import Keypoints
from spotter.pose_files.openpose_json.joint_orders import BODY_25B

_SHORTER = 0.75
"""In recordings, the wrong order makes the bones two to three times as long as the right one."""


def is_body_25b(people: Keypoints) -> bool:
    """Whether ``people``, (N, 25, 3) from all frames of a folder, are BODY_25B and not BODY_25.

    In the wrong order, bones cross the whole body; the right order has the shorter bones.
    """
    as_read, mapped = _bones_px(people), _bones_px(BODY_25B.in_body_25(people))
    both = np.isfinite(as_read) & np.isfinite(mapped)
    return bool(mapped[both].sum() < _SHORTER * as_read[both].sum())


def _bones_px(people: Keypoints) -> NDArray[np.float32]:
    """(N, bones) the length of each bone in pixels, NaN where an end is missing."""
    starts, ends = zip(*BONES, strict=True)
    across = people[:, starts, :2] - people[:, ends, :2]
    lengths: NDArray[np.float32] = np.linalg.norm(across, axis=-1)
    return lengths
