"""OpenPose's JSON written, version 1.3: what tools that read OpenPose can read.

They take a frame's number from the last digits of the name, expect every key, and find nothing but
JSON in the folder.
"""

import json
from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from spotter.movement.values.poses import Keypoints
from spotter.movement.values.skeleton import COCO_18

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
"""Lists that OpenPose writes too, empty unless faces, hands or depth are asked for."""


class Joints(StrEnum):
    """The joints of a person that are written."""

    BODY_25 = "body25"
    COCO = "coco"


def frame_name(recording: str, number: int) -> str:
    """The name of a frame's file, as OpenPose names it: twelve digits."""
    return f"{recording}_{number:012d}_keypoints.json"


def frame_bytes(
    people: Keypoints,
    person_ids: Sequence[int],
    joints: Joints = Joints.BODY_25,
    captured_us: int | None = None,
) -> bytes:
    """The content of a frame's file.

    ``people`` is (P, 25, 3) float32, ``person_ids`` a number for each of them, -1 for none. A joint
    that is missing, or of no confidence, is written 0, 0, 0; others read back to the same float32.
    ``captured_us`` is written too where it is known: OpenPose's format has no place for time, and
    its readers pass over what they do not know.
    """
    content: dict[str, object] = {
        "version": VERSION,
        "people": [
            {"person_id": [number], "pose_keypoints_2d": _values(keypoints, joints)}
            | {key: [] for key in _EMPTY_KEYS}
            for keypoints, number in zip(people, person_ids, strict=True)
        ],
    }
    if captured_us is not None:
        content["captured_us"] = captured_us
    return json.dumps(content, separators=(",", ":"), allow_nan=False).encode()


def _values(keypoints: Keypoints, joints: Joints) -> list[float]:
    """The shortest decimals that are the same float32, whole ones without a point."""
    written = keypoints[list(COCO_18)] if joints is Joints.COCO else keypoints
    seen = np.isfinite(written).all(axis=1) & (written[:, 2] > 0)
    values = np.where(seen[:, None], written, 0).astype(np.float32).ravel()
    return [int(value) if value == round(value) else float(str(value)) for value in values]
