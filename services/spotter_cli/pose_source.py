"""Poses from a video or from a folder of OpenPose JSON."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from estimators.registry import make_estimator
from movement.poses import PoseSeries
from pictures.stream import open_stream
from pictures.video import VideoFrame, read_video
from spotter_cli.errors import InputError
from spotter_cli.following import SeenFrame, follow
from spotter_cli.models import model_cache
from spotter_cli.openpose_json import FrameFile, frame_files, read_people
from spotter_cli.people import PeopleFinder

MAX_RATE_HZ = 30.0
"""Faster video is thinned: no exercise needs more, and each frame costs an estimate."""

_ESTIMATOR = "blazepose-full"
_LONGEST_S = 24 * 3600
_OPEN_TIMEOUT_S = 30.0

OnProgress = Callable[[float, float | None], None]
"""Told the seconds of the recording that are done, and all of them where they are known."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One person's poses in a recording; they count from 0 microseconds at its first frame.

    ``frame_count`` includes the frames in which that person was not seen; ``size_px`` is the
    pictures' width and height, None for a folder of JSON, which has none.
    """

    path: Path
    poses: PoseSeries
    frame_count: int
    duration_s: float
    size_px: tuple[int, int] | None

    @property
    def name(self) -> str:
        """The recording's own name, without folder and suffix."""
        return self.path.resolve().stem if self.size_px else self.path.resolve().name


def read_recording(path: Path, *, json_rate_hz: float, on_progress: OnProgress) -> Recording:
    """The poses in ``path``: a video, or a folder of OpenPose JSON of ``json_rate_hz``.

    Raises :class:`InputError` or PictureError when it is neither; ModelError from the estimators
    when the networks are not there.
    """
    if path.is_dir():
        return _from_json(path, json_rate_hz, on_progress)
    return _from_video(path, on_progress)


def timed_frames(path: Path) -> Iterator[tuple[int, VideoFrame]]:
    """A video's frames with the capture times that :func:`read_recording` gives them."""
    for frame in read_video(path, max_rate_hz=MAX_RATE_HZ):
        yield round(frame.time_s * 1e6), frame


def _from_json(folder: Path, rate_hz: float, on_progress: OnProgress) -> Recording:
    files = frame_files(folder)
    last_s = _time_s(files[-1], files, rate_hz)
    if last_s > _LONGEST_S:
        raise InputError(
            f"{files[-1].path}: expected the frame's number at the end of the name; found a number "
            f"{last_s / 3600:.0f} hours after the first frame's, at {rate_hz:g} frames a second"
        )
    poses = follow(_json_frames(files, rate_hz, on_progress))
    return Recording(folder, poses, len(files), last_s, None)


def _json_frames(
    files: list[FrameFile], rate_hz: float, on_progress: OnProgress
) -> Iterator[SeenFrame]:
    last_s = _time_s(files[-1], files, rate_hz)
    for file in files:
        time_s = _time_s(file, files, rate_hz)
        yield SeenFrame(round(time_s * 1e6), read_people(file.path))
        on_progress(time_s, last_s)


def _time_s(file: FrameFile, files: list[FrameFile], rate_hz: float) -> float:
    return (file.number - files[0].number) / rate_hz


def _from_video(path: Path, on_progress: OnProgress) -> Recording:
    frames = timed_frames(path)
    first = next(frames)  # before the networks are loaded: what is no video fails at once
    finder = PeopleFinder(make_estimator(_ESTIMATOR, model_cache(), os.cpu_count() or 1))
    with open_stream(str(path), timeout_s=_OPEN_TIMEOUT_S) as stream:
        duration_s = stream.duration_s
    seen: list[SeenFrame] = []
    for captured_us, frame in chain([first], frames):
        seen.append(SeenFrame(captured_us, finder.find(captured_us, frame.bgr)))
        on_progress(frame.time_s, duration_s)
    height_px, width_px = first[1].bgr.shape[:2]
    return Recording(
        path, follow(seen), len(seen), seen[-1].captured_us / 1e6, (width_px, height_px)
    )
