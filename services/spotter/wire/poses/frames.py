"""Frames as entries of a Redis stream."""

from collections.abc import Mapping
from dataclasses import dataclass

from spotter.wire.encoding.bounds import (
    MOST_JPEG_BYTES,
    check_captured_us,
    check_picture_size,
    check_trace_id,
)
from spotter.wire.errors import WireError

_FIELDS = (b"captured_us", b"width_px", b"height_px", b"trace_id", b"jpeg")


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture from a station's camera.

    ``captured_us`` is in microseconds since the Unix epoch; ``trace_id`` is 32 hexadecimal digits.
    """

    station_id: str
    captured_us: int
    width_px: int
    height_px: int
    trace_id: str
    jpeg: bytes


def frame_fields(frame: Frame) -> dict[bytes, bytes | int | str]:
    """The fields of the frame's stream entry."""
    return {name: getattr(frame, name.decode()) for name in _FIELDS}


def frame_from_fields(station_id: str, fields: Mapping[bytes, bytes]) -> Frame:
    """The frame in a stream entry.

    Raises :class:`WireError` when a field is missing, or is not what is expected, or is too large.
    """
    missing = [name.decode() for name in _FIELDS if name not in fields]
    if missing:
        raise WireError(f"a frame of {station_id} lacks {', '.join(missing)}")
    try:
        return _checked(
            Frame(
                station_id,
                int(fields[b"captured_us"]),
                int(fields[b"width_px"]),
                int(fields[b"height_px"]),
                fields[b"trace_id"].decode("ascii"),
                fields[b"jpeg"],
            )
        )
    except ValueError as error:
        raise WireError(f"a frame of {station_id} cannot be read: {error}") from error


def _checked(frame: Frame) -> Frame:
    check_captured_us(frame.captured_us)
    check_picture_size(frame.width_px, frame.height_px)
    check_trace_id(frame.trace_id)
    if len(frame.jpeg) > MOST_JPEG_BYTES:
        raise WireError(f"a JPEG is at most {MOST_JPEG_BYTES} bytes; found {len(frame.jpeg)} bytes")
    return frame
