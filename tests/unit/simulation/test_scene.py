"""Several people in one room: nearer ones hide others, in the picture and in the ground truth."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.look import Look
from spotter.simulation.crossing import STANDARD_SCENES, standard_scene
from spotter.simulation.errors import SimulationError
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.renderer import Renderer
from spotter.simulation.motion.catalogue import Equipment
from spotter.simulation.motion.gait import Waypoint, placed, walk
from spotter.simulation.motion.performance import Plan, perform
from spotter.simulation.scene import Actor, Scene
from spotter.simulation.tools.tool import Tool

CAMERA = Camera(distance_m=4.0, height_m=1.4)
BODY_JOINTS = list(Joint)[:15]


def dyed(colour: tuple[int, int, int]) -> Look:
    """A look of one colour from head to foot: blue, green, red."""
    parts: dict[str, Any] = {part.name: colour for part in fields(Look)}
    return replace(Look(), **(parts | {"girth_ratio": 1.0}))


GREEN, RED = dyed((10, 250, 10)), dyed((10, 10, 250))


def standing(x_m: float, y_m: float, look: Look) -> Actor:
    """One frame of a person who stands there."""
    path = (Waypoint(0.0, x_m, y_m), Waypoint(1.0, x_m, y_m))
    return Actor(walk(Body(), np.zeros(1), path), look)


def scene(*actors: Actor) -> Scene:
    return Scene(CAMERA, np.zeros(1, dtype=np.int64), actors)


def picture(of: Scene) -> NDArray[np.uint8]:
    return next(of.pictures(np.random.default_rng(0), noise=0))


def is_red(bgr: NDArray[np.uint8]) -> NDArray[np.bool_]:
    blue, green, red = np.moveaxis(bgr.astype(int), -1, 0)
    mostly: NDArray[np.bool_] = red > blue + green + 20
    return mostly


def is_green(bgr: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return is_red(bgr[..., [0, 2, 1]])


def colour_at_joints(of: Scene, person: int) -> NDArray[np.uint8]:
    """(15, 3) the picture where the person's joints are."""
    x, y = of.keypoints()[0, person, BODY_JOINTS, :2].astype(int).T
    colours: NDArray[np.uint8] = picture(of)[y, x]
    return colours


def test_the_true_keypoints_are_on_the_drawn_person() -> None:
    two = scene(standing(0.0, -0.8, RED), standing(-0.5, 0.8, GREEN))
    assert not two.hidden().any()
    assert is_red(colour_at_joints(two, 0)).all()
    assert is_green(colour_at_joints(two, 1)).all()


@pytest.mark.parametrize("nearer", [0, 1])
def test_a_nearer_person_hides_the_other_s_joints_in_any_order(nearer: int) -> None:
    places_m = [-1.0, -1.0]
    places_m[nearer] = 1.0
    two = scene(standing(places_m[0], 0.0, RED), standing(places_m[1], 0.05, GREEN))
    hidden = two.hidden()[0]
    assert not hidden[nearer].any()
    assert hidden[1 - nearer, [Joint.MID_HIP, Joint.NECK]].all()


def test_a_joint_is_hidden_where_the_picture_shows_the_other_person() -> None:
    agree = []
    for y_m in np.linspace(-0.5, 0.5, 15):
        two = scene(standing(1.0, 0.0, RED), standing(-1.0, y_m, GREEN))
        colours = colour_at_joints(two, 1)
        assert np.all(is_red(colours) | is_green(colours))
        agree.append(is_red(colours) == two.hidden()[0, 1, BODY_JOINTS])
    # A pixel is not a point: at the edge of the person in front the two may differ.
    assert np.mean(agree) > 0.98


def test_a_nearer_person_is_drawn_over_a_farther_one() -> None:
    near, far = standing(1.0, 0.0, RED), standing(-1.0, 0.1, GREEN)
    both, alone = picture(scene(near, far)), picture(scene(near))
    on_near = is_red(alone)
    assert on_near.sum() > 5000
    np.testing.assert_array_equal(both[on_near], alone[on_near])
    assert 0 < is_green(both).sum() < is_green(picture(scene(far))).sum()


def test_the_order_of_the_actors_does_not_change_who_covers_whom() -> None:
    near, far = standing(1.0, 0.0, RED), standing(-1.0, 0.1, GREEN)
    one, other = picture(scene(near, far)), picture(scene(far, near))
    people = is_red(one) | is_green(one)
    np.testing.assert_array_equal(one[people], other[people])


def test_a_scene_with_one_actor_is_drawn_like_a_take() -> None:
    joints_m = standing(0.0, 0.0, RED).joints_m[0]
    alone = Renderer.of(RED, CAMERA, Equipment.DUMBBELLS).render(joints_m)
    first = Renderer.of_several([(RED, Equipment.DUMBBELLS)], CAMERA).render(joints_m)
    np.testing.assert_array_equal(alone, first)


def test_a_tool_moves_with_its_owner_and_hides_who_is_behind_it() -> None:
    lifting = perform(Plan("squat", reps=0, tool=Tool.BARBELL), np.random.default_rng(0))
    assert lifting.tool is not None
    in_front = np.array([1.0, 0.0])
    joints_m = placed(lifting.joints_m[:1], in_front)
    lifter = Actor(joints_m, RED, tool=lifting.tool.placed(in_front))
    x, y, z = lifter.tool.points_m[0, 0] if lifter.tool else np.zeros(3)
    nose = standing(0.0, 0.0, GREEN).joints_m[0, Joint.NOSE]
    ahead = (nose[0] - 4.0) / (x - 4.0)
    aside_m = float(ahead * y)
    raised = standing(0.0, aside_m, GREEN)
    lift_m = 1.4 + ahead * (z - 1.4) - nose[2]
    behind = replace(raised, joints_m=np.add(raised.joints_m, [0.0, 0.0, lift_m]))
    assert scene(behind, lifter).hidden()[0, 0, Joint.NOSE]
    assert not scene(behind, replace(lifter, tool=None)).hidden()[0, 0, Joint.NOSE]
    assert is_green(picture(scene(behind, lifter))).sum() < is_green(picture(scene(behind))).sum()


def test_a_person_outside_the_picture_has_no_keypoints() -> None:
    keypoints = scene(standing(0.0, 3.6, RED)).keypoints()
    assert np.isnan(keypoints[0, 0, :, 0]).all()
    assert not keypoints[0, 0, :, 2].any()


def test_an_actor_with_other_frames_than_the_scene_is_refused() -> None:
    short = standing(0.0, 0.0, RED)
    with pytest.raises(SimulationError, match=r"joints \(2, 25, 3\); found \[\(1, 25, 3\)\]"):
        Scene(CAMERA, np.zeros(2, dtype=np.int64), (short,))
    with pytest.raises(SimulationError, match="found \\[\\]"):
        scene()


@pytest.mark.parametrize("name", STANDARD_SCENES)
def test_nobody_is_hidden_for_longer_than_two_seconds(name: str) -> None:
    rate_hz = 5.0
    played = standard_scene(name, rate_hz, seed=1)
    for person in np.moveaxis(played.keypoints(), 1, 0):
        seen = np.flatnonzero(np.isfinite(person[..., 0]).any(axis=-1))
        assert np.diff(seen).max() / rate_hz <= 2.0


def test_an_unknown_scene_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SimulationError, match="three cross; found 'four cross'"):
        standard_scene("four cross", 10)
