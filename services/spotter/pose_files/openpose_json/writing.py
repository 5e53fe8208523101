"""Writes OpenPose's JSON, version 1.3, for tools that read OpenPose.

These take a frame's number from the last digits of the name, expect every key, and expect only JSON
in the folder.
"""

import json
from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from spotter.movement.values import COCO_18
from spotter.movement.values.body.poses import Keypoints, WorldMetres
from spotter.pose_files.openpose_json.reading import WORLD_KEY

VERSION = 1.3

_EMPTY_KEYS = (
    "face_keypoints_2d",
    "hand_left_keypoints_2d",
    "hand_right_keypoints_2d",
    "pose_keypoints_3d",
    "face_keypoints_3d",
    "hand_left_keypoints_3d",
    "hand_right_keypoints_3d",
)
"""Lists that OpenPose writes too; they are empty without faces, hands or depth."""


class Joints(StrEnum):
    """The format of the joints in the files."""

    BODY_25 = "body25"
    COCO = "coco"


def frame_name(recording: str, number: int) -> str:
    """The name of a frame's file in OpenPose's style: twelve digits."""
    return f"{recording}_{number:012d}_keypoints.json"


def frame_bytes(
    people: Keypoints,
    person_ids: Sequence[int],
    joints: Joints = Joints.BODY_25,
    captured_us: int | None = None,
    worlds_m: Sequence[WorldMetres | None] = (),
) -> bytes:
    """The content of a frame's file.

    ``people`` is (P, 25, 3) float32, ``person_ids`` a number for each of them, -1 for none. A joint
    that is missing or has no confidence becomes 0, 0, 0; the others read back to the same float32.
    A known ``captured_us`` is written too: OpenPose's format has no time, but its readers skip
    unknown keys. So are the people's metres, ``worlds_m``, in BODY_25 order, null where missing.
    """
    depths = _depths(worlds_m) if worlds_m and joints is Joints.BODY_25 else [{}] * len(people)
    content: dict[str, object] = {
        "version": VERSION,
        "people": [
            {"person_id": [number], "pose_keypoints_2d": _values(keypoints, joints)}
            | {key: [] for key in _EMPTY_KEYS}
            | depth
            for keypoints, number, depth in zip(people, person_ids, depths, strict=True)
        ],
    }
    if captured_us is not None:
        content["captured_us"] = captured_us
    return json.dumps(content, separators=(",", ":"), allow_nan=False).encode()


def _depths(worlds_m: Sequence[WorldMetres | None]) -> list[dict[str, object]]:
    """What a person's metres add to their keypoints; OpenPose's own 3D has other axes."""
    return [
        {} if world_m is None else {WORLD_KEY: [_number(value) for value in world_m.ravel()]}
        for world_m in worlds_m
    ]


def _number(value: np.float32) -> float | None:
    return float(str(value)) if np.isfinite(value) else None


def _values(keypoints: Keypoints, joints: Joints) -> list[float]:
    """The shortest decimals of the same float32 values, whole numbers without a point."""
    written = keypoints[list(COCO_18)] if joints is Joints.COCO else keypoints
    seen = np.isfinite(written).all(axis=1) & (written[:, 2] > 0)
    values = np.where(seen[:, None], written, 0).astype(np.float32).ravel()
    return [int(value) if value == round(value) else float(str(value)) for value in values]
