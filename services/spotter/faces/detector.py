"""Finds faces in a picture.

BlazeFace, full range (after Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection
on Mobile GPUs", 2019), with the sizes of MediaPipe's graph (Apache-2.0). The one for short range
takes a quarter of the time, and finds no face under 90 px in a picture of 720 lines: see
docs/evaluating.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.estimators.blazepose.activation import sigmoid
from spotter.estimators.blazepose.anchors import anchor_centers
from spotter.estimators.blazepose.network import Network
from spotter.estimators.blazepose.region import Region, transform

_MIN_SCORE = 0.7
"""Below it, hands and shoulders count, too; MediaPipe's own limit is 0.5."""
_MIN_OVERLAP_RATIO = 0.3
_STRIDES_PX = (4,)
_ANCHORS_PER_CELL = 1


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A face in a picture: its score, 0 to 1, the side of its box, and six points.

    ``points_px`` is (6, 2): the eye on the picture's left, that on its right, the tip of the nose,
    the middle of the mouth, the ear on the left and that on the right.
    """

    score: float
    side_px: float
    points_px: NDArray[np.float64]


class FaceDetector:
    """Finds all faces in a picture, with the network of :data:`spotter.faces.models.DETECTOR`.

    ``content`` holds the bytes of its file.
    """

    def __init__(self, content: bytes, threads: int = 1) -> None:
        self._network = Network(content, threads=threads, low=-1, high=1, outputs=(0, 1))
        self._anchors = anchor_centers(self._network.side_px, _STRIDES_PX, _ANCHORS_PER_CELL)

    def find(self, bgr: NDArray[np.uint8]) -> list[Face]:
        """The faces in an (H, W, 3) uint8 picture, largest first.

        The network sees 192 x 192 pixels, so it looks at the whole picture and at
        squares of it.
        """
        found = [face for square in squares(bgr) for face in self._in_square(bgr, square)]
        return sorted(distinct(found), key=lambda face: -face.side_px)

    def _in_square(self, bgr: NDArray[np.uint8], square: Region) -> list[Face]:
        side_px = self._network.side_px
        raw, logits = self._network.run(square.crop(bgr, side_px, cv2.BORDER_CONSTANT))
        scores = sigmoid(logits[:, 0].clip(-100, 100))
        sure = scores >= _MIN_SCORE
        pairs = raw[sure].reshape(-1, 8, 2)
        places = pairs + self._anchors[sure][:, None] * np.float32(side_px)
        ratio = square.side_px / side_px
        return [
            Face(
                score=float(score),
                side_px=float(pair[1].mean()) * ratio,
                points_px=transform(place[2:], square.to_picture(side_px)),
            )
            for score, pair, place in zip(scores[sure], pairs, places, strict=True)
        ]


_LEAST_SIDE_PX = 40
"""Below it no face that counts fits, and squares would be without number."""


def squares(bgr: NDArray[np.uint8]) -> Iterator[Region]:
    """The square around a (H, W, 3) picture, then overlapping ones of its short side.

    >>> [square.x_px for square in squares(np.zeros((720, 1280, 3), np.uint8))]
    [640.0, 360.0, 640.0, 920.0]
    """
    yield Region.of_picture(bgr)
    height_px, width_px = bgr.shape[:2]
    side_px, long_px = sorted((height_px, width_px))
    if side_px == long_px or side_px < _LEAST_SIDE_PX:
        return
    count = 1 + -(-(long_px - side_px) // (side_px // 2))
    for middle_px in np.linspace(side_px / 2, long_px - side_px / 2, count):
        x_px, y_px = (middle_px, side_px / 2) if width_px > height_px else (side_px / 2, middle_px)
        yield Region(float(x_px), float(y_px), float(side_px), 0.0)


def distinct(faces: list[Face]) -> list[Face]:
    """Of overlapping faces, the mean by score: weighted non-maximum suppression."""
    left, kept = sorted(faces, key=lambda face: -face.score), []
    while left:
        best = left[0]
        same = [face for face in left if _overlap_ratio(best, face) > _MIN_OVERLAP_RATIO]
        left = [face for face in left if all(face is not one for one in same)]
        weights = [face.score for face in same]
        kept.append(
            Face(
                best.score,
                float(np.average([face.side_px for face in same], weights=weights)),
                np.average([face.points_px for face in same], axis=0, weights=weights),
            )
        )
    return kept


def _overlap_ratio(one: Face, other: Face) -> float:
    """Intersection over union of the squares around the middles of the points."""
    apart = np.abs(one.points_px.mean(axis=0) - other.points_px.mean(axis=0))
    reach = (one.side_px + other.side_px) / 2
    shared = np.clip(np.minimum(reach - apart, min(one.side_px, other.side_px)), 0, None).prod()
    return float(shared / (one.side_px**2 + other.side_px**2 - shared))
