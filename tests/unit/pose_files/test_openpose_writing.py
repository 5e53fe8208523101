"""The written files are in OpenPose's format: Spotter and other tools can read them."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from spotter.movement.values.body.poses import Keypoints, from_openpose
from spotter.movement.values.body.skeleton import COCO_18, Joint
from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.openpose_json.frame_files import frame_files
from spotter.pose_files.openpose_json.reading import read_frame
from spotter.pose_files.openpose_json.writing import Joints, frame_bytes, frame_name

KEYS = [
    "person_id",
    "pose_keypoints_2d",
    "face_keypoints_2d",
    "hand_left_keypoints_2d",
    "hand_right_keypoints_2d",
    "pose_keypoints_3d",
    "face_keypoints_3d",
    "hand_left_keypoints_3d",
    "hand_right_keypoints_3d",
]
"""The keys of a person in OpenPose 1.5 to 1.7, in order."""


def people(count: int, seed: int = 0) -> Keypoints:
    keypoints = np.random.default_rng(seed).uniform(0.1, 900, (count, 25, 3)).astype(np.float32)
    keypoints[..., 2] /= 1000
    keypoints[:, Joint.LEFT_HEEL] = (np.nan, np.nan, 0)
    return keypoints


def written(folder: Path, number: int, keypoints: Keypoints, **more: Any) -> Path:  # noqa: ANN401
    path = folder / frame_name("squat", number)
    path.write_bytes(frame_bytes(keypoints, range(1, len(keypoints) + 1), **more))
    return path


def read_as_pose2sim_does(folder: Path) -> dict[int, list[list[float]]]:
    """Frame number -> coordinates of each person, by the rules of Pose2Sim's tools.

    Every file of the folder is a frame; the last digits of its name are its number; people are
    found by their place, and x, y and confidence of joint j in places 3j to 3j + 2.
    """
    frames: dict[int, list[list[float]]] = {}
    for path in folder.iterdir():
        number = int(re.split(r"(\d+)", path.name)[-2])
        frames[number] = [
            person["pose_keypoints_2d"] for person in json.loads(path.read_text())["people"]
        ]
    return frames


keypoints_of_people = arrays.arrays(
    np.float32,
    st.tuples(st.integers(0, 3), st.just(25), st.just(3)),
    elements=st.floats(0, 2**20, width=32),
).map(from_openpose)


@given(keypoints_of_people)
def test_what_is_written_reads_back_to_the_same_float32(
    tmp_path_factory: pytest.TempPathFactory, keypoints: Keypoints
) -> None:
    path = written(tmp_path_factory.mktemp("poses"), 0, keypoints)
    seen = np.isfinite(keypoints[..., 0]).any(axis=1)
    np.testing.assert_array_equal(read_frame(path).keypoints, keypoints[seen])


def test_two_people_stay_two_with_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / frame_name("squat", 0)
    path.write_bytes(frame_bytes(people(2), (4, -1)))
    assert read_frame(path).person_ids == (4, -1)


def test_the_capture_time_reads_back_and_is_left_out_where_it_is_not_known(tmp_path: Path) -> None:
    assert read_frame(written(tmp_path, 0, people(1), captured_us=40_000)).captured_us == 40_000
    assert read_frame(written(tmp_path, 1, people(1))).captured_us is None


def test_a_file_has_openposes_version_keys_and_number_of_values(tmp_path: Path) -> None:
    content = json.loads(written(tmp_path, 0, people(1)).read_text())
    (person,) = content["people"]
    assert list(content) == ["version", "people"]
    assert content["version"] == 1.3
    assert list(person) == KEYS
    assert person["person_id"] == [1]
    assert len(person["pose_keypoints_2d"]) == 75
    assert all(person[key] == [] for key in KEYS[2:])


def test_the_time_comes_after_openposes_own_keys(tmp_path: Path) -> None:
    content = json.loads(written(tmp_path, 0, people(1), captured_us=40_000).read_text())
    assert list(content) == ["version", "people", "captured_us"]


def test_a_missing_joint_is_three_zeros(tmp_path: Path) -> None:
    (person,) = json.loads(written(tmp_path, 0, people(1)).read_text())["people"]
    start = 3 * Joint.LEFT_HEEL
    assert person["pose_keypoints_2d"][start : start + 3] == [0, 0, 0]


def test_a_frame_without_people_is_a_file_with_an_empty_list(tmp_path: Path) -> None:
    assert json.loads(written(tmp_path, 0, people(0)).read_text())["people"] == []


def test_names_have_twelve_digits_and_sort_as_the_frames_do(tmp_path: Path) -> None:
    for number in (100, 9, 10):
        written(tmp_path, number, people(1))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[0] == "squat_000000000009_keypoints.json"
    assert [int(name[6:18]) for name in names] == [9, 10, 100]
    assert [frame.number for frame in frame_files(tmp_path)] == [9, 10, 100]


def test_a_reader_that_follows_pose2sims_rules_finds_every_frame_and_person(tmp_path: Path) -> None:
    for number in range(12):
        written(tmp_path, number, people(2, seed=number), captured_us=number * 40_000)
    frames = read_as_pose2sim_does(tmp_path)
    assert sorted(frames) == list(range(12))
    for number, coordinates in frames.items():
        expected = np.nan_to_num(people(2, seed=number)).reshape(2, 75)
        np.testing.assert_array_equal(np.array(coordinates, dtype=np.float32), expected)


def test_coco_has_54_values_and_reads_back_without_the_feet(tmp_path: Path) -> None:
    keypoints = people(1)
    path = written(tmp_path, 0, keypoints, joints=Joints.COCO)
    (person,) = json.loads(path.read_text())["people"]
    assert len(person["pose_keypoints_2d"]) == 54
    (read,) = read_frame(path).keypoints
    np.testing.assert_array_equal(read[list(COCO_18)], keypoints[0, list(COCO_18)])
    assert np.isnan(read[Joint.LEFT_BIG_TOE, 0])


@pytest.mark.parametrize(
    ("said", "number"), [([3], 3), (3, 3), ([-1], -1), ([], -1), ("x", -1), (None, -1), ([-7], -1)]
)
def test_a_person_id_is_read_as_a_list_or_as_a_number(
    tmp_path: Path, said: object, number: int
) -> None:
    path = written(tmp_path, 0, people(1))
    content = json.loads(path.read_text())
    content["people"][0]["person_id"] = said
    path.write_text(json.dumps(content))
    assert read_frame(path).person_ids == (number,)


def test_metres_read_back_to_the_same_float32_with_the_person_whose_they_are(
    tmp_path: Path,
) -> None:
    metres = np.random.default_rng(3).normal(0, 0.5, (25, 3)).astype(np.float32)
    metres[Joint.LEFT_WRIST] = np.nan
    path = tmp_path / "a_000000000000_keypoints.json"
    path.write_bytes(frame_bytes(people(2), (1, 2), worlds_m=(None, metres)))
    without, found = read_frame(path).worlds_m
    assert without is None
    assert found is not None
    np.testing.assert_array_equal(found, metres)


def test_coco_files_have_no_metres(tmp_path: Path) -> None:
    path = tmp_path / "a_000000000000_keypoints.json"
    metres = np.zeros((25, 3), dtype=np.float32)
    path.write_bytes(frame_bytes(people(1), (1,), Joints.COCO, worlds_m=[metres]))
    assert read_frame(path).worlds_m == (None,)


@pytest.mark.parametrize(
    ("metres", "expected"), [([0.0] * 74, "expected 75 numbers"), (["far"] * 75, "as numbers")]
)
def test_metres_of_another_kind_are_refused(
    tmp_path: Path, metres: list[object], expected: str
) -> None:
    path = tmp_path / "a_000000000000_keypoints.json"
    content = json.loads(frame_bytes(people(1), (1,)))
    content["people"][0]["world_m"] = metres
    path.write_text(json.dumps(content))
    with pytest.raises(PoseFileError, match=expected):
        read_frame(path)
