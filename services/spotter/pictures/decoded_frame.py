"""One frame of a stream: its picture and its times."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotter.pictures.picture import Picture, Size, whole_px


@dataclass(frozen=True, slots=True, eq=False)
class DecodedFrame:
    """One frame; ``time_s`` counts from the first one.

    ``stamp_s`` is the stream's own time stamp, None if it has none; ``lasts_s`` is how long the
    stream says that the picture is shown, 0 if it does not. ``size`` is the video's.
    ``captured_s`` is what :meth:`VideoStream.decoded` was told of its packet.
    """

    time_s: float
    stamp_s: float | None
    lasts_s: float
    picture: Picture
    size: Size
    captured_s: float | None = None

    def at(self, time_s: float) -> "DecodedFrame":
        """The same picture at another time."""
        return replace(self, time_s=time_s)

    def bgr(self, max_side_px: int | None = None) -> NDArray[np.uint8]:
        """(H, W, 3) uint8, upright, scaled down so that no side exceeds ``max_side_px``.

        Raises :class:`VideoError` if the picture cannot be converted.
        """
        ratio = min(1.0, max_side_px / max(self.size)) if max_side_px else 1.0
        width, height = self.size
        return self.picture.bgr(whole_px(width * ratio), whole_px(height * ratio))
