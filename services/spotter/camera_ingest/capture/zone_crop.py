"""The part of a picture that a station's zone covers: bystanders never leave this process."""

import math

import numpy as np
from numpy.typing import NDArray

from spotter.pictures.decoded_frame import DecodedFrame
from spotter.wire.stations import WHOLE, Zone


def zone_crop(bgr: NDArray[np.uint8], zone: Zone | None) -> NDArray[np.uint8]:
    """A view of the zone of a (H, W, 3) picture; without a zone, the picture itself.

    Pixels that the zone only touches are included.

    >>> zone_crop(np.zeros((100, 200, 3), np.uint8), Zone(0.25, 0.0, 0.75, 1.0)).shape
    (100, 100, 3)
    """
    if zone is None:
        return bgr
    height_px, width_px = bgr.shape[:2]
    top, left = math.floor(zone.top_ratio * height_px), math.floor(zone.left_ratio * width_px)
    bottom, right = math.ceil(zone.bottom_ratio * height_px), math.ceil(zone.right_ratio * width_px)
    return bgr[top:bottom, left:right]


def zone_picture(frame: DecodedFrame, zone: Zone | None, max_side_px: int) -> NDArray[np.uint8]:
    """(H, W, 3) uint8: what the zone shows, upright, scaled down so that no side exceeds the limit.

    Raises :class:`PictureError` if the picture cannot be converted.
    """
    part, (width_px, height_px) = zone or WHOLE, frame.size
    longest_px = max(
        (part.right_ratio - part.left_ratio) * width_px,
        (part.bottom_ratio - part.top_ratio) * height_px,
    )
    picture = frame.bgr(math.floor(max_side_px * max(frame.size) / longest_px))
    return zone_crop(picture, zone)[:max_side_px, :max_side_px]
