"""Decodes QR codes in a picture."""

import numpy as np
import zxingcpp
from numpy.typing import NDArray

_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
LONGEST_TEXT = 500
"""A code of ours is shorter."""


def texts_in(bgr: NDArray[np.uint8]) -> tuple[str, ...]:
    """What the QR codes in an (H, W, 3) uint8 picture say, each text once, sorted."""
    found = zxingcpp.read_barcodes(np.ascontiguousarray(bgr), _FORMATS)
    texts = {code.text for code in found if code.valid}
    return tuple(sorted(text for text in texts if 0 < len(text) <= LONGEST_TEXT))
