"""Pictures in which somebody holds a code to the camera."""

import io

import cv2
import numpy as np
import segno
from numpy.typing import NDArray


def picture_with_code(
    text: str, side_px: int, *, height: int = 720, width: int = 1280
) -> NDArray[np.uint8]:
    """A grey (H, W, 3) picture with a QR code of ``side_px`` in its middle."""
    written = io.BytesIO()
    segno.make(text, micro=False, error="m").save(written, kind="png", border=4)
    code = cv2.imdecode(np.frombuffer(written.getvalue(), np.uint8), cv2.IMREAD_COLOR)
    assert code is not None
    code = cv2.resize(code, (side_px, side_px), interpolation=cv2.INTER_AREA)
    picture = np.full((height, width, 3), 120, np.uint8)
    top, left = (height - side_px) // 2, (width - side_px) // 2
    picture[top : top + side_px, left : left + side_px] = code
    return picture
