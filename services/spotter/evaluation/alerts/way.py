"""How much of the way a rep lacks in truth: by the joints as they were performed, without noise."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import PoseSeries
from spotter.simulation.motion.performance import TrueRep

_MOVES = 0.5
"""A joint moves if it gets half as far as the one that gets farthest."""


def ways_px(poses: PoseSeries, reps: Sequence[TrueRep]) -> NDArray[np.float64]:
    """How far each joint gets from where it is when a rep begins: (R, J) pixels."""
    points = poses.keypoints[..., :2].astype(np.float64)
    return np.stack([_farthest_px(points[rep.first_frame : rep.last_frame + 1]) for rep in reps])


def missing_ratio(way_px: NDArray[np.float64], usual_px: NDArray[np.float64]) -> float:
    """The share of the usual way that a rep lacks, of the joints that move; 0 if none.

    Both are (J,). It is the median of the joints, since some, as the foot of a lunge, go the whole
    way in a rep that is cut short.
    """
    moves = usual_px >= _MOVES * np.nanmax(usual_px)
    return max(0.0, float(np.median(1 - way_px[moves] / usual_px[moves])))


def _farthest_px(points: NDArray[np.float64]) -> NDArray[np.float64]:
    farthest: NDArray[np.float64] = np.linalg.norm(points - points[0], axis=-1).max(axis=0)
    return farthest
