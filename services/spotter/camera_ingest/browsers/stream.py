"""The pictures of a browser as a camera's stream."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import cast

import av

from spotter.camera_ingest.browsers.sending import Sending
from spotter.pictures.decoded_frame import DecodedFrame
from spotter.pictures.errors import PictureError
from spotter.pictures.jpeg import decode_jpeg
from spotter.pictures.notices import NoticeKind, Notices
from spotter.pictures.picture import Picture, Shape
from spotter.pictures.video.stream import Packet, stamp_s

_MICROSECOND = Fraction(1, 1_000_000)
_CHECK_S = 0.2
_SHOWN = "the browser"


class BrowserStream:
    """What one browser sends, read like a camera's video: each packet is a JPEG.

    ``skipped`` is called with how many pictures the browser left out.
    """

    has_stamps = True
    has_segments = False

    def __init__(self, sending: Sending, skipped: Callable[[int], None]) -> None:
        self.notices = Notices()
        self._sending = sending
        self._skipped = skipped
        self._is_closed = False

    def packets(self) -> Iterator[Packet]:
        """The pictures as they arrive, until the browser ends or the stream is closed."""
        while not self._is_closed:
            picture = self._sending.take(_CHECK_S)
            if picture is not None:
                if picture.skipped:
                    self._skipped(picture.skipped)
                yield _packet(picture.jpeg, picture.stamp_us)
            elif self._sending.is_over:
                return

    def decoded(self, packet: Packet, captured_s: float | None = None) -> Iterator[DecodedFrame]:
        """The packet's frame, which carries ``captured_s``; none if it is damaged."""
        try:
            bgr = decode_jpeg(bytes(packet))
        except PictureError as error:
            self.notices.add(NoticeKind.DAMAGE, str(error))
            return
        picture = Picture(av.VideoFrame.from_ndarray(bgr, format="bgr24"), Shape(), _SHOWN)
        taken_s = stamp_s(packet)
        yield DecodedFrame(
            time_s=taken_s or 0.0,
            stamp_s=taken_s,
            lasts_s=0.0,
            picture=picture,
            size=picture.size,
            captured_s=captured_s,
        )

    def close(self) -> None:
        """Read no more."""
        self._is_closed = True


def _packet(jpeg: bytes, stamp_us: int) -> Packet:
    packet = cast("Packet", av.Packet(jpeg))
    packet.pts, packet.time_base, packet.is_keyframe = stamp_us, _MICROSECOND, True
    return packet
