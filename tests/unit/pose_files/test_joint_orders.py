"""The joints' orders of OpenPose and of the tools that write its JSON."""

import json
from pathlib import Path

import numpy as np
import pytest

from spotter.movement.values.body.skeleton import Joint
from spotter.pose_files.openpose_json.folder import read_folder
from support.movements.performed import performed

COCO = (
    "NOSE LEFT_EYE RIGHT_EYE LEFT_EAR RIGHT_EAR LEFT_SHOULDER RIGHT_SHOULDER LEFT_ELBOW "
    "RIGHT_ELBOW LEFT_WRIST RIGHT_WRIST LEFT_HIP RIGHT_HIP LEFT_KNEE RIGHT_KNEE LEFT_ANKLE "
    "RIGHT_ANKLE"
)
FEET = "LEFT_BIG_TOE LEFT_SMALL_TOE LEFT_HEEL RIGHT_BIG_TOE RIGHT_SMALL_TOE RIGHT_HEEL"  # COCO, 25B
HALPE = (
    f"{COCO} - NECK MID_HIP LEFT_BIG_TOE RIGHT_BIG_TOE LEFT_SMALL_TOE RIGHT_SMALL_TOE LEFT_HEEL "
    "RIGHT_HEEL"
)
MPI = (
    "- NECK RIGHT_SHOULDER RIGHT_ELBOW RIGHT_WRIST LEFT_SHOULDER LEFT_ELBOW LEFT_WRIST RIGHT_HIP "
    "RIGHT_KNEE RIGHT_ANKLE LEFT_HIP LEFT_KNEE LEFT_ANKLE"
)
ORDERS = {
    "COCO_17": (COCO, 17),
    "HALPE_26": (HALPE, 26),
    "HALPE_68": (HALPE, 68),
    "HALPE_136": (HALPE, 136),
    "COCO_133": (f"{COCO} {FEET}", 133),
    "BODY_25B": (f"{COCO} - - {FEET}", 25),
    "BODY_135": (f"{COCO} - - {FEET}", 135),
    "MPI": (MPI, 15),
}


@pytest.mark.parametrize("order", ORDERS)
def test_every_joint_is_found_where_its_order_has_it(tmp_path: Path, order: str) -> None:
    joints, count = ORDERS[order]
    names = joints.split()
    poses = performed("squat", 1).keypoints[::10]
    for number, person in enumerate(poses):
        listed = np.repeat(person[[Joint.NOSE]], count, axis=0)  # face and hands are near it
        for place, name in enumerate(names):
            if name != "-":
                listed[place] = np.nan_to_num(person[Joint[name]])
        content = {"people": [{"person_id": [-1], "pose_keypoints_2d": listed.ravel().tolist()}]}
        (tmp_path / f"squat_{number:06d}.json").write_text(json.dumps(content))
    frames = read_folder(tmp_path, None, lambda _done, _all: None).frames
    found = np.concatenate([frame.seen.keypoints for frame in frames])
    known = [Joint[name] for name in names if name != "-"]
    np.testing.assert_array_equal(found[:, known], poses[:, known])
    hips = poses[:, [Joint.LEFT_HIP, Joint.RIGHT_HIP], :2].mean(axis=1)
    if Joint.MID_HIP not in known:
        np.testing.assert_allclose(found[:, Joint.MID_HIP, :2], hips, rtol=1e-6)
    lacking = [joint for joint in Joint if joint not in {*known, Joint.NECK, Joint.MID_HIP}]
    assert np.isnan(found[:, lacking, :2]).all()
