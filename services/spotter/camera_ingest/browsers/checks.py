"""Whether what a browser sends is what a station's camera gives. Pure."""

from collections import deque

from spotter.camera_ingest.errors import RefusedPictureError, TooManyPicturesError
from spotter.pictures.errors import PictureError
from spotter.pictures.jpeg import jpeg_size
from spotter.wire.browser_pictures import MAX_PICTURE_BYTES, BrowserPicture

MAX_SIDE_PX = 1920
_MOST_HZ = 60
_MEASURED_S = 2.0


def check_picture(picture: BrowserPicture) -> None:
    """Raise :class:`RefusedPictureError` for what is not a JPEG, or too large.

    Only its header is read: whether the rest is whole shows when it is decoded.
    """
    if len(picture.jpeg) > MAX_PICTURE_BYTES:
        raise RefusedPictureError(
            f"expected a picture of at most {MAX_PICTURE_BYTES} bytes; found {len(picture.jpeg)}"
        )
    try:
        width_px, height_px = jpeg_size(picture.jpeg)
    except PictureError as error:
        raise RefusedPictureError(str(error)) from None
    if max(width_px, height_px) > MAX_SIDE_PX:
        raise RefusedPictureError(
            f"expected a picture of at most {MAX_SIDE_PX} pixels a side; "
            f"found {width_px} x {height_px}"
        )


class RateCheck:
    """Refuses a browser that sends far more than any station is served with."""

    def __init__(self) -> None:
        self._arrived_s: deque[float] = deque(maxlen=round(_MOST_HZ * _MEASURED_S))

    def arrived(self, now_s: float) -> None:
        """Note a picture. Raises :class:`TooManyPicturesError`."""
        is_full = len(self._arrived_s) == self._arrived_s.maxlen
        if is_full and now_s - self._arrived_s[0] < _MEASURED_S:
            raise TooManyPicturesError(
                f"expected at most {_MOST_HZ} pictures a second; found more in {_MEASURED_S:g} s"
            )
        self._arrived_s.append(now_s)
