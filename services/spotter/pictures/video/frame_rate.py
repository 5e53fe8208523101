"""The frame rate of a video, as its container or only its codec states it, and its time stamps."""

import av
from av.container import InputContainer

from spotter.pictures.notices import NoticeKind, Notices

_NO_TIME_STAMPS = 0x80
"""FFmpeg's flag AVFMT_NOTIMESTAMPS of a format."""

_JUMPING_TIME_STAMPS = 0x200
"""FFmpeg's flag AVFMT_TS_DISCONT of a format, as of broadcasts."""

_ASSUMED_HZ = 25.0
_NONE_HZ = 1000
"""A rate from here on is that of time stamps in milliseconds, not of pictures."""


def has_time_stamps(container: InputContainer) -> bool:
    """Whether they are the stream's own: raw formats get some from FFmpeg, of an assumed rate."""
    return not container.format.flags & _NO_TIME_STAMPS


def time_stamps_may_jump(container: InputContainer) -> bool:
    """Whether a long step of the time stamps is likelier a jump than a picture shown for long."""
    return bool(container.format.flags & _JUMPING_TIME_STAMPS)


def rate_hz_of(container: InputContainer, track: av.VideoStream, notices: Notices) -> float:
    """The stated rate; without one, 25 is assumed and noted."""
    coded = track.codec_context.framerate
    stated = (track.average_rate, track.guessed_rate, coded)
    rates = stated if has_time_stamps(container) else (coded,)
    for rate in rates:
        if rate and 0 < rate < _NONE_HZ:
            return float(rate)
    notices.add(NoticeKind.RATE, f"it states no frame rate; {_ASSUMED_HZ:g} a second are assumed")
    return _ASSUMED_HZ
