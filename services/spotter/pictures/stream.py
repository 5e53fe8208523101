"""Decodes frames from a file, a device or a network camera with PyAV."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import av
import numpy as np
from av.container import InputContainer
from av.stream import Disposition
from numpy.typing import NDArray

from spotter.pictures.address import AddressKind, kind_of, redacted
from spotter.pictures.errors import VideoError

_UNREADABLE_IN_A_ROW = 20
"""This many consecutive failed reads mean the end of a damaged file."""

_JPEG_END = b"\xff\xd9"

_TEXT_FORMAT = "tty"
"""FFmpeg's format for any .txt file, as a recording of a terminal."""


class DecodedFrame:
    """One decoded picture, converted on demand; ``time_s`` counts from the first one."""

    def __init__(self, time_s: float, frame: av.VideoFrame, shown: str) -> None:
        self.time_s = time_s
        self._frame = frame
        self._shown = shown

    def bgr(self, max_side_px: int | None = None) -> NDArray[np.uint8]:
        """(H, W, 3) uint8, upright, scaled down so that no side exceeds ``max_side_px``.

        Raises :class:`VideoError` if the frame cannot be converted.
        """
        width, height = self._frame.width, self._frame.height
        ratio = min(1.0, max_side_px / max(width, height)) if max_side_px else 1.0
        try:
            picture = self._frame.reformat(
                width=max(1, round(width * ratio)),
                height=max(1, round(height * ratio)),
                format="bgr24",
                interpolation="AREA" if ratio < 1 else None,
            )
        except (av.error.FFmpegError, ValueError) as error:
            found = f"{width} x {height} {self._frame.format.name}: {_reason(error)}"
            raise VideoError(self._shown, f"expected a picture; found {found}") from error
        upright = np.rot90(picture.to_ndarray(), round(self._frame.rotation / 90))
        return cast("NDArray[np.uint8]", np.ascontiguousarray(upright))


class VideoStream:
    """The frames of an open video, in order; use it once, as a context manager.

    ``damaged_count`` counts the packets that could not be decoded so far. ``rate_hz`` is the
    video's declared rate (25 if it declares none), ``duration_s`` its declared length, or None.
    Iterating raises :class:`VideoError` when the connection breaks, and at the end if there was
    no frame at all.
    """

    def __init__(self, container: InputContainer, shown: str) -> None:
        self.damaged_count = 0
        self._container = container
        self._shown = shown
        self._stream = _moving_pictures(container, shown)
        self._stream.codec_context.thread_count = 1
        rate = self._stream.average_rate or self._stream.guessed_rate
        self.rate_hz = float(rate) if rate else 25.0
        self.duration_s = container.duration / av.time_base if container.duration else None
        self._start_s: float | None = None
        self._last_s = 0.0

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

    def __iter__(self) -> Iterator[DecodedFrame]:
        for packet in self._packets():
            for frame in self._decoded(packet):
                yield DecodedFrame(self._time_s(frame), frame, self._shown)
        if self._start_s is None:
            raise VideoError(self._shown, "expected a video; no picture could be decoded")

    def _packets(self) -> Iterator["av.Packet[av.VideoStream]"]:
        failures = 0
        while failures < _UNREADABLE_IN_A_ROW:
            try:
                for packet in self._container.demux(self._stream):
                    failures = 0
                    yield packet
            except av.error.InvalidDataError:
                failures += 1
                self.damaged_count += 1
            except av.error.EOFError:
                return
            except (av.error.FFmpegError, OSError) as error:
                raise VideoError(self._shown, f"broke off: {_reason(error)}") from None
            else:
                return

    def _decoded(self, packet: "av.Packet[av.VideoStream]") -> list[av.VideoFrame]:
        if self._is_cut(packet):
            self.damaged_count += 1
            return []
        try:
            return self._stream.decode(packet)
        except av.error.EOFError:
            return []
        except av.error.FFmpegError:
            self.damaged_count += 1
            return []

    def _is_cut(self, packet: "av.Packet[av.VideoStream]") -> bool:
        """Whether it is a truncated JPEG, of which FFmpeg would make a half-grey picture."""
        jpeg = self._stream.codec_context.name == "mjpeg"
        return jpeg and packet.size > 0 and _JPEG_END not in bytes(packet)

    def _time_s(self, frame: av.VideoFrame) -> float:
        """Seconds since the first frame; they rise even if the file's times do not."""
        declared_s = None if frame.pts is None else frame.time
        if self._start_s is None:
            self._start_s = declared_s or 0.0
            return 0.0
        time_s = -1.0 if declared_s is None else declared_s - self._start_s
        self._last_s = time_s if time_s > self._last_s else self._last_s + 1 / self.rate_hz
        return self._last_s


def open_stream(address: str, *, timeout_s: float) -> VideoStream:
    """Open a file, ``/dev/videoN``, or a camera at ``rtsp://``, ``http://`` and the like.

    ``timeout_s`` limits opening and each read. Raises :class:`VideoError`, which names the address
    without its credentials and says what was found.
    """
    shown = redacted(address)
    if _is_empty_file(address):
        raise VideoError(shown, "expected a video; found an empty file")
    url, form, options = _how_to_open(address)
    try:
        container = av.open(url, format=form, options=options, timeout=timeout_s)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        # Not chained: FFmpeg's error carries the address with its password.
        raise VideoError(shown, f"expected a video; found: {_reason(error)}") from None
    try:
        return VideoStream(container, shown)
    except BaseException:
        container.close()
        raise


def _is_empty_file(address: str) -> bool:
    path = Path(address)
    try:
        return kind_of(address) is AddressKind.FILE and path.is_file() and not path.stat().st_size
    except OSError:
        return False  # opening it gives the reason


def _how_to_open(address: str) -> tuple[str, str | None, dict[str, str]]:
    """FFmpeg's URL, input format (None: detected) and options."""
    match kind_of(address):
        case AddressKind.FILE:
            # A playlist in disguise must not make FFmpeg open connections.
            return f"file:{address}", None, {"protocol_whitelist": "file"}
        case AddressKind.DEVICE:
            return address, "video4linux2", {}
        case AddressKind.NETWORK:
            # UDP loses packets in a gym's wireless network; buffering would make the view late.
            return address.strip(), None, {"rtsp_transport": "tcp", "fflags": "nobuffer"}


def _moving_pictures(container: InputContainer, shown: str) -> av.VideoStream:
    if container.format.name == _TEXT_FORMAT:
        raise VideoError(shown, "expected a video; found text")
    for stream in container.streams.video:
        # An audio file's cover art is a picture stream too.
        if not stream.disposition & Disposition.attached_pic:
            return stream
    kinds = sorted({stream.type for stream in container.streams})
    raise VideoError(shown, f"expected a video; found {' and '.join(kinds) or 'nothing'} only")


def _reason(error: Exception) -> str:
    """FFmpeg's reason in plain words, without the address that it appends."""
    if isinstance(error, av.error.ExitError):
        return "no answer in time"
    if isinstance(error, av.error.InvalidDataError):
        return "no known video format"
    return getattr(error, "strerror", None) or type(error).__name__
