"""Reads OpenPose's JSON: every version, COCO-18 and BODY_25.

Up to version 1.1 the key of a person's keypoints is ``pose_keypoints``, from 1.2 on
``pose_keypoints_2d``.
"""

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from spotter.movement.values import JOINT_COUNT
from spotter.movement.values.poses import (
    NOBODY,
    Keypoints,
    WorldMetres,
    from_coco_18,
    from_openpose,
)
from spotter.pose_files.errors import PoseFileError

UNTRACKED = -1
"""OpenPose's number for a person who is not tracked."""

WORLD_KEY = "world_m"
"""Spotter's own key, for a person's joints in metres."""

_KEYS = ("pose_keypoints_2d", "pose_keypoints")
_MAPPINGS = {54: from_coco_18, 75: from_openpose}
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class FrameFile:
    """The file of one frame, and the frame's number, which ends the file's name."""

    number: int
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class FramePeople:
    """Everybody in one frame.

    ``keypoints`` is (P, 25, 3) float32 in BODY_25 order, NaN where a joint is missing;
    ``person_ids`` and ``worlds_m``, as in Pose, have one for each of them. ``captured_us`` counts
    from the recording's first frame; None if the file has no time, as with OpenPose's own files.
    """

    keypoints: Keypoints
    person_ids: tuple[int, ...]
    worlds_m: tuple[WorldMetres | None, ...]
    captured_us: int | None = None

    def with_keypoints(self, keypoints: Keypoints) -> "FramePeople":
        """The same people with other (P, 25, 3) ``keypoints``, without people who show no joint."""
        seen = np.flatnonzero(np.isfinite(keypoints[..., 0]).any(axis=1))
        ids = tuple(self.person_ids[place] for place in seen)
        worlds_m = tuple(self.worlds_m[place] for place in seen)
        return FramePeople(keypoints[seen], ids, worlds_m, self.captured_us)


def frame_files(folder: Path) -> list[FrameFile]:
    """The frames of ``folder`` by their numbers, which may start anywhere and have gaps.

    A frame's number is the last one in its name: 12 in ``cam01.0012.json`` and in
    ``squat_12_keypoints.json``. Raises :class:`PoseFileError` for a folder without JSON, a name
    without a number, and two files with the same number.
    """
    paths = [path for path in folder.glob("*.json") if not path.name.startswith(".")]
    if not paths:
        raise PoseFileError(
            f"{folder}: expected OpenPose's JSON, a file per frame; {_found(folder)}"
        )
    frames = sorted((_numbered(path) for path in paths), key=lambda frame: frame.number)
    for earlier, later in pairwise(frames):
        if earlier.number == later.number:
            raise PoseFileError(
                f"{folder}: expected one file per frame; found {earlier.path.name} and "
                f"{later.path.name}, both of frame {later.number}"
            )
    return frames


def read_frame(path: Path) -> FramePeople:
    """Everybody in one frame who shows at least one joint.

    Accepts 54 (COCO-18) or 75 (BODY_25) values per person under the key of either format. Raises
    :class:`PoseFileError`, which names the file and says what was expected and what was found.
    """
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise PoseFileError(f"{path}: expected OpenPose's JSON; found {_fault(error)}") from error
    people = content.get("people") if isinstance(content, dict) else None
    if not isinstance(people, list):
        raise PoseFileError(f'{path}: expected OpenPose\'s JSON; found no list "people" in it')
    bodies = [_body(path, index, person) for index, person in enumerate(people, start=1)]
    ids = tuple(map(_person_id, people))
    captured_us = content.get("captured_us")
    worlds_m = tuple(_world_m(path, index, person) for index, person in enumerate(people, start=1))
    time_us = captured_us if type(captured_us) is int else None
    everybody = FramePeople(NOBODY, ids, worlds_m, time_us)
    return everybody.with_keypoints(np.stack(bodies) if bodies else NOBODY)


def _numbered(path: Path) -> FrameFile:
    numbers = _NUMBER.findall(path.stem)
    if not numbers:
        raise PoseFileError(
            f"{path}: expected a frame number in the name, as in cam01.0012.json; found none"
        )
    return FrameFile(int(numbers[-1]), path)


def _body(path: Path, index: int, person: object) -> Keypoints:
    values = _values(person)
    if values is None:
        raise PoseFileError(
            f'{path}: expected a list "{_KEYS[0]}" or "{_KEYS[1]}" of numbers for each person; '
            f"found none for person {index}"
        )
    if len(values) not in _MAPPINGS:
        raise PoseFileError(
            f"{path}: expected 54 (COCO-18) or 75 (BODY_25) values for each person; found "
            f"{len(values)} for person {index}"
        )
    with np.errstate(over="ignore"):  # a value beyond float32 means a missing joint
        return _MAPPINGS[len(values)](np.array(values).reshape(-1, 3))


def _world_m(path: Path, index: int, person: dict[str, Any]) -> WorldMetres | None:
    values = person.get(WORLD_KEY)
    if values is None:
        return None
    known = {int, float, type(None)}
    if not isinstance(values, list) or not {type(value) for value in values} <= known:
        raise PoseFileError(f'{path}: expected "{WORLD_KEY}" as numbers for person {index}')
    if len(values) != 3 * JOINT_COUNT:
        raise PoseFileError(
            f'{path}: expected {3 * JOINT_COUNT} numbers as "{WORLD_KEY}"; found {len(values)} for '
            f"person {index}"
        )
    with np.errstate(over="ignore"):
        world_m = np.array(values, dtype=np.float64).astype(np.float32).reshape(-1, 3)
    world_m[~np.isfinite(world_m).all(axis=1)] = np.nan
    return world_m


def _values(person: object) -> list[float] | None:
    if not isinstance(person, dict):
        return None
    values: Any = next((person[key] for key in _KEYS if key in person), None)
    if not isinstance(values, list) or not {type(value) for value in values} <= {int, float}:
        return None
    try:
        return list(map(float, values))
    except OverflowError:  # an integer of hundreds of digits
        return None


def _person_id(person: dict[str, Any]) -> int:
    """The person's id: OpenPose writes a list of one number, other tools the number alone."""
    match person.get("person_id"):
        case int(number) | [int(number)]:
            return max(number, UNTRACKED)
        case _:
            return UNTRACKED


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"a fault in line {error.lineno}, column {error.colno}: {error.msg}"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return (
        "lists nested too deep" if isinstance(error, RecursionError) else "bytes that are not text"
    )


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
