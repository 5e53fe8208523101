"""Video files as phones, cameras and tools write them, made by PyAV."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from numpy.typing import NDArray

Pictures = Sequence[NDArray[np.uint8]]


def grey(level: int, height: int = 48, width: int = 64) -> NDArray[np.uint8]:
    return np.full((height, width, 3), level, np.uint8)


def corner(height: int = 48, width: int = 96) -> NDArray[np.uint8]:
    """Black, a quarter white at the top left, a quarter grey below: no two turns of it agree."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[: height // 2, : width // 2] = 255
    picture[height // 2 :, : width // 2] = 128
    return picture


def dots(count: int, side: int = 96, step: int = 2) -> list[NDArray[np.uint8]]:
    """A low white block, a quarter as wide as the picture, moves right by ``step`` pixels each."""
    pictures = [np.zeros((side, side, 3), np.uint8) for _ in range(count)]
    for number, picture in enumerate(pictures):
        picture[7 * side // 16 : 9 * side // 16, number * step : number * step + side // 4] = 255
    return pictures


def place_of(picture: NDArray[np.uint8]) -> float:
    """Where the left edge of the block of :func:`dots` is, as a ratio of the width."""
    bright = np.nonzero(picture[picture.shape[0] // 2, :, 1] > 127)[0]
    return int(bright[0]) / int(picture.shape[1])


def encode(  # noqa: PLR0913 - what a file may have
    path: Path,
    pictures: Pictures,
    *,
    rate: int = 10,
    codec: str = "libx264",
    form: str | None = None,
    times: Iterable[int] | None = None,
    pixel_aspect: Fraction | None = None,
    matrix: Sequence[int] | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """Encode; ``times`` are the pictures' time stamps in periods of the ``rate``.

    ``options`` are of FFmpeg's container.
    """
    with av.open(str(path), "w", format=form, options=options or {}) as container:
        track = _track(container, pictures[0], rate, codec)
        if pixel_aspect is not None:
            track.codec_context.sample_aspect_ratio = pixel_aspect
        if matrix is not None:
            track.set_display_matrix(matrix)
        _write(container, track, pictures, times or range(len(pictures)))
    return path


def encode_tracks(path: Path, *tracks: tuple[Pictures, int], default: int = 0) -> Path:
    """A file of several video tracks, each with its rate; the one of number ``default`` is that."""
    with av.open(str(path), "w") as container:
        made = [_track(container, pictures[0], rate) for pictures, rate in tracks]
        for number, track in enumerate(made):
            track.disposition = av.stream.Disposition(int(number == default))
        for track, (pictures, _) in zip(made, tracks, strict=True):
            _write(container, track, pictures, range(len(pictures)))
    return path


def transport_stream(path: Path, *parts: tuple[Pictures, float], rate: int = 10) -> Path:
    """Parts one after another, each with its first time stamp in seconds, as in a broadcast."""
    content = b""
    for number, (pictures, start_s) in enumerate(parts):
        part = path.with_suffix(f".{number}.ts")
        first = round(start_s * rate)
        times = range(first, first + len(pictures))
        content += encode(part, pictures, rate=rate, times=times, form="mpegts").read_bytes()
        part.unlink()
    path.write_bytes(content)
    return path


def avi_of(path: Path, jpegs: Sequence[bytes], rate: int = 10) -> Path:
    """An AVI of motion JPEG with these bytes as its pictures."""
    height, width = 48, 64
    with av.open(str(path), "w") as container:
        track = container.add_stream("mjpeg", rate=rate)
        track.width, track.height, track.pix_fmt = width, height, "yuvj420p"
        for number, jpeg in enumerate(jpegs):
            packet = av.Packet(jpeg)
            packet.pts = packet.dts = number
            packet.time_base, packet.stream = Fraction(1, rate), track
            packet.is_keyframe = True
            container.mux(packet)
    return path


def _track(
    container: av.container.OutputContainer,
    first: NDArray[np.uint8],
    rate: int,
    codec: str = "libx264",
) -> av.VideoStream:
    track = cast("av.VideoStream", container.add_stream(codec, rate=rate))
    track.height, track.width = first.shape[:2]
    track.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    return track


def _write(
    container: av.container.OutputContainer,
    track: av.VideoStream,
    pictures: Pictures,
    times: Iterable[int],
) -> None:
    for picture, time in zip(pictures, times, strict=True):
        frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
        frame.pts, frame.time_base = time, 1 / Fraction(track.average_rate or 1)
        container.mux(track.encode(frame))
    container.mux(track.encode())
