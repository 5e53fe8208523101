"""The key moments of a rep, as small pictures with skeletons drawn over them."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import BONES, Joint
from spotter.movement.values.body.poses import Keypoints
from spotter.pictures.jpeg import encode_jpeg
from spotter.pictures.overlay import draw_skeleton

Picture = NDArray[np.uint8]
"""(H, W, 3) BGR."""

_HEIGHT_PX = 420
_WIDEST_PX = 480
_MARGIN_RATIO = 0.08
_QUALITY = 78
_BACKGROUND = (46, 38, 32)
_GHOST = (110, 225, 250)
_RING_PX = 15
_SMALLEST_PX = 40.0
_UPRIGHT = 3 / 4
_MARK = (60, 60, 235)


@dataclass(frozen=True, slots=True)
class Crop:
    """A rectangle of a picture, in its pixels, shown at a common height."""

    left_px: int
    top_px: int
    width_px: int
    height_px: int

    @property
    def scale(self) -> float:
        """Shown pixels per pixel."""
        return min(_HEIGHT_PX / self.height_px, _WIDEST_PX / self.width_px)

    def of(self, bgr: Picture | None) -> Picture:
        """The rectangle of ``bgr``, scaled; a plain background without a picture."""
        size = (round(self.width_px * self.scale), round(self.height_px * self.scale))
        if bgr is None:
            return np.full((size[1], size[0], 3), _BACKGROUND, dtype=np.uint8)
        right_px, bottom_px = self.left_px + self.width_px, self.top_px + self.height_px
        part = bgr[self.top_px : bottom_px, self.left_px : right_px]
        flags = cv2.INTER_AREA if self.scale < 1 else cv2.INTER_CUBIC
        return cv2.resize(part, size, interpolation=flags).astype(np.uint8)

    def keypoints(self, keypoints: Keypoints) -> Keypoints:
        """(25, 3) keypoints in the pixels of the scaled crop."""
        moved = keypoints.copy()
        moved[:, :2] = (moved[:, :2] - (self.left_px, self.top_px)) * self.scale
        return moved


def crop_around(keypoints: Keypoints, size_px: tuple[int, int] | None, aspect: float) -> Crop:
    """The rectangle around (T, 25, 3) ``keypoints``, with a margin.

    It is ``aspect`` times as wide as high, but stays within a picture of ``size_px``, width and
    height (None without a picture).
    """
    xy = keypoints[..., :2].reshape(-1, 2).astype(np.float64)
    low, high = np.nanmin(xy, axis=0), np.nanmax(xy, axis=0)
    width, height = np.maximum((high - low) * (1 + 2 * _MARGIN_RATIO), _SMALLEST_PX)
    half = np.array([max(width, height * aspect), max(height, width / aspect)]) / 2
    centre = (low + high) / 2
    if size_px is not None:
        half = np.minimum(half, np.divide(size_px, 2))
        centre = np.clip(centre, half, size_px - half)
    (left, top), (wide, high_px) = np.floor(centre - half), np.maximum(np.floor(2 * half), 1)
    return Crop(int(left), int(top), int(wide), int(high_px))


def aspect_of(keypoints: Keypoints) -> float:
    """The aspect ratio that suits (T, 25, 3) ``keypoints``: portrait or landscape."""
    xy = keypoints[..., :2].reshape(-1, 2)
    width, height = np.nanmax(xy, axis=0) - np.nanmin(xy, axis=0)
    return _UPRIGHT if height >= width else 1 / _UPRIGHT


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One picture to draw: the crop, the pose, the reference as a ghost, the joint to mark."""

    captured_us: int
    crop: Crop
    keypoints: Keypoints
    ghost: Keypoints | None = None
    marked: Joint | None = None

    def data_uri(self, bgr: Picture | None) -> str:
        """The drawing over the frame ``bgr``, or over a plain background, as a JPEG data URI."""
        shown = self.crop.of(bgr)
        if self.ghost is not None:
            _draw_ghost(shown, self.crop.keypoints(self.ghost))
        pose = self.crop.keypoints(self.keypoints)
        shown = draw_skeleton(shown, pose)
        if self.marked is not None:
            _draw_ring(shown, pose[self.marked])
        jpeg = base64.b64encode(encode_jpeg(shown, _QUALITY)).decode("ascii")
        return f"data:image/jpeg;base64,{jpeg}"


def draw_all(shots: Sequence[Shot], frames: Iterable[tuple[int, Picture]]) -> dict[Shot, str]:
    """Each shot over its frame, as data URIs, in one pass over ``frames`` (capture time, picture).

    A shot whose frame is missing is drawn over a plain background.
    """
    waiting: defaultdict[int, list[Shot]] = defaultdict(list)
    for shot in shots:
        waiting[shot.captured_us].append(shot)
    drawn: dict[Shot, str] = {}
    for captured_us, bgr in frames:
        drawn |= {shot: shot.data_uri(bgr) for shot in waiting.pop(captured_us, [])}
        if not waiting:
            break
    return drawn | {shot: shot.data_uri(None) for left in waiting.values() for shot in left}


def _draw_ghost(bgr: Picture, keypoints: Keypoints) -> None:
    """Draw bones in one colour, unlike those of a skeleton."""
    seen = {joint for joint in Joint if np.isfinite(keypoints[joint, :2]).all()}
    places = np.clip(np.nan_to_num(keypoints[:, :2]), -1e5, 1e5).round().astype(int)
    for start, end in BONES:
        if {start, end} <= seen:
            cv2.line(bgr, places[start].tolist(), places[end].tolist(), _GHOST, 2, cv2.LINE_AA)


def _draw_ring(bgr: Picture, keypoint: NDArray[np.float32]) -> None:
    if np.isfinite(keypoint[:2]).all():
        x, y = (round(float(place)) for place in np.clip(keypoint[:2], -1e5, 1e5))
        cv2.circle(bgr, (x, y), _RING_PX, _MARK, 3, cv2.LINE_AA)
