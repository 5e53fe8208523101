"""What a reader of frames is."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Reader(Protocol):
    """Looks for something in frames of stations, and reports what it finds."""

    name: str

    def read(self, station_id: str, bgr: NDArray[np.uint8], captured_us: int) -> None:
        """Read one (H, W, 3) uint8 frame, captured at ``captured_us`` since the Unix epoch."""

    def forget(self, station_id: str) -> None:
        """Drop what is remembered of a station: nobody there asks any more."""
