import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.errors import SimulationError
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform

cameras = st.builds(
    Camera,
    yaw_deg=st.floats(-180, 180),
    height_m=st.floats(0.1, 3.0),
    distance_m=st.floats(2.0, 8.0),
    aim_m=st.floats(0.0, 2.0),
)


def projected_slowly(camera: Camera, point: tuple[float, float, float]) -> tuple[float, float]:
    """Rotate the room until the camera looks along the first axis, then tilt it."""
    yaw = np.radians(camera.yaw_deg)
    x, y, z = point
    towards = x * np.cos(yaw) + y * np.sin(yaw)
    right = -x * np.sin(yaw) + y * np.cos(yaw)
    ahead, below = camera.distance_m - towards, camera.height_m - z
    tilt = np.arctan2(camera.height_m - camera.aim_m, camera.distance_m)
    depth = ahead * np.cos(tilt) + below * np.sin(tilt)
    down = below * np.cos(tilt) - ahead * np.sin(tilt)
    focal = 0.9 * camera.width_px
    return 320 + focal * right / depth, 240 + focal * down / depth


@settings(max_examples=100)
@given(camera=cameras, point=st.tuples(*[st.floats(-0.9, 0.9)] * 2, st.floats(0, 2)))
def test_the_projection_agrees_with_a_slow_one(
    camera: Camera, point: tuple[float, float, float]
) -> None:
    expected = projected_slowly(camera, point)
    assert camera.project(np.array(point)) == pytest.approx(expected, abs=1e-6)


def test_the_camera_s_aim_is_in_the_middle_of_the_picture() -> None:
    camera = Camera(yaw_deg=123, aim_m=0.7, width_px=320, height_px=240)
    assert camera.project(np.array([0, 0, 0.7])) == pytest.approx([160, 120])


def test_from_the_front_the_persons_left_is_on_the_right_and_from_behind_on_the_left() -> None:
    left = np.array([0.0, 0.5, 1.0])
    assert Camera(yaw_deg=0).project(left)[0] > 400
    assert Camera(yaw_deg=180).project(left)[0] < 240


def test_from_the_persons_left_forward_is_on_the_left() -> None:
    assert Camera(yaw_deg=90).project(np.array([0.5, 0.0, 1.0]))[0] < 240


def test_joints_outside_the_picture_are_missing_and_the_others_certain() -> None:
    performance = perform(Plan("squat", reps=1), np.random.default_rng(0))
    narrow = Camera(aim_m=1.6, focal_ratio=2.5)
    keypoints = performance.poses(narrow).keypoints
    assert np.isnan(keypoints[0, Joint.LEFT_ANKLE, :2]).all()
    assert keypoints[0, Joint.LEFT_ANKLE, 2] == 0
    expected = narrow.project(performance.joints_m[0, Joint.NOSE])
    assert keypoints[0, Joint.NOSE] == pytest.approx([*expected, 1.0], abs=1e-3)


def test_the_usual_camera_sees_every_joint_of_a_squat() -> None:
    performance = perform(Plan("squat", reps=1), np.random.default_rng(0))
    series = performance.poses(Camera(yaw_deg=35))
    assert series.keypoints[..., 2].min() == 1
    assert series.captured_us[:3].tolist() == [0, 66667, 133333]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"distance_m": 0.5}, r"1\.5 to 12 m away; found 0\.5 m"),
        ({"height_m": 9.0}, r"0 to 4 m high; found 9\.0 m"),
        ({"width_px": 641}, r"even numbers from 16 to 4096 pixels; found 641x480"),
        ({"height_px": 0}, r"found 640x0"),
        ({"yaw_deg": float("nan")}, r"yaw is a number of degrees; found nan"),
    ],
)
def test_an_impossible_camera_is_refused(wrong: dict[str, float], message: str) -> None:
    with pytest.raises(SimulationError, match=message):
        Camera(**wrong)  # type: ignore[arg-type]
