"""Pictures that a browser sends as a station's camera, and what is wanted of it."""

import struct
from dataclasses import asdict, dataclass

from spotter.api.ingest.v1 import ingest_service_pb2 as messages
from spotter.wire.errors import WireError

MAX_PICTURE_BYTES = 240 * 1024
"""What a notifier's WebSocket takes, less some room: a sharp JPEG of 1280 x 720 has 200 kB."""

LAST_STAMP_US = 2**53 - 1
"""The last whole number that a browser can tell from its neighbours: 285 years."""

_HEADER = struct.Struct(">QI")


@dataclass(frozen=True, slots=True)
class BrowserPicture:
    """A JPEG taken at ``stamp_us``, microseconds of the browser's own clock.

    ``skipped`` is how many the browser has left out since the one before.
    Raises :class:`WireError` for a time that no browser's clock can tell.
    """

    stamp_us: int
    skipped: int
    jpeg: bytes

    def __post_init__(self) -> None:
        if not 0 <= self.stamp_us <= LAST_STAMP_US:
            raise WireError(
                f"expected a picture's time of 0 to {LAST_STAMP_US} microseconds; "
                f"found {self.stamp_us}"
            )


@dataclass(frozen=True, slots=True)
class WantedPictures:
    """What a browser is to send: ``rate_hz`` pictures a second, 0 with the ``reason`` for none.

    ``max_side_px`` limits the longer side.
    """

    rate_hz: float
    max_side_px: int
    max_bytes: int = MAX_PICTURE_BYTES
    reason: str = ""


def browser_picture(message: bytes) -> BrowserPicture:
    r"""The picture in what a browser sent, whether it is one or not.

    Raises :class:`WireError` when there is not even room for its times, or they are none.

    >>> browser_picture(bytes(7) + b"\x05" + bytes(4) + b"JPEG")
    BrowserPicture(stamp_us=5, skipped=0, jpeg=b'JPEG')
    """
    if len(message) < _HEADER.size:
        raise WireError(
            f"expected a picture after {_HEADER.size} bytes with its time; "
            f"found {len(message)} bytes"
        )
    stamp_us, skipped = _HEADER.unpack_from(message)
    return BrowserPicture(stamp_us, skipped, message[_HEADER.size :])


def browser_message(picture: BrowserPicture) -> bytes:
    """What a browser sends of a picture."""
    return _HEADER.pack(picture.stamp_us, picture.skipped) + picture.jpeg


def wanted_message(wanted: WantedPictures) -> messages.WantedPictures:
    """The message of what is wanted."""
    return messages.WantedPictures(**asdict(wanted))


def wanted_value(message: messages.WantedPictures) -> WantedPictures:
    """What is wanted, from its message."""
    return WantedPictures(message.rate_hz, message.max_side_px, message.max_bytes, message.reason)
