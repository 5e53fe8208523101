"""The frame rate of a video, which its container or only its codec's headers state."""

import av
from av.container import InputContainer

from spotter.pictures.notices import NoticeKind, Notices

_NO_TIME_STAMPS = 0x80
"""FFmpeg's flag AVFMT_NOTIMESTAMPS of a format."""

_ASSUMED_HZ = 25.0
_NONE_HZ = 1000
"""A rate from here on is that of time stamps in milliseconds, not of pictures."""


def has_time_stamps(container: InputContainer) -> bool:
    """Whether they are the stream's own: raw formats get some from FFmpeg, of an assumed rate."""
    return not container.format.flags & _NO_TIME_STAMPS


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
