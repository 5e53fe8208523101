"""Reads video files frame by frame and writes them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.container import OutputContainer
from numpy.typing import NDArray

from spotter.pictures.errors import VideoError
from spotter.pictures.notices import Notices
from spotter.pictures.video.left_out import completed
from spotter.pictures.video.opening import open_stream
from spotter.pictures.video.thinning import FrameThinner

_READ_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class VideoFrame:
    """One picture of a video: ``time_s`` since the first one, ``bgr`` (H, W, 3) uint8."""

    time_s: float
    bgr: NDArray[np.uint8]

    @property
    def captured_us(self) -> int:
        """``time_s`` in whole microseconds."""
        return round(self.time_s * 1e6)


def read_video(
    path: Path,
    *,
    max_rate_hz: float | None = None,
    completes: bool = True,
    notices: Notices | None = None,
) -> Iterator[VideoFrame]:
    """The frames of a video file, upright and of one size, decoded lazily.

    Times rise. Above ``max_rate_hz`` frames are dropped evenly. Damaged parts are skipped. Pictures
    that a file of variable rate leaves out are shown again if it ``completes`` them. ``notices``
    are filled on the way. Raises :class:`VideoError` if there is no such file or it holds no video.
    """
    if not path.exists():
        raise VideoError(str(path), "expected a video; found no such file")
    thinner = FrameThinner(max_rate_hz)
    with open_stream(str(path), timeout_s=_READ_TIMEOUT_S, notices=notices) as stream:
        frames = completed(stream, stream.rate_hz, stream.notices) if completes else stream
        for frame in frames:
            if thinner.keeps(frame.time_s):
                yield VideoFrame(frame.time_s, frame.bgr())


def write_video(path: Path, pictures: Iterable[NDArray[np.uint8]], *, rate_hz: float) -> None:
    """Write (H, W, 3) uint8 BGR pictures of one size as a video of ``rate_hz`` frames a second.

    It uses H.264 if FFmpeg has an encoder for it, otherwise MPEG-4. An odd width or height is
    extended by one pixel. The file appears at ``path`` once it is complete. Raises
    :class:`VideoError` for no pictures, and for pictures of different sizes.
    """
    rest = iter(pictures)
    first = next(rest, None)
    if first is None:
        raise VideoError(str(path), "expected pictures to write; found none")
    unfinished = path.with_name(f".{path.stem}.unfinished{path.suffix}")
    try:
        with av.open(str(unfinished), "w", options={"movflags": "faststart"}) as container:
            _encode(container, path, chain([first], rest), first.shape, rate_hz)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _encode(
    container: OutputContainer,
    path: Path,
    pictures: Iterable[NDArray[np.uint8]],
    shape: tuple[int, ...],
    rate_hz: float,
) -> None:
    codec = "libx264" if "libx264" in av.codecs_available else "mpeg4"
    stream = container.add_stream(codec, rate=Fraction(rate_hz).limit_denominator(1000))
    stream = cast("av.VideoStream", stream)
    stream.height, stream.width = (side + side % 2 for side in shape[:2])
    stream.pix_fmt = "yuv420p"
    for picture in pictures:
        if picture.shape != shape:
            raise VideoError(
                str(path), f"expected pictures of one size, {shape}; found {picture.shape}"
            )
        even = np.pad(picture, [(0, side % 2) for side in shape[:2]] + [(0, 0)], mode="edge")
        container.mux(stream.encode(av.VideoFrame.from_ndarray(even, format="bgr24")))
    container.mux(stream.encode())
