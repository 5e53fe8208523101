"""How a stored picture is turned and mirrored to be shown upright."""

import struct
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Orientation:
    """One of eight ways to show a picture: transposed or not, then flipped along x and y."""

    is_transposed: bool = False
    flips_x: bool = False
    flips_y: bool = False

    @classmethod
    def of_display_matrix(cls, matrix: bytes) -> Self:
        """The orientation nearest to FFmpeg's display matrix, nine native-endian int32.

        The matrix ``a b u  c d v  x y w`` shows the stored pixel (x, y) at (ax + cy, bx + dy), as
        ISO/IEC 14496-12 defines it for a track.
        """
        a, b, _, c, d, *_ = struct.unpack("=9i", matrix)
        if abs(b) + abs(c) > abs(a) + abs(d):
            return cls(is_transposed=True, flips_x=c < 0, flips_y=b < 0)
        return cls(flips_x=a < 0, flips_y=d < 0)

    def size(self, width: float, height: float) -> tuple[float, float]:
        """Width and height, as shown, of a stored picture; its own inverse."""
        return (height, width) if self.is_transposed else (width, height)

    def applied(self, stored: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """(H, W, 3) ``stored`` as it is shown, (H, W, 3) or (W, H, 3); a view."""
        laid = stored.swapaxes(0, 1) if self.is_transposed else stored
        return laid[:: -1 if self.flips_y else 1, :: -1 if self.flips_x else 1]


UPRIGHT = Orientation()
