import json
from pathlib import Path

import numpy as np

from spotter.movement.values.body.skeleton import BONES, COCO_18, JOINT_COUNT, MIRROR, Joint

BLOG_TABLES = Path(__file__).parents[3] / "data" / "blog_dtw_tables.json"

OPENPOSE_BODY_25 = [
    "Nose",
    "Neck",
    "RShoulder",
    "RElbow",
    "RWrist",
    "LShoulder",
    "LElbow",
    "LWrist",
    "MidHip",
    "RHip",
    "RKnee",
    "RAnkle",
    "LHip",
    "LKnee",
    "LAnkle",
    "REye",
    "LEye",
    "REar",
    "LEar",
    "LBigToe",
    "LSmallToe",
    "LHeel",
    "RBigToe",
    "RSmallToe",
    "RHeel",
]
OPENPOSE_COCO_18 = [
    "Nose",
    "Neck",
    "RShoulder",
    "RElbow",
    "RWrist",
    "LShoulder",
    "LElbow",
    "LWrist",
    "RHip",
    "RKnee",
    "RAnkle",
    "LHip",
    "LKnee",
    "LAnkle",
    "REye",
    "LEye",
    "REar",
    "LEar",
]


def openpose_name(joint: Joint) -> str:
    words = joint.name.split("_")
    side = {"LEFT": "L", "RIGHT": "R"}.get(words[0])
    rest = "".join(word.capitalize() for word in (words[1:] if side else words))
    return f"{side or ''}{rest}"


def test_body_25_is_in_openposes_order() -> None:
    assert [openpose_name(joint) for joint in Joint] == OPENPOSE_BODY_25
    assert [int(joint) for joint in Joint] == list(range(JOINT_COUNT)) == list(range(25))


def test_coco_18_is_in_openposes_order() -> None:
    assert [openpose_name(joint) for joint in COCO_18] == OPENPOSE_COCO_18


def test_the_blogs_names_are_off_by_one_because_they_leave_out_the_neck() -> None:
    tables = json.loads(BLOG_TABLES.read_text())
    for comparison in tables["comparisons"].values():
        keypoints = [row["keypoint"] for row in comparison["dtw"]]
        article = [row["article_name"] for row in comparison["dtw"]]
        assert keypoints == OPENPOSE_COCO_18
        assert article[0] == "nose"
        names = [joint.name.lower() for joint in COCO_18]
        assert article[1:-1] == names[2:]
        assert (article[-1], COCO_18[-1]) == ("background", Joint.LEFT_EAR)


def test_the_mirror_of_the_mirror_is_the_joint_itself() -> None:
    assert np.array_equal(MIRROR[MIRROR], np.arange(JOINT_COUNT))


def test_the_mirror_swaps_sides_and_leaves_the_middle() -> None:
    middle = {joint for joint in Joint if MIRROR[joint] == joint}
    assert middle == {Joint.NOSE, Joint.NECK, Joint.MID_HIP}
    assert MIRROR[Joint.LEFT_SMALL_TOE] == Joint.RIGHT_SMALL_TOE
    assert MIRROR[Joint.RIGHT_EYE] == Joint.LEFT_EYE


def test_bones_connect_all_joints_without_a_cycle() -> None:
    reached = {Joint.NOSE}
    for _ in Joint:
        reached |= {joint for bone in BONES if reached & set(bone) for joint in bone}
    assert reached == set(Joint)
    assert len(BONES) == JOINT_COUNT - 1


def test_bones_are_the_same_on_both_sides() -> None:
    bones = {frozenset(bone) for bone in BONES}
    assert {frozenset(Joint(int(MIRROR[joint])) for joint in bone) for bone in bones} == bones


def test_a_joint_has_a_label_for_people() -> None:
    assert Joint.LEFT_KNEE.label == "left knee"
    assert Joint.RIGHT_BIG_TOE.label == "right big toe"
