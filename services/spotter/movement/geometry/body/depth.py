"""How far each joint is towards the camera, in pixels of its picture.

The network's depth says which end of a bone is nearer, but errs by a decimetre or two. The picture
says by how much: a bone that looks shorter than it is points out of the picture by the rest of its
length (C. J. Taylor, "Reconstruction of articulated objects from point correspondences in a single
uncalibrated image", Computer Vision and Image Understanding 80, 2000). A bone is as long as it
looks when the movement shows it best, and at least nearly as long as an adult's usually is. Its
depth is mostly the picture's, and in part the network's.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import MIRROR, Joint, Keypoints, WorldMetres, finite_xy


class _Step(NamedTuple):
    """From a joint to the next one outward; ``length_tl`` is a bone's, as in body_size.py."""

    start: Joint
    end: Joint
    length_tl: float | None = None


_STEPS = (
    _Step(Joint.MID_HIP, Joint.RIGHT_HIP),
    _Step(Joint.MID_HIP, Joint.LEFT_HIP),
    _Step(Joint.MID_HIP, Joint.NECK, 1.0),
    *(
        _Step(Joint.NECK, joint)
        for joint in (Joint.NOSE, Joint.RIGHT_EYE, Joint.LEFT_EYE, Joint.RIGHT_EAR, Joint.LEFT_EAR)
    ),
    *(
        step
        for side in ("RIGHT", "LEFT")
        for step in (
            _Step(Joint.NECK, Joint[f"{side}_SHOULDER"]),
            _Step(Joint[f"{side}_SHOULDER"], Joint[f"{side}_ELBOW"], 0.55),
            _Step(Joint[f"{side}_ELBOW"], Joint[f"{side}_WRIST"], 0.53),
            _Step(Joint[f"{side}_HIP"], Joint[f"{side}_KNEE"], 0.82),
            _Step(Joint[f"{side}_KNEE"], Joint[f"{side}_ANKLE"], 0.87),
            *(
                _Step(Joint[f"{side}_ANKLE"], Joint[f"{side}_{part}"])
                for part in ("BIG_TOE", "SMALL_TOE", "HEEL")
            ),
        )
    ),
)
_BEST_SHOWN_QUANTILE = 0.9
_SHORT_RATIO = 0.9
"""How long a bone is at least, compared with an adult's usual one."""
_TIGHT_RATIO = 0.95
"""A bone that looks this long lies in the picture: noise must not turn it out of it."""
_PICTURE_SHARE = 0.75
_SURE_RATIO = 0.15
"""From this share of a bone's length on, the network is sure which end is nearer."""


def depth_px(keypoints: Keypoints, world_m: WorldMetres) -> NDArray[np.float64]:
    """The depth of the joints of one person and view: (T, 25) pixels, towards the camera.

    ``keypoints`` and ``world_m`` are (T, 25, 3), of as many poses as are known. The mid-hip's depth
    is 0; NaN where a joint or its metres are missing.
    """
    xy = finite_xy(keypoints)
    network_px = world_m[..., 2].astype(np.float64) * _px_per_m(xy, world_m)
    depth = network_px.copy()
    shortest_px = _SHORT_RATIO * body_size_px(keypoints)
    for start, end, length_tl in _STEPS:
        step = network_px[:, end] - network_px[:, start]
        if length_tl is not None:
            step = _along_bone(xy, start, end, length_tl * shortest_px, step)
        found = depth[:, start] + step
        depth[:, end] = np.where(np.isfinite(found), found, network_px[:, end])
    return depth


def _px_per_m(xy: NDArray[np.float64], world_m: WorldMetres) -> float:
    """The least-squares scale from metres to the picture."""
    from_hips = (xy - xy[:, [Joint.MID_HIP]]) * (1, -1)
    metres = world_m[..., :2].astype(np.float64)
    both = np.isfinite(from_hips) & np.isfinite(metres)
    square = (metres[both] ** 2).sum()
    return float((from_hips[both] * metres[both]).sum() / square) if square > 0 else np.nan


def _along_bone(
    xy: NDArray[np.float64],
    start: Joint,
    end: Joint,
    shortest_px: float,
    network_px: NDArray[np.float64],
) -> NDArray[np.float64]:
    """(T,) the depth from ``start`` to ``end``."""
    seen_px = np.hypot(*(xy[:, end] - xy[:, start]).T)
    other_px = np.hypot(*(xy[:, MIRROR[end]] - xy[:, MIRROR[start]]).T)
    best_px = [_quantile(lengths) for lengths in (seen_px, other_px)]
    length_px = float(np.fmax.reduce([*best_px, shortest_px]))
    out_px = np.sqrt(np.maximum((_TIGHT_RATIO * length_px) ** 2 - seen_px**2, 0))
    nearer = np.tanh(network_px / (_SURE_RATIO * length_px))
    blended: NDArray[np.float64] = (
        _PICTURE_SHARE * nearer * out_px + (1 - _PICTURE_SHARE) * network_px
    )
    return blended


def _quantile(lengths_px: NDArray[np.float64]) -> float:
    seen = lengths_px[np.isfinite(lengths_px)]
    return float(np.quantile(seen, _BEST_SHOWN_QUANTILE)) if len(seen) else np.nan
