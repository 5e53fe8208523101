"""Reads one frame of OpenPose's JSON: every version and order of joints.

Up to version 1.1 the key of a person's keypoints is ``pose_keypoints``, from 1.2 on
``pose_keypoints_2d``.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import JOINT_COUNT
from spotter.movement.values.body.poses import NOBODY, Keypoints, WorldMetres
from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.openpose_json.joint_orders import ORDERS

UNTRACKED = -1
"""OpenPose's number for a person who is not tracked."""

WORLD_KEY = "world_m"
"""Spotter's own key, for a person's joints in metres."""

_KEYS = ("pose_keypoints_2d", "pose_keypoints")
_OTHER_KEY = re.compile(r"person_id|(face|hand_left|hand_right|pose)_keypoints(_[23]d)?")
_NUMBERS = {int, float, type(None)}
_LARGEST_FILE = 64 * 2**20
"""Bytes; a frame of a hundred people with faces and hands has less than one million."""
_LATEST_US = 2**53
_LARGEST_ID = 2**31 - 1
_SHOWN_LETTERS = 20


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


def read_frame(path: Path) -> FramePeople:
    """Everybody in one frame who shows at least one joint of the body.

    A person of whom only face or hands are listed is passed over; a joint with a null is missing;
    null instead of people is nobody. Raises :class:`PoseFileError`, which names the file and says
    what was expected and what was found.
    """
    content = _json(path)
    if not isinstance(content, dict) or not isinstance(content.get("people", 0), list | None):
        raise PoseFileError(f'{path}: expected OpenPose\'s JSON; found no list "people" in it')
    people = content["people"] or []
    known = [
        (index, {} if person is None else person) for index, person in enumerate(people, start=1)
    ]
    bodies = [_body(path, index, person) for index, person in known]
    ids = tuple(_person_id(person) for _, person in known)
    worlds_m = tuple(_world_m(path, index, person) for index, person in known)
    everybody = FramePeople(NOBODY, ids, worlds_m, _captured_us(path, content))
    return everybody.with_keypoints(np.stack(bodies) if bodies else NOBODY)


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        if path.stat().st_size <= _LARGEST_FILE:
            return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise PoseFileError(f"{path}: expected OpenPose's JSON; found {_fault(error)}") from error
    raise PoseFileError(
        f"{path}: expected OpenPose's JSON; found more than {_LARGEST_FILE >> 20} MB for one frame"
    )


def _fault(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"a fault in line {error.lineno}, column {error.colno}: {error.msg}"
        case OSError():
            return error.strerror or type(error).__name__
        case RecursionError():
            return "lists nested too deep"
        case UnicodeDecodeError():
            return "bytes that are not text"
        case _:
            return "a number of thousands of digits"


def _captured_us(path: Path, content: dict[str, Any]) -> int | None:
    captured_us = content.get("captured_us")
    if type(captured_us) is not int:
        return None
    if abs(captured_us) > _LATEST_US:
        raise PoseFileError(
            f'{path}: expected "captured_us" as microseconds, up to {_LATEST_US}; found another '
            "number"
        )
    return captured_us


def _body(path: Path, index: int, person: object) -> Keypoints:
    """(25, 3) a person's joints, all missing if only face or hands are listed."""
    listed = _listed(person)
    values = _numbers(listed)
    if values is None:
        found = "none" if listed is None else _shortened(listed)
        raise PoseFileError(
            f'{path}: expected a list "{_KEYS[0]}" or "{_KEYS[1]}" of numbers for each person; '
            f"found {found} for person {index}"
        )
    if not np.nan_to_num(values).any():
        values = np.zeros(3 * JOINT_COUNT)
    order = ORDERS.get(len(values) // 3)
    if order is None or len(values) % 3:
        known = ", ".join(f"{3 * count} ({one.name})" for count, one in ORDERS.items())
        raise PoseFileError(
            f"{path}: expected x, y and confidence of each joint, {known} values; found "
            f"{len(values)} for person {index}"
        )
    with np.errstate(over="ignore"):  # a value beyond float32 means a missing joint
        return order.in_body_25(values.reshape(-1, 3))


def _listed(person: object) -> object:
    """What a person's body is listed as; an empty list without a body, None for no person."""
    if not isinstance(person, dict):
        return None
    listed = [person[key] for key in _KEYS if person.get(key) is not None]
    if listed:
        return next((one for one in listed if one != []), [])
    others = person.keys() - {*_KEYS, WORLD_KEY}
    is_known = any(key in person for key in _KEYS) or all(map(_OTHER_KEY.fullmatch, others))
    return [] if is_known else None


def _shortened(found: object) -> str:
    """The value, or of a list the first that is no number, as JSON of at most a few characters."""
    if isinstance(found, list):
        found = next((one for one in found if type(one) not in _NUMBERS), found)
    text = json.dumps(found)
    return text if len(text) <= _SHOWN_LETTERS else f"{text[:_SHOWN_LETTERS]}..."


def _world_m(path: Path, index: int, person: dict[str, Any]) -> WorldMetres | None:
    if person.get(WORLD_KEY) is None:
        return None
    values = _numbers(person[WORLD_KEY])
    if values is None:
        raise PoseFileError(f'{path}: expected "{WORLD_KEY}" as numbers for person {index}')
    if len(values) != 3 * JOINT_COUNT:
        raise PoseFileError(
            f'{path}: expected {3 * JOINT_COUNT} numbers as "{WORLD_KEY}"; found {len(values)} for '
            f"person {index}"
        )
    with np.errstate(over="ignore"):
        world_m = values.astype(np.float32).reshape(-1, 3)
    world_m[~np.isfinite(world_m).all(axis=1)] = np.nan
    return world_m


def _numbers(listed: object) -> NDArray[np.float64] | None:
    """A list of numbers, NaN for null; None for anything else."""
    if not isinstance(listed, list) or not {type(one) for one in listed} <= _NUMBERS:
        return None
    try:
        return np.array(listed, dtype=np.float64)
    except OverflowError:  # an integer of hundreds of digits
        return None


def _person_id(person: dict[str, Any]) -> int:
    """The person's id: OpenPose writes a list of one number, other tools the number alone."""
    match person.get("person_id"):
        case int(number) | [int(number)] if number <= _LARGEST_ID:
            return max(number, UNTRACKED)
        case _:
            return UNTRACKED
