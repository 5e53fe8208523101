"""A folder of OpenPose's JSON as a recording: its frames and when each was captured."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.openpose_json.body_25b import from_body_25b, is_body_25b
from spotter.pose_files.openpose_json.reading import FrameFile, FramePeople, frame_files, read_frame

RATE_HZ = 30.0
"""Frames per second of a folder of which nobody says how many."""

_LONGEST_S = 24 * 3600


@dataclass(frozen=True, slots=True, eq=False)
class FolderFrame:
    """One frame of a folder: its number, its people, and when it was captured since the first."""

    number: int
    captured_us: int
    seen: FramePeople


def read_folder(
    folder: Path, rate_hz: float | None, on_progress: Callable[[float, float], None]
) -> list[FolderFrame]:
    """The frames of ``folder`` in the order of their numbers.

    They were captured at ``rate_hz`` frames a second; None takes the times in the files if all tell
    theirs, else 30 a second. BODY_25B is known by where its joints are, and mapped. ``on_progress``
    is told the seconds that are read, and all of them, as if the files told no times.

    Raises :class:`PoseFileError` for what is no such folder and for times that do not rise.
    """
    files = frame_files(folder)
    times_s = [(file.number - files[0].number) / (rate_hz or RATE_HZ) for file in files]
    seen: list[FramePeople] = []
    for file, time_s in zip(files, times_s, strict=True):
        seen.append(read_frame(file.path))
        on_progress(time_s, times_s[-1])
    seen = _in_body_25(seen)
    said_us = [] if rate_hz else [frame.captured_us for frame in seen]
    if said_us and (known_us := [time_us for time_us in said_us if time_us is not None]) == said_us:
        _check_rise(files, known_us)
        times_us = [time_us - known_us[0] for time_us in known_us]
    else:
        _check_length(files[-1], times_s[-1], rate_hz or RATE_HZ)
        times_us = [round(time_s * 1e6) for time_s in times_s]
    return [
        FolderFrame(file.number, time_us, frame)
        for file, time_us, frame in zip(files, times_us, seen, strict=True)
    ]


def _in_body_25(seen: list[FramePeople]) -> list[FramePeople]:
    """Nothing but the places of the joints tells one list of 25 joints from the other."""
    everybody = np.concatenate([frame.keypoints for frame in seen])
    if not len(everybody) or not is_body_25b(everybody):
        return seen
    return [frame.with_keypoints(from_body_25b(frame.keypoints)) for frame in seen]


def _check_length(last: FrameFile, last_s: float, rate_hz: float) -> None:
    if last_s > _LONGEST_S:
        raise PoseFileError(
            f"{last.path}: expected the frame's number at the end of the name; found a number "
            f"{last_s / 3600:.0f} hours after the first frame's, at {rate_hz:g} frames a second"
        )


def _check_rise(files: list[FrameFile], times_us: list[int]) -> None:
    for file, (earlier_us, later_us) in zip(files[1:], pairwise(times_us), strict=True):
        if later_us <= earlier_us:
            raise PoseFileError(
                f'{file.path}: expected a later "captured_us" than {earlier_us}, the frame '
                f"before's; found {later_us}. --fps goes by the frames' numbers instead"
            )
