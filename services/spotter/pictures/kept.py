"""Pictures kept in memory as JPEG, which takes a tenth and changes hardly anything."""

from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from spotter.pictures.jpeg import decode_jpeg, encode_jpeg

_QUALITY = 92

Picture = NDArray[np.uint8]


class JpegPictures(Sequence[Picture]):
    """(H, W, 3) uint8 BGR pictures in ``jpegs``; each is decoded when it is asked for."""

    def __init__(self, jpegs: Sequence[bytes]) -> None:
        self._jpegs = jpegs

    def __len__(self) -> int:
        return len(self._jpegs)

    @overload
    def __getitem__(self, at: int) -> Picture: ...

    @overload
    def __getitem__(self, at: slice) -> list[Picture]: ...

    def __getitem__(self, at: int | slice) -> Picture | list[Picture]:
        if isinstance(at, slice):
            return [self.decoded(jpeg) for jpeg in self._jpegs[at]]
        return self.decoded(self._jpegs[at])

    def decoded(self, jpeg: bytes) -> Picture:
        """One of them."""
        return decode_jpeg(jpeg)


class KeptPictures(JpegPictures):
    """Pictures in the order of their adding."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []
        super().__init__(self._kept)
        self.size_bytes = 0
        """What they take in memory."""

    def add(self, bgr: Picture) -> None:
        """Keep one more."""
        jpeg = encode_jpeg(bgr, _QUALITY)
        self._kept.append(jpeg)
        self.size_bytes += len(jpeg)
