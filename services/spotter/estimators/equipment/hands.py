"""The part of a picture that shows a person's hands."""

from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints

SIDE_TL = 1.6
"""The side of the square round one hand, or two that are together."""
_MARGIN_TL = 1.12
"""Of hands apart: what the square shows beyond the larger of their distances across and down."""
_HAND_RATIO = 0.35
"""How far the middle of a closed hand is beyond the wrist, of the forearm."""
_ARMS = (
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
)


@dataclass(frozen=True, slots=True)
class Square:
    """A square of a picture, by its middle and its side; parts of it may be outside."""

    x_px: float
    y_px: float
    side_px: float

    def cut(self, bgr: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """(S, S, 3) uint8: the square; beyond the edge, the picture's outermost pixels go on."""
        side_px = max(1, ceil(self.side_px))
        cut = cv2.getRectSubPix(bgr, (side_px, side_px), (self.x_px, self.y_px))
        return np.asarray(cut, dtype=np.uint8)


def square_round_hands(keypoints: Keypoints) -> Square | None:
    """The square round the hands of one person's (25, 3) keypoints that are seen.

    None if no forearm is seen.
    """
    body = keypoints.astype(np.float64)
    elbows, wrists = (body[list(joints), :2] for joints in zip(*_ARMS, strict=True))
    hands = wrists + _HAND_RATIO * (wrists - elbows)
    hands = hands[np.isfinite(hands).all(axis=1)]
    torso_px = body_size_px(body[None])
    if not len(hands) or not np.isfinite(torso_px):
        return None
    x_px, y_px = hands.mean(axis=0)
    apart_px = float(np.ptp(hands, axis=0).max())
    side_px = max(SIDE_TL * torso_px, apart_px + _MARGIN_TL * torso_px)
    return Square(float(x_px), float(y_px), side_px)
