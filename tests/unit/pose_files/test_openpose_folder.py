"""Folders of OpenPose JSON as recordings: capture times, and the format of their 25 joints."""

from pathlib import Path

import numpy as np
import pytest

from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import Joint
from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.openpose_json.folder import FolderFrame, read_folder
from spotter.pose_files.openpose_json.writing import frame_bytes, frame_name
from spotter.simulation.motion.catalogue import EXERCISES
from support.movements.openpose_folder import write_frame
from support.movements.performed import performed
from support.real_data import real_data

BODY_25B = {
    0: Joint.NOSE,
    1: Joint.LEFT_EYE,
    2: Joint.RIGHT_EYE,
    3: Joint.LEFT_EAR,
    4: Joint.RIGHT_EAR,
    5: Joint.LEFT_SHOULDER,
    6: Joint.RIGHT_SHOULDER,
    7: Joint.LEFT_ELBOW,
    8: Joint.RIGHT_ELBOW,
    9: Joint.LEFT_WRIST,
    10: Joint.RIGHT_WRIST,
    11: Joint.LEFT_HIP,
    12: Joint.RIGHT_HIP,
    13: Joint.LEFT_KNEE,
    14: Joint.RIGHT_KNEE,
    15: Joint.LEFT_ANKLE,
    16: Joint.RIGHT_ANKLE,
    19: Joint.LEFT_BIG_TOE,
    20: Joint.LEFT_SMALL_TOE,
    21: Joint.LEFT_HEEL,
    22: Joint.RIGHT_BIG_TOE,
    23: Joint.RIGHT_SMALL_TOE,
    24: Joint.RIGHT_HEEL,
}
"""Place -> joint; 17 and 18 are the upper neck and the top of the head."""


def read(folder: Path, rate_hz: float | None = None) -> list[FolderFrame]:
    return read_folder(folder, rate_hz, lambda _done, _all: None).frames


def times_us(folder: Path, rate_hz: float | None = None) -> list[int]:
    return [frame.captured_us for frame in read(folder, rate_hz)]


def write_times(folder: Path, *captured_us: int | None) -> Path:
    """Write a frame for each time."""
    person = performed("squat", 1).keypoints[:1]
    for number, time_us in enumerate(captured_us):
        content = frame_bytes(person, [1], captured_us=time_us)
        (folder / frame_name("squat", number)).write_bytes(content)
    return folder


def as_body_25b(person: Keypoints) -> Keypoints:
    """The person in OpenPose's other format."""
    written = np.repeat(person[[Joint.NECK]], 25, axis=0)
    written[list(BODY_25B)] = person[list(BODY_25B.values())]
    return written


def test_the_times_in_the_files_are_taken_and_count_from_the_first(tmp_path: Path) -> None:
    assert times_us(write_times(tmp_path, 500, 33_833, 100_500)) == [0, 33_333, 100_000]


def test_a_given_rate_is_taken_rather_than_the_times_in_the_files(tmp_path: Path) -> None:
    assert times_us(write_times(tmp_path, 0, 33_333, 100_000), 10) == [0, 100_000, 200_000]


def notices(folder: Path, rate_hz: float | None = None) -> tuple[str, ...]:
    return read_folder(folder, rate_hz, lambda _done, _all: None).notices


@pytest.mark.parametrize(
    ("captured_us", "telling"), [((0, None, 900_000), "only 2 of 3"), ((None, None, None), "no")]
)
def test_without_a_time_in_every_file_a_rate_is_assumed_and_that_is_said(
    tmp_path: Path, captured_us: tuple[int | None, ...], telling: str
) -> None:
    assert times_us(write_times(tmp_path, *captured_us)) == [0, 33_333, 66_667]
    (notice,) = notices(tmp_path)
    assert notice.startswith(f"{telling} files tell when their frames were taken; 30 frames a ")
    assert notice.endswith("tell another rate with --fps")


def test_nothing_is_said_of_times_that_are_given_or_written(tmp_path: Path) -> None:
    assert notices(write_times(tmp_path, 0, 40_000)) == ()
    assert notices(write_times(tmp_path, None, None), 25) == ()


def test_times_that_do_not_increase_are_refused_with_the_file(tmp_path: Path) -> None:
    write_times(tmp_path, 0, 40_000, 40_000)
    with pytest.raises(
        PoseFileError, match=r"squat_000000000002_keypoints\.json: expected a later"
    ):
        read(tmp_path)
    assert times_us(tmp_path, 25) == [0, 40_000, 80_000]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_body_25b_is_detected_by_its_joints_positions(tmp_path: Path, exercise: str) -> None:
    poses = performed(exercise, 1).keypoints[::10]
    for number, person in enumerate(poses):
        write_frame(tmp_path / f"{number}.json", [as_body_25b(person)])
    mapped = list(BODY_25B.values())
    for frame, person in zip(read(tmp_path), poses, strict=True):
        np.testing.assert_array_equal(frame.seen.keypoints[0, mapped], person[mapped])
        shoulders = person[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER], :2]
        np.testing.assert_allclose(frame.seen.keypoints[0, Joint.NECK, :2], shoulders.mean(axis=0))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_body_25_is_left_unchanged(tmp_path: Path, exercise: str) -> None:
    poses = performed(exercise, 1).keypoints[::10]
    for number, person in enumerate(poses):
        write_frame(tmp_path / f"{number}.json", [person])
    found = np.concatenate([frame.seen.keypoints for frame in read(tmp_path)])
    np.testing.assert_array_equal(found, poses)


def test_a_person_without_any_common_joint_is_nobody(tmp_path: Path) -> None:
    head_only = np.full((25, 3), np.nan, dtype=np.float32)
    head_only[17:19] = (50, 50, 0.5)
    for number, person in enumerate(performed("squat", 1).keypoints[:9]):
        write_frame(tmp_path / f"{number}.json", [head_only, as_body_25b(person)])
    assert [len(frame.seen.keypoints) for frame in read(tmp_path)] == [1] * 9


@pytest.mark.parametrize("camera", ["cam1_json", "cam3_json"])
def test_legs_of_a_real_body_25b_folder_are_connected(camera: str) -> None:
    """Thigh and shin are about equally long in every frame that shows both."""
    frames = read(real_data(f"openpose-json-body25-v1.3/{camera}"))
    xy = np.concatenate([frame.seen.keypoints[:, :, :2] for frame in frames])
    thighs, shins = (
        np.hypot(*(xy[:, upper] - xy[:, lower]).T)
        for upper, lower in (
            (Joint.LEFT_HIP, Joint.LEFT_KNEE),
            (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
        )
    )
    assert 0.7 < np.nanmedian(thighs / shins) < 1.4


@pytest.mark.parametrize(
    ("folder", "frames", "most"),
    [
        ("openpose-json-coco18-v1.1/bicep_good_1", 114, 1),
        ("openpose-json-coco18-v1.1/bicep_bad_7", 127, 2),
        ("openpose-json-body25-v1.3/cam1_json", 100, 3),
        ("openpose-json-body25-v1.3/cam3_json", 100, 1),
    ],
)
def test_real_folders_are_read_in_full_with_everybody_in_them(
    folder: str, frames: int, most: int
) -> None:
    found = read(real_data(folder))
    assert len(found) == frames
    assert max(len(frame.seen.keypoints) for frame in found) == most
