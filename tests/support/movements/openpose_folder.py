"""Folders of JSON as OpenPose writes them."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from spotter.movement.values.body.poses import Keypoints, PoseSeries
from spotter.movement.values.body.skeleton import COCO_18

FORMAT_1_3 = "pose_keypoints_2d"
FORMAT_1_1 = "pose_keypoints"


def write_frame(
    path: Path, people: Sequence[Keypoints], *, key: str = FORMAT_1_3, coco: bool = False
) -> None:
    """One frame: (25, 3) keypoints for each of ``people``, written as BODY_25 or as COCO-18."""
    path.parent.mkdir(parents=True, exist_ok=True)
    joints = list(COCO_18) if coco else slice(None)
    listed = [{key: np.nan_to_num(person[joints]).ravel().tolist()} for person in people]
    path.write_text(json.dumps({"version": 1.3, "people": listed}))


def write_poses(folder: Path, poses: PoseSeries, *, rate_hz: float, coco: bool = False) -> Path:
    """A file for each pose, numbered by its time."""
    for captured_us, keypoints in zip(poses.captured_us, poses.keypoints, strict=True):
        number = round(int(captured_us) * rate_hz / 1e6)
        write_frame(folder / f"squat_{number:012d}_keypoints.json", [keypoints], coco=coco)
    return folder
