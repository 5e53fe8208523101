"""One look at somebody's hands: how much they look as if they held equipment."""

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.equipment.hands import square_round_hands
from spotter.estimators.equipment.protocol import EquipmentDetector
from spotter.movement.values.body.poses import Keypoints

NOT_SEEN = float("nan")


class HeldLook:
    """Shows the surroundings of the hands to a detector; knows nothing of earlier looks."""

    def __init__(self, detector: EquipmentDetector) -> None:
        self._detector = detector

    def look(self, bgr: NDArray[np.uint8], keypoints: Keypoints) -> float:
        """How sure the detector is of any equipment round the hands, 0 to 1.

        ``bgr`` is (H, W, 3) uint8 and ``keypoints`` one person's (25, 3). NaN if no hand is seen,
        or if the hands are outside the picture.
        """
        square = square_round_hands(keypoints)
        height_px, width_px, _ = bgr.shape
        if not square or not (0 <= square.x_px < width_px and 0 <= square.y_px < height_px):
            return NOT_SEEN
        seen = self._detector.detect(square.cut(bgr))
        return max((one.confidence for one in seen), default=0.0)
