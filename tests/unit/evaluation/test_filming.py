from pathlib import Path

import numpy as np
import pytest

from spotter.evaluation.form.filming import Standpoint, View, film, series
from spotter.evaluation.form.set_ups import set_ups_of
from spotter.evaluation.form.ui_prmd import Filming, read_ui_prmd
from spotter.movement.geometry.body.normalisation import normalise
from spotter.movement.geometry.view.viewpoint import viewpoint
from spotter.movement.values.body.skeleton import COCO_18, Joint
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform
from support.movements.filmed import filmed, seen_as
from support.movements.labelled_reps import ui_prmd_arrays

NOISE_PX = 1.5


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def squat_mm() -> np.ndarray[tuple[int, int, int], np.dtype[np.float64]]:
    arrays = ui_prmd_arrays([1], good=1, bad=0)
    return arrays["kp3d_mm"].astype(np.float64)


def test_a_pinhole_of_1000_pixels_sees_half_a_metre_at_3_5_metres_as_143_pixels() -> None:
    standing = np.zeros((200, 18, 3))
    standing[:, :9, 2] = 1000.0
    standing[:, 9:, 2] = 1500.0
    keypoints = film(standing, Standpoint.of(View.FRONT), generator())[:, list(COCO_18), :2]
    low, high = keypoints[:, :9].mean(axis=(0, 1)), keypoints[:, 9:].mean(axis=(0, 1))
    assert low == pytest.approx([320, 240], abs=0.2)
    assert high == pytest.approx([320, 240 - 500 / 3.5], abs=0.2)
    assert keypoints.std(axis=0).mean() == pytest.approx(NOISE_PX, rel=0.05)


def test_who_looks_along_x_faces_the_front_camera_and_shows_the_other_the_right_side() -> None:
    joints = squat_mm()
    front, side = (
        viewpoint(normalise(series(film(joints, Standpoint.of(view), generator()))))
        for view in (View.FRONT, View.SIDE)
    )
    assert front.width_tl > 0.5
    assert side.from_the_side
    assert side.faces_right


def test_a_moved_camera_stays_within_15_cm_10_percent_and_10_degrees() -> None:
    still = Standpoint.of(View.FRONT)
    moved = [still.moved(generator(seed)) for seed in range(200)]
    for name, limit in (
        ("yaw_deg", 10),
        ("distance_mm", 350),
        ("right_mm", 150),
        ("height_mm", 150),
    ):
        off = np.array([getattr(camera, name) - getattr(still, name) for camera in moved])
        assert np.abs(off).max() <= limit
        assert off.min() < -0.9 * limit
        assert off.max() > 0.9 * limit


def test_each_clip_has_a_camera_of_its_own_unless_the_camera_is_fixed(tmp_path: Path) -> None:
    arrays = ui_prmd_arrays([1], good=1, bad=0)
    twice = {key: np.concatenate([array, array]) for key, array in arrays.items()}

    def apart_px(*, moved: bool) -> float:
        filming = Filming(View.FRONT, moved=moved, seed=5)
        one, other = read_ui_prmd(tmp_path, twice, filming).reps
        return float(np.nanmax(np.abs(one.poses.keypoints - other.poses.keypoints)))

    assert apart_px(moved=False) < 8 * NOISE_PX
    assert apart_px(moved=True) > 16 * NOISE_PX


def test_a_lost_marker_is_a_missing_joint_and_the_same_generator_films_the_same() -> None:
    joints = squat_mm()
    joints[3, COCO_18.index(Joint.LEFT_WRIST)] = np.nan
    camera = Standpoint.of(View.SIDE)
    keypoints = film(joints, camera, generator(1))
    missing = np.isnan(keypoints[:, list(COCO_18), 0])
    assert np.argwhere(missing).tolist() == [[3, COCO_18.index(Joint.LEFT_WRIST)]]
    assert keypoints[3, Joint.LEFT_WRIST, 2] == 0
    assert np.array_equal(keypoints, film(joints, camera, generator(1)), equal_nan=True)


def test_a_clip_of_lost_markers_alone_is_filmed_as_nobody() -> None:
    keypoints = film(np.full((4, 18, 3), np.nan), Standpoint.of(View.FRONT), generator())
    assert np.isnan(keypoints[..., :2]).all()


def test_clips_of_one_set_up_may_differ_in_place_and_a_little_in_size() -> None:
    _, poses = filmed(Plan("squat", reps=1))
    near = [seen_as(poses, scale=scale, shift_px=(60, 20)) for scale in (1.0, 1.1, 1.21)]
    far = seen_as(poses, scale=0.6)
    names = set_ups_of([near[1], far, near[0], near[2]])
    assert names[0] == names[2] == names[3] != names[1]
    assert all(name.startswith("from the front, torso ") for name in names)


def test_which_side_the_camera_sees_makes_another_set_up() -> None:
    plan = Plan("squat", reps=1)
    performance = perform(plan, generator())
    cameras = [Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m) for yaw_deg in (0, 90, -90, 180)]
    names = set_ups_of([performance.poses(camera) for camera in cameras])
    views = [name.partition(",")[0] for name in names]
    assert views == ["from the front", "facing left", "facing right", "from behind"]


def test_a_clip_that_shows_nobody_is_of_no_set_up() -> None:
    _, poses = filmed(Plan("squat", reps=1))
    nobody = seen_as(poses, scale=np.nan)
    assert set_ups_of([nobody]) == ["nobody seen"]
