"""Decodes the frames of an open file, device or network camera."""

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from types import TracebackType
from typing import Self, TypeAlias, cast

import av
from av.codec.context import Flags
from av.container import InputContainer

from spotter.pictures.decoded_frame import DecodedFrame
from spotter.pictures.errors import VideoError, reason_of
from spotter.pictures.notices import NoticeKind, Notices
from spotter.pictures.picture import STILL_RATIO, Picture, Shape, Size
from spotter.pictures.video.frame_rate import has_time_stamps, rate_hz_of, time_stamps_may_jump
from spotter.pictures.video.frame_times import FrameTimes, Scene
from spotter.pictures.video.tracks import chosen_track

_UNREADABLE_IN_A_ROW = 20
"""This many consecutive failed reads mean the end of a damaged file."""

_GOES_ON_FACTOR = 2
_PICTURES_COMPARED = 2


Packet: TypeAlias = "av.Packet[av.VideoStream]"
"""A piece of a video as it arrives, with one picture in it, still compressed."""


def stamp_s(packet: Packet) -> float | None:
    """The packet's presentation time stamp (PTS) in seconds, counted from anywhere; None without.

    For a packet that says only when to decode it, that.
    """
    stamp = packet.dts if packet.pts is None else packet.pts
    return None if stamp is None else float(stamp * packet.time_base)


class VideoStream:
    """The frames of an open video, in order; use it once, as a context manager.

    The pictures of a live stream come when they are made; a recording has an end. ``rate_hz`` is
    the video's stated rate (25 if it states none), ``duration_s`` its stated length, or None;
    without time stamps (``has_stamps``) FFmpeg makes them up. ``notices`` fill with what was
    assumed or left out. Iterating raises :class:`VideoError` when the connection breaks, and at
    the end if there was no frame at all.
    """

    def __init__(
        self, container: InputContainer, shown: str, notices: Notices, *, is_live: bool
    ) -> None:
        self.notices = notices
        self.is_live = is_live
        self.duration_s = container.duration / av.time_base if container.duration else None
        self._container = container
        self._shown = shown
        self._stream = chosen_track(container, shown, notices)
        self._stream.codec_context.thread_count = 1
        self._stream.codec_context.flags |= Flags.copy_opaque
        if self._stream.codec_context.name == "mjpeg":
            # Of a cut or damaged JPEG, FFmpeg would make a half-grey picture.
            self._stream.codec_context.options = {"err_detect": "explode"}
        self.has_stamps = has_time_stamps(container)
        self.rate_hz = rate_hz_of(container, self._stream, Notices() if is_live else notices)
        self._times = FrameTimes(1 / self.rate_hz, self._note_jump)
        self._first_aspect = self._stream.sample_aspect_ratio
        self._first_coded_aspect = self._stream.codec_context.sample_aspect_ratio
        self._size: Size | None = None
        self._last: deque[DecodedFrame] = deque(maxlen=_PICTURES_COMPARED)

    @property
    def damaged_count(self) -> int:
        """How many pictures could not be decoded so far."""
        return self.notices.counts[NoticeKind.DAMAGE]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file or the camera."""
        self._container.close()

    @property
    def has_segments(self) -> bool:
        """Whether it comes in segments (HLS), so that a new connection begins with older ones."""
        return self._container.format.name.startswith("hls")

    def __iter__(self) -> Iterator[DecodedFrame]:
        for packet in self.packets():
            yield from self.decoded(packet)
        if not self._last:
            raise VideoError(self._shown, "expected a video; no picture could be decoded")

    def decoded(self, packet: Packet, captured_s: float | None = None) -> Iterator[DecodedFrame]:
        """The frames that this packet completes; its own may come with a later packet.

        Its frame will carry ``captured_s``.
        """
        packet.opaque = captured_s
        for decoded in self._decoded(packet):
            self._last.append(self._frame(decoded))
            yield self._last[-1]

    def packets(self) -> Iterator[Packet]:
        """The packets as they arrive, for :meth:`decoded`; raises as iterating does."""
        failures = 0
        while failures < _UNREADABLE_IN_A_ROW:
            try:
                for packet in self._container.demux(self._stream):
                    failures = 0
                    yield packet
            except av.error.InvalidDataError:
                failures += 1
                self._note_damage()
            except av.error.EOFError:
                return
            except (av.error.FFmpegError, OSError) as error:
                raise VideoError(self._shown, f"broke off: {reason_of(error)}") from None
            else:
                return

    def _decoded(self, packet: Packet) -> list[av.VideoFrame]:
        try:
            return self._stream.decode(packet)
        except av.error.EOFError:
            return []
        except av.error.FFmpegError:
            self._note_damage()
            return []

    def _frame(self, decoded: av.VideoFrame) -> DecodedFrame:
        picture = Picture(decoded, Shape.of(decoded, self._pixel_aspect()), self._shown)
        stamp_s = decoded.time if self.has_stamps and decoded.pts is not None else None
        time_s = self._times.next_s(stamp_s, lambda: self._scene(picture))
        lasts_s = float(decoded.duration * (decoded.time_base or 0)) if self.has_stamps else 0.0
        return DecodedFrame(
            time_s=time_s,
            stamp_s=stamp_s,
            lasts_s=lasts_s,
            picture=picture,
            size=self._size_for(picture, time_s),
            captured_s=cast("float | None", decoded.opaque),
        )

    def _pixel_aspect(self) -> Fraction | None:
        """The container's or, once the coded pictures change theirs, the coded one."""
        coded = self._stream.codec_context.sample_aspect_ratio
        return self._first_aspect if coded == self._first_coded_aspect else coded

    def _scene(self, picture: Picture) -> Scene:
        if self.is_live or len(self._last) < _PICTURES_COMPARED:
            return Scene.NEXT
        earlier, before = (frame.picture for frame in self._last)
        moved_ratio, usual_ratio = before.changed_ratio(picture), earlier.changed_ratio(before)
        if moved_ratio < STILL_RATIO and not time_stamps_may_jump(self._container):
            return Scene.STILL
        is_next = moved_ratio < _GOES_ON_FACTOR * max(STILL_RATIO, usual_ratio)
        return Scene.NEXT if is_next else Scene.ANOTHER

    def _size_for(self, picture: Picture, time_s: float) -> Size:
        """The first picture's size; a live picture that becomes larger is not scaled down."""
        size, own = self._size or picture.size, picture.size
        if self._last and self._last[-1].picture.size != own:
            self._note_size(size, own, time_s)
        is_larger = own[0] * own[1] > size[0] * size[1]
        self._size = own if self.is_live and is_larger else size
        return self._size

    def _note_size(self, size: Size, own: Size, time_s: float) -> None:
        was, found = (f"{width:.0f} x {height:.0f}" for width, height in (size, own))
        words = f"from {time_s:.1f} s on the picture is {found} instead of {was}"
        self.notices.add(NoticeKind.SIZE, words)

    def _note_jump(self, by_s: float, at_s: float) -> None:
        self.notices.add(
            NoticeKind.JUMP,
            f"the time stamps jump by {by_s:.1f} s at {at_s:.1f} s, which is left out",
        )

    def _note_damage(self) -> None:
        after_s = self._last[-1].time_s if self._last else 0.0
        self.notices.add(NoticeKind.DAMAGE, f"a picture after {after_s:.1f} s cannot be decoded")
