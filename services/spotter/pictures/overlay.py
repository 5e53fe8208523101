"""Skeletons drawn over pictures."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import BONES, Joint
from spotter.movement.values.body.poses import Keypoints

Colour = tuple[int, int, int]
"""Blue, green, red, 0 to 255."""

LEFT_COLOUR: Colour = (255, 160, 40)
RIGHT_COLOUR: Colour = (40, 140, 255)
MIDDLE_COLOUR: Colour = (230, 230, 230)

_PEOPLE_COLOURS: tuple[Colour, ...] = (
    (90, 220, 90),
    (240, 110, 240),
    (60, 230, 250),
    (250, 220, 90),
    (120, 120, 250),
    (180, 250, 190),
    (250, 150, 170),
    (170, 200, 220),
)

_SHIFT = 4
"""With this shift OpenCV reads coordinates in sixteenths of a pixel."""

_FONT = cv2.FONT_HERSHEY_SIMPLEX


def draw_skeleton(
    bgr: NDArray[np.uint8], keypoints: Keypoints, *, min_confidence: float = 0.0
) -> NDArray[np.uint8]:
    """A copy of ``bgr``, (H, W, 3) uint8, with one person's skeleton drawn over it.

    ``keypoints`` is (25, 3): x and y in pixels, confidence. The person's own left is blue, the
    right orange. Joints that are missing or not above ``min_confidence`` are left
    out, with their bones.
    """
    picture = bgr.copy()
    _draw(picture, keypoints, None, min_confidence)
    return picture


def draw_people(
    bgr: NDArray[np.uint8], people: Keypoints, numbers: Sequence[int], *, numbered: bool
) -> NDArray[np.uint8]:
    """A copy of ``bgr``, (H, W, 3) uint8, with the skeletons of ``people``, (P, 25, 3), over it.

    ``numbers`` identifies the people: each one's bones have the colour of the number, which is
    written above the head if ``numbered``. Joints are blue on the person's own left, orange on
    the right.
    """
    picture = bgr.copy()
    for keypoints, number in zip(people, numbers, strict=True):
        colour = _PEOPLE_COLOURS[(number - 1) % len(_PEOPLE_COLOURS)]
        _draw(picture, keypoints, colour, 0.0)
        if numbered:
            _write_above(picture, keypoints, f"{number}", colour)
    return picture


def side_colour(joint: Joint) -> Colour:
    """The colour of the joint's side."""
    if joint.name.startswith("LEFT"):
        return LEFT_COLOUR
    return RIGHT_COLOUR if joint.name.startswith("RIGHT") else MIDDLE_COLOUR


def _draw(
    picture: NDArray[np.uint8],
    keypoints: Keypoints,
    bone_colour: Colour | None,
    min_confidence: float,
) -> None:
    """Draw into ``picture``; without ``bone_colour`` each bone has the colour of its side."""
    seen = np.isfinite(keypoints[:, :2]).all(axis=1) & (keypoints[:, 2] > min_confidence)
    # OpenCV's integers would overflow far outside the picture.
    places = np.clip(np.nan_to_num(keypoints[:, :2]), -1e5, 1e5) * (1 << _SHIFT)
    points = [(int(x), int(y)) for x, y in places.round()]
    width_px = _line_px(picture)
    for start, end in BONES:
        if seen[start] and seen[end]:
            colour = bone_colour or side_colour(end)
            cv2.line(picture, points[start], points[end], colour, width_px, cv2.LINE_AA, _SHIFT)
    for joint in Joint:
        if seen[joint]:
            radius = width_px << _SHIFT
            cv2.circle(picture, points[joint], radius, side_colour(joint), -1, cv2.LINE_AA, _SHIFT)


def _write_above(
    picture: NDArray[np.uint8], keypoints: Keypoints, text: str, colour: Colour
) -> None:
    """Write above the highest joint, on a dark background, inside the picture."""
    height_px, width_px = picture.shape[:2]
    line_px = _line_px(picture)
    scale = height_px / 800
    (wide, high), _ = cv2.getTextSize(text, _FONT, scale, line_px)
    x, y = keypoints[np.nanargmin(keypoints[:, 1]), :2]
    margin = 2 * line_px
    left = int(np.clip(x - wide / 2, margin, max(margin, width_px - wide - margin)))
    base = int(np.clip(y - 4 * margin, high + margin, height_px - margin))
    corners = (left - margin, base - high - margin), (left + wide + margin, base + margin)
    cv2.rectangle(picture, *corners, (30, 30, 30), -1)
    cv2.putText(picture, text, (left, base), _FONT, scale, colour, line_px, cv2.LINE_AA)


def _line_px(picture: NDArray[np.uint8]) -> int:
    height_px: int = picture.shape[0]
    return max(2, round(height_px / 180))
