"""A browser whose camera shows a video, for tests that film with it."""

from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from spotter.pictures.video.reading import read_video


def filming_browser(video: Path, folder: Path, rate_hz: int) -> list[str]:
    """Chromium's arguments for a camera that shows the ``video`` again and again."""
    recording = folder / "camera.y4m"
    _write_y4m(recording, (frame.bgr for frame in read_video(video)), rate_hz)
    return [
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={recording}",
    ]


def _write_y4m(path: Path, pictures: Iterable[NDArray[np.uint8]], rate_hz: int) -> None:
    with path.open("wb") as file:
        for number, picture in enumerate(pictures):
            height, width = picture.shape[:2]
            if number == 0:
                file.write(f"YUV4MPEG2 W{width} H{height} F{rate_hz}:1 Ip A1:1 C420\n".encode())
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            file.write(b"FRAME\n" + frame.reformat(format="yuv420p").to_ndarray().tobytes())
