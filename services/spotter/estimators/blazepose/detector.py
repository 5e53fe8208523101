"""BlazePose's detector: finds a person in the whole picture.

Sizes, strides and thresholds are those of MediaPipe's ``pose_detection`` and
``pose_detection_to_roi`` graphs (Apache-2.0); the network is described in Bazarevsky et al.,
"BlazePose: On-device Real-time Body Pose Tracking" (2020).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.estimators.blazepose.activation import sigmoid
from spotter.estimators.blazepose.anchors import anchor_centers
from spotter.estimators.blazepose.network import Network
from spotter.estimators.blazepose.region import Region, transform

MIN_SCORE = 0.5
MIN_OVERLAP = 0.3
MARGIN_RATIO = 1.25
_STRIDES_PX = (8, 16, 32, 32, 32)
_ANCHORS_PER_CELL = 2


class Detector:
    """Finds the most confident person in a picture.

    ``content`` holds the bytes of ``pose_detection.tflite``.
    """

    def __init__(self, content: bytes, threads: int) -> None:
        self._network = Network(content, threads=threads, low=-1, high=1, outputs=(0, 1))
        self._anchors = anchor_centers(self._network.side_px, _STRIDES_PX, _ANCHORS_PER_CELL)

    def find(self, bgr: NDArray[np.uint8]) -> Region | None:
        """The region around the person in an (H, W, 3) uint8 picture, or None if there is none."""
        whole, side_px = Region.of_picture(bgr), self._network.side_px
        raw, logits = self._network.run(whole.crop(bgr, side_px, cv2.BORDER_CONSTANT))
        points = strongest(decode(raw, self._anchors, side_px), sigmoid(logits[:, 0]))
        if points is None:
            return None
        middle_px, top_px = transform(points[2:4] * side_px, whole.to_picture(side_px))
        region = Region.of_alignment(middle_px, top_px, MARGIN_RATIO)
        return region if region.is_usable() else None


def decode(
    raw: NDArray[np.float32], anchors: NDArray[np.float32], side_px: int
) -> NDArray[np.float32]:
    """The detector's boxes as points, (N, 6, 2) x and y as ratios of the input's side.

    ``raw`` is (N, 12): the box's centre, its width and height, then four alignment points, all in
    pixels of the input and relative to the anchors, (N, 2). Points 0 and 1 are the box's corners,
    2 is the mid-hip and 3 the top of the circle around the whole body; 4 and 5 are the same for
    the upper body.
    """
    pairs = raw.reshape(-1, 6, 2) / np.float32(side_px)
    points = pairs + anchors[:, None]
    half = pairs[:, 1] / 2
    points[:, 1] = points[:, 0] + half
    points[:, 0] -= half
    return points


def strongest(
    points: NDArray[np.float32], scores: NDArray[np.float32]
) -> NDArray[np.float32] | None:
    """Blend the boxes around the best one by score: (6, 2) points, or None if no score suffices.

    ``points`` is (N, 6, 2) as from :func:`decode`, ``scores`` (N,) is 0 to 1. This is the first
    iteration of BlazeFace's weighted non-maximum suppression (Bazarevsky et al. 2019).
    """
    counts = scores >= MIN_SCORE
    if not counts.any():
        return None
    points, scores = points[counts], scores[counts]
    best = int(scores.argmax())
    near = overlap(points, points[best]) > MIN_OVERLAP
    near[best] = True
    blend: NDArray[np.float32] = np.average(points[near], axis=0, weights=scores[near])
    return blend


def overlap(points: NDArray[np.float32], best: NDArray[np.float32]) -> NDArray[np.float32]:
    """Intersection over union, (N,), of boxes (N, 6, 2) with the box ``best`` (6, 2)."""
    low, high = np.maximum(points[:, 0], best[0]), np.minimum(points[:, 1], best[1])
    shared, areas = _area(high - low), _area(points[:, 1] - points[:, 0])
    union = areas + _area(best[1] - best[0]) - shared
    return np.asarray(shared / np.maximum(union, np.float32(1e-12)), dtype=np.float32)


def _area(size: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(size.clip(0, None).prod(axis=-1), dtype=np.float32)
