"""What a camera's stream must offer, whatever kind of camera it is."""

from collections.abc import Iterator
from typing import Protocol

from spotter.pictures.decoded_frame import DecodedFrame
from spotter.pictures.notices import Notices
from spotter.pictures.video.stream import Packet


class LiveStream(Protocol):
    """The pictures of a camera as they come; :class:`VideoStream` is one, a browser's another."""

    notices: Notices
    has_stamps: bool

    @property
    def has_segments(self) -> bool:
        """Whether it comes in segments (HLS), so that a new connection begins with older ones."""

    def packets(self) -> Iterator[Packet]:
        """The packets as they arrive; raises what breaks the stream."""

    def decoded(self, packet: Packet, captured_s: float | None = None) -> Iterator[DecodedFrame]:
        """The frames that this packet completes; its own carries ``captured_s``."""

    def close(self) -> None:
        """Close the camera."""
