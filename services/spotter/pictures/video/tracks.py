"""Chooses the video track that a player would show."""

from collections.abc import Sequence

from av.container import InputContainer
from av.stream import Discard, Disposition
from av.video.stream import VideoStream

from spotter.pictures.errors import VideoError
from spotter.pictures.notices import NoticeKind, Notices

_NO_MOVING_PICTURES = (
    Disposition.attached_pic  # an audio file's cover art is a picture stream too
    | Disposition.timed_thumbnails
    | Disposition.still_image
    | Disposition.dependent
)
_TEXT_FORMAT = "tty"
"""FFmpeg's format for any .txt file, as a recording of a terminal."""

_PREVIEW_RATIO = 0.1
"""A track with less than this of the largest one's pixels a second is a preview of it."""

_USUAL_RATE_HZ = 25.0


def chosen_track(container: InputContainer, shown: str, notices: Notices) -> VideoStream:
    """The default track of the moving pictures, previews aside; the largest if none is default.

    The demuxer skips all others. Raises :class:`VideoError` if nothing moves.
    """
    if container.format.name == _TEXT_FORMAT:
        raise VideoError(shown, "expected a video; found text")
    moving = [
        track
        for track in container.streams.video
        if not track.disposition & _NO_MOVING_PICTURES and track.codec_context is not None
    ]
    if not moving:
        kinds = sorted({stream.type for stream in container.streams})
        raise VideoError(shown, f"expected a video; found {' and '.join(kinds) or 'nothing'} only")
    chosen = max(_without_previews(moving), key=_rank)
    for stream in container.streams:
        if stream is not chosen:
            stream.discard = Discard.all
    if len(moving) > 1:
        number = moving.index(chosen) + 1
        size = f"{chosen.width} x {chosen.height}"
        notices.add(
            NoticeKind.TRACK, f"of {len(moving)} video tracks, number {number} is used ({size})"
        )
    return chosen


def _without_previews(tracks: Sequence[VideoStream]) -> list[VideoStream]:
    largest = max(map(_pixels_a_second, tracks))
    return [track for track in tracks if _pixels_a_second(track) >= _PREVIEW_RATIO * largest]


def _rank(track: VideoStream) -> tuple[bool, float]:
    return bool(track.disposition & Disposition.default), _pixels_a_second(track)


def _pixels_a_second(track: VideoStream) -> float:
    return track.width * track.height * float(track.average_rate or _USUAL_RATE_HZ)
