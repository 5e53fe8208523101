"""BlazePose's landmarks: finds the joints of the person in a region.

Sizes and thresholds are those of MediaPipe's ``pose_landmark`` graphs (Apache-2.0).
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.estimators.blazepose.activation import sigmoid
from spotter.estimators.blazepose.network import Network
from spotter.estimators.blazepose.region import Region, transform

LANDMARK_COUNT = 33
"""Joints of the body; two auxiliary landmarks follow: the mid-hip and the top of the body."""

MIN_PRESENCE = 0.5
MARGIN_RATIO = 1.25
_OUTPUTS = (0, 1, 3, 4)
"""Landmarks, presence, heat maps, metres; not the person's outline."""
_KERNEL_CELLS = 7
_MIN_HEAT = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One person's landmarks.

    ``xy_px`` is (33, 2) in pixels of the picture; ``world_m`` (33, 3) in metres: x to the right of
    the picture, y up in it, z towards the camera, from near the hips; ``visibility`` (33,) is 0 to
    1; ``next_region`` is where to look for the person in the next picture.
    """

    xy_px: NDArray[np.float64]
    world_m: NDArray[np.float64]
    visibility: NDArray[np.float32]
    next_region: Region


class Landmarker:
    """Finds the landmarks of one person.

    ``content`` holds the bytes of one of the ``pose_landmark_*.tflite`` networks.
    """

    def __init__(self, content: bytes, threads: int) -> None:
        self._network = Network(content, threads=threads, low=0, high=1, outputs=_OUTPUTS)

    def find(self, bgr: NDArray[np.uint8], region: Region) -> Body | None:
        """The person in ``region`` of an (H, W, 3) uint8 picture, or None if nobody is there."""
        side_px = self._network.side_px
        raw, presence, heat, metres = self._network.run(
            region.crop(bgr, side_px, cv2.BORDER_REPLICATE)
        )
        if presence[0] < MIN_PRESENCE:
            return None
        landmarks = raw.reshape(-1, 5)[: LANDMARK_COUNT + 2]
        refined = refine(landmarks[:, :2] / np.float32(side_px), heat)
        xy_px = transform(refined * side_px, region.to_picture(side_px))
        return Body(
            xy_px=xy_px[:LANDMARK_COUNT],
            world_m=in_picture(metres.reshape(-1, 3)[:LANDMARK_COUNT], region.angle_rad),
            visibility=sigmoid(landmarks[:LANDMARK_COUNT, 3]),
            next_region=Region.of_alignment(xy_px[-2], xy_px[-1], MARGIN_RATIO),
        )


def in_picture(metres: NDArray[np.float32], angle_rad: float) -> NDArray[np.float64]:
    """The network's ``metres`` (N, 3) of a crop along the picture's axes.

    They are x to the right of the crop, y down and z away from the camera; the crop is rotated by
    ``angle_rad`` clockwise. The rotation is that of MediaPipe's ``WorldLandmarkProjection``.
    """
    right, down, away = metres.astype(np.float64).T
    cos, sin = np.cos(angle_rad), np.sin(angle_rad)
    return np.stack([cos * right - sin * down, -sin * right - cos * down, -away], axis=1)


def refine(points: NDArray[np.float32], heat: NDArray[np.float32]) -> NDArray[np.float32]:
    """Move each point to the centroid of the heat around it.

    ``points`` is (N, 2) x and y as ratios of the crop; ``heat`` is (rows, columns, at least N)
    logits, one map per point. A point outside the map, or with no hot cell nearby, stays.
    """
    rows, columns = heat.shape[:2]
    size = np.array([columns, rows])
    cells = (points * size).astype(np.intp)
    reach = np.arange(_KERNEL_CELLS) - _KERNEL_CELLS // 2
    x, y = cells[:, :1] + reach, cells[:, 1:] + reach
    inside_x, inside_y = (x >= 0) & (x < columns), (y >= 0) & (y < rows)
    maps = np.arange(len(points))[:, None, None]
    near = heat[y.clip(0, rows - 1)[:, :, None], x.clip(0, columns - 1)[:, None, :], maps]
    weights = sigmoid(near) * (inside_y[:, :, None] & inside_x[:, None, :])
    total = weights.sum(axis=(1, 2))
    moves = ((cells >= 0) & (cells < size)).all(axis=1) & (weights.max(axis=(1, 2)) >= _MIN_HEAT)
    safe = np.where(moves, total, 1)
    centre_x = (weights.sum(axis=1) * x).sum(axis=1) / safe / columns
    centre_y = (weights.sum(axis=2) * y).sum(axis=1) / safe / rows
    centre = np.stack([centre_x, centre_y], axis=1).astype(np.float32)
    return np.where(moves[:, None], centre, points)
