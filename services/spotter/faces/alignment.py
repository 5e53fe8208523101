"""Turns a face upright and to the size and place at which the network learned faces."""

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.faces.network.structure import SIDE_PX

_EYES_AND_MOUTH_RATIO = np.array([[0.3183, 0.3142], [0.6685, 0.3142], [0.4934, 0.73]])
"""Where dlib's chips of 150 px have them: the eye on the left, that on the right, the mouth.

The eyes are those of its five-point template; the mouth was fitted: see docs/evaluating.md."""


def aligned(bgr: NDArray[np.uint8], points_px: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The face as (150, 150, 3) uint8 RGB.

    ``bgr`` is the whole picture, ``points_px`` are a :class:`Face`'s (6, 2). The similarity that
    fits eyes and mouth best, by least squares (Umeyama 1991), maps it.
    """
    matrix = similarity(points_px[[0, 1, 3]], _EYES_AND_MOUTH_RATIO * SIDE_PX)
    shrinks = float(np.hypot(*matrix[0, :2])) < 0.5
    # Pixels between those that are looked up would be lost.
    soft = cv2.GaussianBlur(bgr, (0, 0), 0.4 / float(np.hypot(*matrix[0, :2]))) if shrinks else bgr
    cut = cv2.warpAffine(soft, matrix, (SIDE_PX, SIDE_PX), flags=cv2.INTER_LINEAR)
    return np.asarray(cv2.cvtColor(cut, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def similarity(source: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """The (2, 3) matrix of rotation, scale and shift that maps (N, 2) points best to others."""
    middle, aim = source.mean(axis=0), target.mean(axis=0)
    x, y = (source - middle).T
    u, v = (target - aim).T
    spread = float((x * x + y * y).sum())
    along, across = float((x * u + y * v).sum()) / spread, float((x * v - y * u).sum()) / spread
    turn = np.array([[along, -across], [across, along]])
    return np.column_stack([turn, aim - turn @ middle])
