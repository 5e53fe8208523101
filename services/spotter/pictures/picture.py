"""A decoded picture, converted on demand to the size and the orientation in which it is shown."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self, cast

import av
import numpy as np
from av.sidedata.sidedata import Type
from numpy.typing import NDArray

from spotter.pictures.errors import VideoError, reason_of
from spotter.pictures.orientation import UPRIGHT, Orientation

STILL_RATIO = 0.01
"""With a smaller share of changed pixels, nobody has moved."""

_COMPARED_SIDE_PX = 64
_CHANGED_LEVELS = 24
"""Grey levels, of 256, by which a pixel must differ to have changed."""

_STRANGEST_ASPECT = 4.0
"""No camera's pixels are so many times as wide as high, or as high as wide."""

Size = tuple[float, float]
"""Width and height in pixels, as shown."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a stored picture is shown: the width of a pixel over its height, and its orientation."""

    pixel_aspect: float = 1.0
    orientation: Orientation = UPRIGHT

    @classmethod
    def of(cls, frame: av.VideoFrame, pixel_aspect: Fraction | None) -> Self:
        """The shape of a frame with pixels of that aspect; None or nonsense stand for squares."""
        aspect = float(pixel_aspect or 1)
        is_sane = 1 / _STRANGEST_ASPECT <= aspect <= _STRANGEST_ASPECT
        return cls(aspect if is_sane else 1.0, _orientation_of(frame))


class Picture:
    """A decoded picture of the video that ``shown`` names, shown in ``shape``."""

    def __init__(self, frame: av.VideoFrame, shape: Shape, shown: str) -> None:
        self._frame = frame
        self._shape = shape
        self._shown = shown

    @property
    def size(self) -> Size:
        """Its own size."""
        width = self._frame.width * self._shape.pixel_aspect
        return self._shape.orientation.size(width, self._frame.height)

    def bgr(self, width: int, height: int) -> NDArray[np.uint8]:
        """(H, W, 3) uint8, upright, fitted into ``width`` x ``height``; the rest is black.

        Raises :class:`VideoError` if the picture cannot be converted.
        """
        own_width, own_height = self.size
        ratio = min(width / own_width, height / own_height)
        fitted = min(width, whole_px(own_width * ratio)), min(height, whole_px(own_height * ratio))
        upright = self._shape.orientation.applied(self._converted(fitted))
        if fitted == (width, height):
            return np.ascontiguousarray(upright)
        return _centred(upright, width, height)

    def changed_ratio(self, other: "Picture") -> float:
        """The share of pixels, of the pictures made small, that differ: how much has moved."""
        steps = np.abs(_thumbnail(self._frame) - _thumbnail(other._frame))  # noqa: SLF001 - its like
        return float((steps >= _CHANGED_LEVELS).mean())

    def _converted(self, shown_size: tuple[int, int]) -> NDArray[np.uint8]:
        frame = self._frame
        width, height = (round(side) for side in self._shape.orientation.size(*shown_size))
        is_smaller = width * height < frame.width * frame.height
        try:
            picture = frame.reformat(
                width=width,
                height=height,
                format="bgr24",
                interpolation="AREA" if is_smaller else None,
            )
        except (av.error.FFmpegError, ValueError) as error:
            found = f"{frame.width} x {frame.height} {frame.format.name}"
            reason = reason_of(error)
            raise VideoError(self._shown, f"expected a picture; found {found}: {reason}") from error
        return cast("NDArray[np.uint8]", picture.to_ndarray())


def _orientation_of(frame: av.VideoFrame) -> Orientation:
    matrix = cast("dict[Type, bytes]", frame.side_data).get(Type.DISPLAYMATRIX)
    return Orientation.of_display_matrix(bytes(matrix)) if matrix else UPRIGHT


def _thumbnail(frame: av.VideoFrame) -> NDArray[np.int16]:
    side = _COMPARED_SIDE_PX
    small = frame.reformat(width=side, height=side, format="gray", interpolation="AREA")
    return small.to_ndarray().astype(np.int16)


def _centred(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """``picture`` in the middle of a black one."""
    canvas = np.zeros((height, width, 3), dtype=np.uint8)
    top, left = (height - picture.shape[0]) // 2, (width - picture.shape[1]) // 2
    canvas[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return canvas


def whole_px(side: float) -> int:
    """``side`` in whole pixels, at least one."""
    return max(1, round(side))
