"""Reads a folder of OpenPose JSON as a recording: its frames and their capture times."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.openpose_json.body_25b import is_body_25b
from spotter.pose_files.openpose_json.frame_files import FrameFile, frame_files
from spotter.pose_files.openpose_json.joint_orders import BODY_25B
from spotter.pose_files.openpose_json.picture_ratios import (
    USUAL_PICTURE_PX,
    are_ratios,
    in_pixels,
)
from spotter.pose_files.openpose_json.reading import FramePeople, read_frame

RATE_HZ = 30.0
"""Frames per second of a folder if neither the user nor the files tell."""

_LONGEST_S = 24 * 3600


@dataclass(frozen=True, slots=True, eq=False)
class FolderFrame:
    """One frame of a folder: its number, its capture time since the first frame, its people."""

    number: int
    captured_us: int
    seen: FramePeople


@dataclass(frozen=True, slots=True, eq=False)
class PoseFolder:
    """The frames of a folder in the order of their numbers.

    ``notices`` are sentences about what the files do not tell and was assumed.
    """

    frames: list[FolderFrame]
    notices: tuple[str, ...] = ()


def read_folder(
    folder: Path,
    rate_hz: float | None,
    on_progress: Callable[[float, float], None],
    picture_px: tuple[int, int] | None = None,
) -> PoseFolder:
    """Read all frames of ``folder``.

    ``rate_hz`` is the frame rate; None takes the times in the files if all have one, else 30 Hz.
    BODY_25B is detected by its joints' positions, and mapped to BODY_25. Coordinates that are
    ratios of a picture become those in one of ``picture_px`` (width and height; None: 16:9).
    ``on_progress`` gets the seconds read and the total, as if the files had no times.

    Raises :class:`PoseFileError` for any other folder and for times that do not increase.
    """
    files = frame_files(folder)
    times_s = [(file.number - files[0].number) / (rate_hz or RATE_HZ) for file in files]
    seen: list[FramePeople] = []
    for file, time_s in zip(files, times_s, strict=True):
        seen.append(read_frame(file.path))
        on_progress(time_s, times_s[-1])
    seen, about_pixels = _in_pixels(_in_body_25(seen), picture_px)
    times_us, about_times = _times_us(files, seen, rate_hz)
    frames = [
        FolderFrame(file.number, time_us, frame)
        for file, time_us, frame in zip(files, times_us, seen, strict=True)
    ]
    return PoseFolder(frames, (*about_times, *about_pixels))


def _times_us(
    files: list[FrameFile], seen: list[FramePeople], rate_hz: float | None
) -> tuple[list[int], tuple[str, ...]]:
    """The capture time of each frame since the first one, and what was assumed of it."""
    written_us = [frame.captured_us for frame in seen if frame.captured_us is not None]
    if not rate_hz and len(written_us) == len(files):
        _check_increasing(files, written_us)
        return [time_us - written_us[0] for time_us in written_us], ()
    used_hz = rate_hz or RATE_HZ
    times_s = [(file.number - files[0].number) / used_hz for file in files]
    _check_length(files[-1], times_s[-1], used_hz)
    times_us = [round(time_s * 1e6) for time_s in times_s]
    if rate_hz:
        return times_us, ()
    telling = f"only {len(written_us)} of {len(files)}" if written_us else "no"
    assumed = (
        f"{telling} files tell when their frames were taken; {RATE_HZ:g} frames a second are "
        "assumed; tell another rate with --fps"
    )
    return times_us, (assumed,)


def _in_body_25(seen: list[FramePeople]) -> list[FramePeople]:
    """Map BODY_25B to BODY_25; only the joints' positions tell the two formats apart."""
    everybody = np.concatenate([frame.keypoints for frame in seen])
    if not len(everybody) or not is_body_25b(everybody):
        return seen
    return [frame.with_keypoints(BODY_25B.in_body_25(frame.keypoints)) for frame in seen]


def _in_pixels(
    seen: list[FramePeople], picture_px: tuple[int, int] | None
) -> tuple[list[FramePeople], tuple[str, ...]]:
    if not are_ratios(seen):
        return seen, ()
    assumed = (
        "the coordinates are ratios of a picture, taken as a 16:9 one; tell another shape with "
        "--aspect, as in --aspect 4:3"
    )
    notices = () if picture_px else (assumed,)
    return in_pixels(seen, picture_px or USUAL_PICTURE_PX), notices


def _check_length(last: FrameFile, last_s: float, rate_hz: float) -> None:
    if last_s > _LONGEST_S:
        raise PoseFileError(
            f"{last.path}: expected the frame's number at the end of the name; found a number "
            f"{last_s / 3600:.0f} hours after the first frame's, at {rate_hz:g} frames a second"
        )


def _check_increasing(files: list[FrameFile], times_us: list[int]) -> None:
    for file, (earlier_us, later_us) in zip(files[1:], pairwise(times_us), strict=True):
        if later_us <= earlier_us:
            raise PoseFileError(
                f'{file.path}: expected a later "captured_us" than {earlier_us}, the frame '
                f"before's; found {later_us}. To use the frames' numbers instead, give --fps"
            )
