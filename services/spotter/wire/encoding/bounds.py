"""What a frame may hold at most. A message beyond it is refused wherever it arrives."""

import re

from spotter.wire.errors import WireError

MOST_PEOPLE = 50
"""In one frame: a class that fills a hall."""
MOST_FRAME_BYTES = 64 * 1024
"""Of a frame's poses: 50 people in pixels and metres are 31 kB."""
MOST_JPEG_BYTES = 16 * 1024 * 1024
MOST_POSES = 40_000
"""Of one person in a row: 22 minutes at 30 a second, more than a pose log holds."""
LARGEST_SIDE_PX = 32_768
HIGHEST_TRACK_ID = 2**31 - 1
"""A station at which somebody new appears every second gets there after 68 years."""
LATEST_US = 2**53
"""The year 2255; up to here Redis's scores are exact."""

_TRACE_ID = re.compile(r"[0-9a-f]{32}")
_SHOWN = 40


def check_trace_id(trace_id: str) -> str:
    """``trace_id``; raises :class:`WireError` unless it is a W3C trace id."""
    if not _TRACE_ID.fullmatch(trace_id):
        raise WireError(
            "a trace id is 32 lower-case hexadecimal digits; "
            f"found {len(trace_id)} characters, {trace_id[:_SHOWN]!r}"
        )
    return trace_id


def check_picture_size(width_px: int, height_px: int) -> None:
    """Raise :class:`WireError` for a picture that no camera takes."""
    if not (0 < width_px <= LARGEST_SIDE_PX and 0 < height_px <= LARGEST_SIDE_PX):
        raise WireError(
            f"a picture is 1 to {LARGEST_SIDE_PX} pixels wide and high; "
            f"found {width_px} x {height_px}"
        )


def check_captured_us(captured_us: int) -> int:
    """``captured_us``; raises :class:`WireError` unless it is between 1970 and 2255."""
    if not 0 < captured_us <= LATEST_US:
        raise WireError(f"a capture time is between 1970 and 2255; found {captured_us} us")
    return captured_us
