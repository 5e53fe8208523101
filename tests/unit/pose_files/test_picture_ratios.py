"""Coordinates that are ratios of the picture."""

from pathlib import Path

import numpy as np
import pytest

from spotter.movement.values.body.poses import Keypoints
from spotter.pose_files.errors import PoseFileError
from spotter.pose_files.openpose_json.folder import PoseFolder, read_folder
from spotter.pose_files.openpose_json.picture_ratios import picture_px_of
from support.movements.openpose_folder import write_frame
from support.movements.performed import performed


def as_ratios(poses: Keypoints, width_px: float, height_px: float, *, centred: bool) -> Keypoints:
    """OpenPose's ``--keypoint_scale`` 3, or 4 with the origin in the middle."""
    ratios = poses.copy()
    ratios[..., :2] /= (width_px, height_px)
    if centred:
        ratios[..., :2] = 2 * ratios[..., :2] - 1
    return ratios


def written(folder: Path, poses: Keypoints) -> Path:
    for number, person in enumerate(poses):
        write_frame(folder / f"squat_{number}.json", [person])
    return folder


def read(folder: Path, picture_px: tuple[int, int] | None = None) -> PoseFolder:
    return read_folder(folder, 30, lambda _done, _all: None, picture_px)


def shape(poses: Keypoints) -> float:
    """How wide the people are to their height."""
    width, height = np.nanmax(poses[..., :2], axis=(0, 1)) - np.nanmin(poses[..., :2], axis=(0, 1))
    return float(width / height)


def everybody(folder: PoseFolder) -> Keypoints:
    return np.concatenate([frame.seen.keypoints for frame in folder.frames])


@pytest.mark.parametrize("centred", [False, True])
def test_joints_are_where_they_are_in_a_picture_of_a_told_size(
    tmp_path: Path, *, centred: bool
) -> None:
    poses = performed("squat", 1).keypoints[::10]
    written(tmp_path, as_ratios(poses, 960, 720, centred=centred))
    found = read(tmp_path, (960, 720))
    np.testing.assert_allclose(everybody(found), poses, atol=0.01)
    assert found.notices == ()


def test_an_unknown_aspect_is_taken_as_16_to_9_and_that_is_said(tmp_path: Path) -> None:
    poses = performed("squat", 1).keypoints[::10]
    found = read(written(tmp_path, as_ratios(poses, 1280, 720, centred=False)))
    assert shape(everybody(found)) == pytest.approx(shape(poses), rel=1e-4)
    (notice,) = found.notices
    assert notice.startswith("the coordinates are ratios of a picture, taken as a 16:9 one")
    assert "--aspect" in notice


def test_pixels_stay_as_they_are_whatever_the_aspect(tmp_path: Path) -> None:
    poses = performed("squat", 1).keypoints[::10]
    found = read(written(tmp_path, poses), picture_px_of("1:2"))
    np.testing.assert_array_equal(everybody(found), poses)
    assert found.notices == ()


@pytest.mark.parametrize(
    ("aspect", "picture_px"),
    [
        ("16:9", (1920, 1080)),
        ("3840x2160", (1920, 1080)),
        ("9:16", (608, 1080)),
        ("1.5", (1620, 1080)),
    ],
)
def test_an_aspect_may_be_written_in_several_ways(aspect: str, picture_px: tuple[int, int]) -> None:
    assert picture_px_of(aspect) == picture_px


@pytest.mark.parametrize("aspect", ["", "wide", "16:0", "0:9", "nan", "-1", "16:9:1", "1e9", "inf"])
def test_what_is_no_aspect_is_refused(aspect: str) -> None:
    with pytest.raises(PoseFileError, match=r"expected a picture's aspect as 16:9"):
        picture_px_of(aspect)
