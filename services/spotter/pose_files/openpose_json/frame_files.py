"""Finds the files of a folder of OpenPose JSON and the numbers of their frames."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path

from spotter.pose_files.errors import PoseFileError

_NUMBER = re.compile(r"\d+")
_USUAL_ENDING = re.compile(
    r"(_keypoints|_[23]d|\.(mp4|m4v|3gp|m2ts|h26[45]|[a-z]+))*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FrameFile:
    """The file of one frame, and the frame's number."""

    number: int
    path: Path


def frame_files(folder: Path) -> list[FrameFile]:
    """The frames of ``folder`` by their numbers, which may start anywhere and have gaps.

    A frame's number is the last one in its name before what all names end in: 12 in
    ``cam01.0012.json``, ``squat_12_keypoints.json``, ``frame12_keypoints_2d.json`` and
    ``clip_12.mp4.json``. Raises :class:`PoseFileError` for a folder without JSON, a name without a
    number, and two files with the same number.
    """
    paths = [path for path in _children(folder) if path.suffix.lower() == ".json"]
    if not paths:
        raise PoseFileError(
            f"{folder}: expected OpenPose's JSON, a file per frame; {_found(folder)}"
        )
    numbers = _numbers(paths)
    frames = sorted(map(FrameFile, numbers, paths), key=lambda frame: frame.number)
    for earlier, later in pairwise(frames):
        if earlier.number == later.number:
            raise PoseFileError(
                f"{folder}: expected one file per frame; found {earlier.path.name} and "
                f"{later.path.name}, both of frame {later.number}"
            )
    return frames


def _numbers(paths: Sequence[Path]) -> list[int]:
    stems = [_USUAL_ENDING.sub("", path.stem) for path in paths]
    ending = _shared_ending(stems)
    counted = [_NUMBER.findall(stem.removesuffix(ending)) for stem in stems]
    if not all(counted):
        counted = [_NUMBER.findall(path.stem) for path in paths]
    for path, numbers in zip(paths, counted, strict=True):
        if not numbers:
            raise PoseFileError(
                f"{path}: expected a frame number in the name, as in cam01.0012.json; found none"
            )
    return [int(numbers[-1]) for numbers in counted]


def _shared_ending(stems: Sequence[str]) -> str:
    """What all names end in, without a number that it begins in the midst of."""
    if len(stems) < 2:
        return ""
    from_the_end = zip(*(reversed(stem) for stem in stems), strict=False)
    alike = takewhile(lambda letters: len(set(letters)) == 1, from_the_end)
    return "".join(letters[0] for letters in alike)[::-1].lstrip("0123456789")


def _found(folder: Path) -> str:
    """What the folder has instead, for a message."""
    inside = [path for path in _children(folder) if path.is_dir() and any(path.glob("*.json"))]
    if inside:
        return f"found it one level down; name one of {listed(inside)}"
    others = _children(folder)
    return f"found {listed(others)}" if others else "found an empty folder"


def _children(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def listed(paths: list[Path]) -> str:
    """The names of the first three ``paths``, and the number of the others."""
    names = ", ".join(path.name for path in paths[:3])
    return names if len(paths) <= 3 else f"{names} and {len(paths) - 3} more"
