import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px, size_by_limb_px
from spotter.movement.values.body.poses import Keypoints, from_coco_18
from spotter.movement.values.body.skeleton import COCO_18, MIRROR, Joint
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Plan, perform
from support.movements.filmed import filmed
from support.twins import movement as naive

STANDING = filmed(Plan("squat", reps=1), noise_px=0)[1].keypoints[0]
TORSO_PX = math.dist(STANDING[Joint.NECK, :2], STANDING[Joint.MID_HIP, :2])
HEAD = [Joint.NOSE, Joint.RIGHT_EYE, Joint.LEFT_EYE, Joint.RIGHT_EAR, Joint.LEFT_EAR]
ARMS = [Joint.RIGHT_ELBOW, Joint.LEFT_ELBOW, Joint.RIGHT_WRIST, Joint.LEFT_WRIST]


def without(keypoints: Keypoints, *joints: Joint) -> Keypoints:
    hidden = keypoints.copy()
    hidden[..., list(joints), :] = (np.nan, np.nan, 0)
    return hidden


def only(*joints: Joint) -> Keypoints:
    return without(STANDING, *(joint for joint in Joint if joint not in joints))[None]


@st.composite
def seen_poses(draw: st.DrawFn) -> NDArray[np.float64]:
    """(T, 25, 2) joints anywhere, some of them missing."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    poses = rng.uniform(0, 1000, (draw(st.integers(1, 9)), len(Joint), 2))
    poses[rng.random(poses.shape[:2]) < draw(st.floats(0, 1))] = np.nan
    return poses


@given(seen_poses())
def test_it_equals_the_slow_and_obvious_computation(poses: NDArray[np.float64]) -> None:
    assert body_size_px(poses) == pytest.approx(naive.body_size_px(poses), nan_ok=True)


@given(
    seen_poses(),
    st.floats(0.1, 10),
    st.floats(-math.pi, math.pi),
    st.complex_numbers(max_magnitude=3000),
)
def test_it_scales_with_the_picture_and_ignores_shift_rotation_and_mirror(
    poses: NDArray[np.float64], scale: float, turn: float, shift_px: complex
) -> None:
    size_px = body_size_px(poses)
    oriented = (poses @ [1, 1j]) * scale * np.exp(1j * turn) + shift_px
    moved = np.stack([oriented.real, oriented.imag], axis=-1)
    assert body_size_px(moved) == pytest.approx(scale * size_px, rel=1e-6, nan_ok=True)
    in_a_mirror = poses[:, MIRROR] * (-1, 1)
    assert body_size_px(in_a_mirror) == pytest.approx(size_px, nan_ok=True)


@given(seen_poses(), st.permutations(range(9)))
def test_the_order_of_the_poses_does_not_matter(
    poses: NDArray[np.float64], order: list[int]
) -> None:
    mixed = poses[[place for place in order if place < len(poses)]]
    assert body_size_px(mixed) == pytest.approx(body_size_px(poses), nan_ok=True)


def test_a_standing_bodys_size_is_its_apparent_torso() -> None:
    assert body_size_px(STANDING[None]) == pytest.approx(TORSO_PX, rel=0.02)


def test_the_torso_alone_is_enough() -> None:
    assert body_size_px(only(Joint.NECK, Joint.MID_HIP)) == pytest.approx(TORSO_PX)


def test_leaning_towards_the_camera_for_half_of_the_time_does_not_change_it() -> None:
    poses = np.repeat(only(Joint.NECK, Joint.MID_HIP), 30, axis=0)
    poses[:15, Joint.NECK, 1] = poses[:15, Joint.MID_HIP, 1] - TORSO_PX / 3
    assert body_size_px(poses) == pytest.approx(TORSO_PX)


def test_one_wrong_limb_does_not_make_a_body_large() -> None:
    wrong = STANDING[None].copy()
    wrong[:, Joint.LEFT_WRIST, 0] += 500
    assert body_size_px(wrong) == pytest.approx(body_size_px(STANDING[None]), rel=0.2)


def test_missing_joints_or_coinciding_joints_give_no_size() -> None:
    assert np.isnan(body_size_px(np.full((3, 25, 3), np.nan)))
    assert np.isnan(body_size_px(np.empty((0, 25, 3))))
    assert np.isnan(body_size_px(np.full((3, 25, 3), 7.0)))
    assert np.isnan(body_size_px(only(*HEAD)))


def test_a_joint_at_infinity_is_missing() -> None:
    far = STANDING[None].copy()
    far[:, Joint.NECK, 0] = np.inf
    assert body_size_px(far) == body_size_px(without(STANDING, Joint.NECK)[None])


@pytest.mark.parametrize(
    "hidden",
    [
        (Joint.RIGHT_KNEE, Joint.LEFT_KNEE, Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE),
        (Joint.NECK, Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER, *HEAD, *ARMS),
        (Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP),
        (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    ],
    ids=["legs", "all above the hips", "hips", "one side"],
)
def test_a_half_hidden_person_is_as_large_as_before(hidden: tuple[Joint, ...]) -> None:
    seen = body_size_px(without(STANDING, *hidden)[None])
    assert seen == pytest.approx(body_size_px(STANDING[None]), rel=0.2)


def test_coco_18_and_body_25_give_the_same_size() -> None:
    as_coco = np.nan_to_num(STANDING[list(COCO_18)])
    assert body_size_px(from_coco_18(as_coco)[None]) == pytest.approx(
        body_size_px(STANDING[None]), rel=1e-4
    )


@pytest.mark.parametrize("view", View)
def test_a_body_is_as_large_from_ahead_as_from_the_side(view: View) -> None:
    front = body_size_px(filmed(Plan("squat", reps=1))[1].keypoints)
    seen = body_size_px(filmed(Plan("squat", reps=1), view)[1].keypoints)
    assert seen == pytest.approx(front, rel=0.1)


def test_a_push_up_towards_the_camera_is_as_large_as_one_from_the_side() -> None:
    plan = Plan("push-up", reps=1)
    performance = perform(plan, np.random.default_rng(0))
    ahead, aside = (
        performance.poses(Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m, distance_m=12)).keypoints
        for yaw_deg in (0.0, 90.0)
    )
    torso_px = [size_by_limb_px(keypoints)[:, 0].max() for keypoints in (ahead, aside)]
    assert torso_px[0] < 0.5 * torso_px[1]
    assert body_size_px(ahead) == pytest.approx(body_size_px(aside), rel=0.2)
