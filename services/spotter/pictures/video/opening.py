"""Opens a file, a device or a network camera, in the ways that such sources need."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

import av
from av.container import InputContainer

from spotter.pictures.address import AddressKind, as_url, is_in_doubt, kind_of, redacted, scheme_of
from spotter.pictures.errors import VideoError, reason_of
from spotter.pictures.notices import NoticeKind, Notices
from spotter.pictures.video.stream import VideoStream

_NEWEST_SEGMENT = "-1"
"""HLS begins with the newest segment; beginning with older ones would make the view late."""

_DETECTED_BYTES = "32768"
"""What a format is told by: a camera of small pictures takes long for FFmpeg's own megabyte."""

_PLAYLISTS = ("hls", "dash")
_JPEG = "mjpeg"
"""Some cameras tell a size of their endless motion JPEG, or send one picture at a time."""

_OVER_UDP = "the camera refuses TCP: its pictures come over UDP, which may lose some"
_NO_BOUNDARY = "there is no boundary before the first picture: it is read as plain JPEGs"

_HOW_TO_WRITE = (
    " (if the password contains / ? # or @, write these as %2F %3F %23 %40, and % itself as %25)"
)

_OTHER_WAY_MAY_DO = (
    av.error.InvalidDataError,
    av.error.HTTPBadRequestError,
    av.error.HTTPOtherClientError,
    av.error.HTTPServerError,
)
"""What a camera is refused with that speaks, but not in this way; EPROTONOSUPPORT has no class."""


class Transport(Enum):
    """How an RTSP camera sends its pictures."""

    AUTO = "auto"
    """Over TCP, over UDP if the camera refuses TCP."""
    TCP = "tcp"
    UDP = "udp"


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to open an address: FFmpeg's input format (None: detected) and options.

    ``notice`` is said of it if it is not the first way that is tried.
    """

    url: str
    form: str | None = None
    options: dict[str, str] = field(default_factory=dict)
    notice: str = ""

    def buffered(self) -> "_Way":
        """The same, but keeping the pictures by which FFmpeg gets to know the video."""
        kept = {name: value for name, value in self.options.items() if name != "fflags"}
        return replace(self, options=kept)


def open_stream(
    address: str,
    *,
    timeout_s: float,
    transport: Transport = Transport.AUTO,
    proxy: str = "",
    notices: Notices | None = None,
) -> VideoStream:
    """Open a file, ``/dev/videoN``, or a camera at ``rtsp://``, ``http://`` and the like.

    ``timeout_s`` limits opening and each read. A camera at ``http://`` or ``https://`` is asked
    through the ``proxy`` (``http://host:port``), if there is one; the environment's are not used.
    ``notices`` are filled by the stream.

    Raises :class:`VideoError`, which names the address without its credentials and says what was
    found.
    """
    shown = redacted(address)
    if _is_empty_file(address):
        raise VideoError(shown, "expected a video; found an empty file")
    notices = notices or Notices()
    ways = list(_ways(address, transport, proxy))
    container = _opened(ways, address, timeout_s, notices)
    is_live = _is_live(address, container)
    if not is_live and kind_of(address) is AddressKind.NETWORK:
        container.close()
        container = _opened([way.buffered() for way in ways], address, timeout_s, notices)
    try:
        return VideoStream(container, shown, notices, is_live=is_live)
    except BaseException:
        container.close()
        raise


def _is_empty_file(address: str) -> bool:
    path = Path(address)
    try:
        return kind_of(address) is AddressKind.FILE and path.is_file() and not path.stat().st_size
    except OSError:
        return False  # opening it gives the reason


def _ways(address: str, transport: Transport, proxy: str) -> Iterator[_Way]:
    match kind_of(address), scheme_of(address):
        case AddressKind.FILE, _:
            # A playlist in disguise must not make FFmpeg open connections.
            yield _Way(f"file:{address}", options={"protocol_whitelist": "file"})
        case AddressKind.DEVICE, _:
            yield _Way(address, "video4linux2")
        case _, "rtsp" | "rtsps":
            # UDP loses packets in a gym's wireless network, so TCP is first.
            wanted = (Transport.TCP, Transport.UDP) if transport is Transport.AUTO else (transport,)
            for each in wanted:
                yield _live(address, notice=_OVER_UDP, rtsp_transport=each.value)
        case _, "http" | "https":
            yield _live(address, http_proxy=proxy, formatprobesize=_DETECTED_BYTES)
            # FFmpeg wants a boundary before the first picture, which some cameras leave out.
            yield _live(address, "mjpeg", notice=_NO_BOUNDARY, http_proxy=proxy)
        case _:
            yield _live(address)


def _live(address: str, form: str | None = None, *, notice: str = "", **options: str) -> _Way:
    # Buffering would make the view late.
    usual = {"fflags": "nobuffer", "live_start_index": _NEWEST_SEGMENT}
    return _Way(as_url(address), form, {**usual, **options}, notice)


def _opened(ways: list[_Way], address: str, timeout_s: float, notices: Notices) -> InputContainer:
    """What the first way that works opens; what the first one failed for, if none does."""
    reasons = []
    for way in ways:
        try:
            container = av.open(way.url, format=way.form, options=way.options, timeout=timeout_s)
        except (av.error.FFmpegError, OSError, ValueError) as error:
            reasons.append(reason_of(error))
            if not _other_way_may_do(error):
                break
        else:
            if way is ways[0]:
                return container
            if _shows_pictures(container):
                notices.add(NoticeKind.OPENING, way.notice)
                return container
            container.close()
    hint = _HOW_TO_WRITE if is_in_doubt(address) else ""
    # Not chained: FFmpeg's error carries the address with its password.
    raise VideoError(redacted(address), f"expected a video; found: {reasons[0]}{hint}") from None


def _other_way_may_do(error: Exception) -> bool:
    if isinstance(error, av.error.FFmpegError) and error.errno == errno.EPROTONOSUPPORT:
        return True
    return isinstance(error, _OTHER_WAY_MAY_DO)


def _shows_pictures(container: InputContainer) -> bool:
    """Whether FFmpeg found any, rather than take on trust what it was told to expect."""
    return any(track.width for track in container.streams.video)


def _is_live(address: str, container: InputContainer) -> bool:
    """Whether pictures come when they are made; a server may also send a file, which ends."""
    if kind_of(address) is AddressKind.NETWORK:
        is_file = bool(container.duration) or _has_size(container)
        return not is_file or container.format.name == "rtsp"
    return kind_of(address) is AddressKind.DEVICE


def _has_size(container: InputContainer) -> bool:
    """Whether the server tells how many bytes the video has, as of a file that has no index."""
    codecs = {track.codec_context.name for track in container.streams.video if track.codec_context}
    is_endless = container.format.name in _PLAYLISTS or _JPEG in codecs
    return not is_endless and container.size > 0
