"""Coordinates written as ratios of the picture, as by OpenPose's ``--keypoint_scale`` 3 and 4.

Across and down they run from 0 (or -1) to 1 whatever the picture's shape, so that bodies in a wide
picture are too slim until its shape is known.
"""

from dataclasses import replace
from math import nan

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import Keypoints
from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.openpose_json.reading import FramePeople

USUAL_PICTURE_PX = (1920, 1080)
"""Width and height of most video."""

_BEYOND_RATIO = 1.5
"""Joints are placed beyond the edges of a picture, too."""
_LEFT_OF_MIDDLE_RATIO = -0.1
"""Where some are this far left or above, zero is the middle of the picture."""
_NEARLY_ALL = 0.95
_FLATTEST_RATIO, _WIDEST_RATIO = 0.1, 10.0


def are_ratios(frames: list[FramePeople]) -> bool:
    """Whether the coordinates of a folder's frames are ratios of a picture rather than pixels."""
    xy = np.abs(_coordinates(frames))
    return bool(len(xy)) and float(np.quantile(xy, _NEARLY_ALL)) <= _BEYOND_RATIO


def in_pixels(frames: list[FramePeople], picture_px: tuple[int, int]) -> list[FramePeople]:
    """The frames, whose coordinates are ratios, in a picture of this width and height."""
    lowest = float(np.quantile(_coordinates(frames), 1 - _NEARLY_ALL))
    if lowest < _LEFT_OF_MIDDLE_RATIO:
        frames = [replace(frame, keypoints=_of_corner(frame.keypoints)) for frame in frames]
    scale = np.array((*picture_px, 1), dtype=np.float32)
    return [replace(frame, keypoints=frame.keypoints * scale) for frame in frames]


def _of_corner(keypoints: Keypoints) -> Keypoints:
    """Ratios of 0 to 1 of those of -1 to 1."""
    moved = keypoints.copy()
    moved[..., :2] = (moved[..., :2] + 1) / 2
    return moved


def _coordinates(frames: list[FramePeople]) -> NDArray[np.float32]:
    xy = np.concatenate([frame.keypoints[..., :2].ravel() for frame in frames])
    known: NDArray[np.float32] = xy[np.isfinite(xy)]
    return known


def picture_px_of(aspect: str) -> tuple[int, int]:
    """Width and height of a picture 1080 pixels high of an aspect such as ``16:9`` or ``1.78``.

    Raises :class:`PoseFileError` for others.

    >>> picture_px_of("16:9"), picture_px_of("3840x2160")
    ((1920, 1080), (1920, 1080))
    """
    width, _, height = aspect.lower().replace("x", ":").partition(":")
    try:
        ratio = float(width) / float(height or 1)
    except (ValueError, ZeroDivisionError):
        ratio = nan
    if not _FLATTEST_RATIO <= ratio <= _WIDEST_RATIO:
        raise PoseFileError(
            f"expected a picture's aspect as 16:9, 1920x1080 or 1.78; found {aspect!r}"
        )
    _, height_px = USUAL_PICTURE_PX
    return round(ratio * height_px), height_px
