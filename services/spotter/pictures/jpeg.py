"""Single pictures as JPEG."""

import numpy as np
import simplejpeg
from numpy.typing import NDArray

from spotter.pictures.errors import PictureError

MAX_PIXELS = 7680 * 4320
"""8K, more than any gym camera delivers; a forged header must not exhaust the memory."""

_START = b"\xff\xd8"


def encode_jpeg(bgr: NDArray[np.uint8], quality: int = 85) -> bytes:
    """``bgr``, (H, W, 3) uint8, as JPEG of ``quality`` 1 to 100.

    Raises :class:`PictureError` for any other shape, dtype or size.
    """
    if bgr.dtype != np.uint8 or bgr.ndim != 3 or bgr.shape[2] != 3 or bgr.size == 0:
        raise PictureError(f"expected (H, W, 3) uint8; found {bgr.shape} {bgr.dtype}")
    _check_size(bgr.shape[0], bgr.shape[1])
    picture = np.ascontiguousarray(bgr)
    try:
        data: bytes = simplejpeg.encode_jpeg(picture, quality, "BGR", colorsubsampling="420")
    except ValueError as error:
        raise PictureError(f"a {bgr.shape[1]} x {bgr.shape[0]} picture: {error}") from error
    return data


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, as a JPEG's header says.

    Raises :class:`PictureError` for data that is not a JPEG, and for a huge one.
    """
    if not data.startswith(_START):
        raise PictureError(f"expected a JPEG; found {len(data)} bytes that start {data[:8]!r}")
    try:
        height, width, _, _ = simplejpeg.decode_jpeg_header(data)
    except ValueError as error:
        raise PictureError(f"expected a whole JPEG; found {len(data)} bytes: {error}") from error
    _check_size(height, width)
    return width, height


def decode_jpeg(data: bytes) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 BGR.

    Raises :class:`PictureError` for data that is not a JPEG, and for a truncated or huge JPEG.
    """
    jpeg_size(data)
    try:
        picture: NDArray[np.uint8] = simplejpeg.decode_jpeg(data, "BGR")
    except ValueError as error:
        raise PictureError(f"expected a whole JPEG; found {len(data)} bytes: {error}") from error
    return picture


def _check_size(height_px: int, width_px: int) -> None:
    if height_px * width_px > MAX_PIXELS:
        raise PictureError(
            f"expected a picture of at most {MAX_PIXELS} pixels; found {width_px} x {height_px}"
        )
