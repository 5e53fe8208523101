"""Pictures kept in memory as JPEG, which takes a tenth and changes hardly anything."""

from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from spotter.pictures.jpeg import decode_jpeg, encode_jpeg

_QUALITY = 92

Picture = NDArray[np.uint8]


class KeptPictures(Sequence[Picture]):
    """(H, W, 3) uint8 BGR pictures in the order of their adding; each is decoded when asked for."""

    def __init__(self) -> None:
        self._jpegs: list[bytes] = []
        self.size_bytes = 0
        """What they take in memory."""

    def add(self, bgr: Picture) -> None:
        """Keep one more."""
        jpeg = encode_jpeg(bgr, _QUALITY)
        self._jpegs.append(jpeg)
        self.size_bytes += len(jpeg)

    def __len__(self) -> int:
        return len(self._jpegs)

    @overload
    def __getitem__(self, at: int) -> Picture: ...

    @overload
    def __getitem__(self, at: slice) -> list[Picture]: ...

    def __getitem__(self, at: int | slice) -> Picture | list[Picture]:
        if isinstance(at, slice):
            return [decode_jpeg(jpeg) for jpeg in self._jpegs[at]]
        return decode_jpeg(self._jpegs[at])
