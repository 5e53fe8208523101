import numpy as np
import pytest

from spotter.movement.geometry.body.normalisation import mirrored, normalise
from spotter.movement.geometry.view.viewpoint import Viewpoint, viewpoint
from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan, perform


def trajectory(yaw_deg: float) -> np.ndarray:
    plan = Plan("squat", reps=1)
    performance = perform(plan, np.random.default_rng(1))
    return normalise(performance.poses(Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m)))


def test_from_the_front_the_shoulders_look_wide() -> None:
    seen = viewpoint(trajectory(0))
    assert not seen.from_the_side
    assert seen.width_tl == pytest.approx(0.8, abs=0.15)


def test_from_behind_the_width_is_negative() -> None:
    assert viewpoint(trajectory(180)).width_tl == pytest.approx(
        -viewpoint(trajectory(0)).width_tl, abs=0.2
    )


@pytest.mark.parametrize(("yaw_deg", "faces_right"), [(90, False), (-90, True), (75, False)])
def test_in_a_side_view_the_nose_shows_where_the_person_faces(
    yaw_deg: float, *, faces_right: bool
) -> None:
    seen = viewpoint(trajectory(yaw_deg))
    assert seen.from_the_side
    assert seen.faces_right is faces_right
    assert viewpoint(mirrored(trajectory(yaw_deg))).faces_right is not faces_right


@pytest.mark.parametrize("sign", [1, -1])
def test_shoulders_narrower_than_a_third_of_a_torso_are_seen_from_the_side(sign: int) -> None:
    assert Viewpoint(0.34 * sign, faces_right=True).from_the_side
    assert not Viewpoint(0.36 * sign, faces_right=True).from_the_side


@pytest.mark.parametrize("sign", [1, -1])
def test_viewpoints_are_near_if_the_shoulders_look_about_as_wide_from_ahead_or_behind(
    sign: int,
) -> None:
    seen = Viewpoint(0.4, faces_right=True)
    for width_tl, is_near in ((0.79, True), (0.81, False), (0.01, True), (np.nan, True)):
        assert seen.is_near(Viewpoint(sign * width_tl, faces_right=False)) is is_near


def test_shoulders_that_are_never_seen_have_no_width() -> None:
    unseen = trajectory(0)
    unseen[:, Joint.LEFT_SHOULDER] = np.nan
    assert np.isnan(viewpoint(unseen).width_tl)
