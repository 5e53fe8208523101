import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.athletes.figure import Figure, Solids
from spotter.simulation.athletes.look import Look, athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.renderer import Renderer, paint_solids, picture_boxes
from spotter.simulation.filming.room import Room, pixel_rays
from spotter.simulation.motion.catalogue import EXERCISES, Equipment
from spotter.simulation.motion.performance import Plan, perform

SMALL = Camera(
    yaw_deg=20,
    height_m=1.0,
    distance_m=2.0,
    aim_m=0.6,
    width_px=36,
    height_px=26,
    focal_ratio=1.2,
)
LAMP = np.array([0.6, 0.0, 0.8])


def square_axes(towards: NDArray[np.float64]) -> NDArray[np.float64]:
    third = towards / np.linalg.norm(towards)
    first = np.cross([0.3, 0.9, 0.2], third)
    first /= np.linalg.norm(first)
    return np.stack([first, np.cross(third, first), third], axis=-1)


def three_solids() -> Solids:
    """A flat tapered cone, an ellipsoid, and a thin rod in front of both."""
    near = np.array([[0.1, -0.35, 0.3], [0.0, 0.3, 0.8], [0.4, -0.3, 0.9]])
    far = np.array([[-0.1, 0.1, 0.8], [0.0, 0.3, 0.8], [0.4, 0.4, 0.5]])
    steps = [far[0] - near[0], np.array([0.2, 0.1, 1.0]), far[2] - near[2]]
    return Solids(
        near_m=near,
        far_m=far,
        axes=np.stack([square_axes(step) for step in steps]),
        scales=np.array([[1.0, 0.5, 1.0], [0.25, 0.2, 0.3], [1.0, 1.0, 1.0]]),
        radii_m=np.array([[0.28, 0.15], [1.0, 1.0], [0.05, 0.06]]),
        colours=np.array([[200.0, 60, 30], [40, 180, 90], [90, 90, 220]]),
    )


def depth_inside(solids: Solids, n: int, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The depth of points (..., 3) in one solid, negative outside; it is sampled by many balls."""
    local = (points - solids.near_m[n]) @ solids.axes[n] / solids.scales[n]
    length = np.linalg.norm(solids.far_m[n] - solids.near_m[n])
    share = np.linspace(0, 1, 60)
    centres = np.zeros((60, 3))
    centres[:, 2] = share * length
    radii = solids.radii_m[n, 0] + share * (solids.radii_m[n, 1] - solids.radii_m[n, 0])
    away = np.linalg.norm(local[..., None, :] - centres, axis=-1)
    deepest: NDArray[np.float64] = (radii - away).max(axis=-1)
    return deepest


def rendered_slowly(solids: Solids, camera: Camera) -> NDArray[np.float64]:
    """Walk along each pixel's ray in small steps until it is inside a solid."""
    picture = np.zeros((camera.height_px, camera.width_px, 3))
    distances_m = np.arange(0.8, 3.0, 0.004)
    rays = pixel_rays(camera)
    for row in range(camera.height_px):
        for column in range(camera.width_px):
            points = camera.position_m + distances_m[:, None] * rays[row, column]
            inside = np.stack([depth_inside(solids, n, points) for n in range(3)])
            hit = np.flatnonzero((inside > 0).any(axis=0))
            if not len(hit):
                continue
            n, point = int(np.argmax(inside[:, hit[0]])), points[hit[0]]
            step = 1e-4 * np.eye(3)
            normal = depth_inside(solids, n, point - step) - depth_inside(solids, n, point + step)
            normal /= np.linalg.norm(normal)
            lamp = float(normal @ LAMP)
            bright = 0.40 + 0.14 * normal[2] + 0.52 * max(lamp, 0) + 0.10 * max(-lamp, 0)
            picture[row, column] = np.minimum(bright * solids.colours[n], 255)
    return picture


def painted(solids: Solids, camera: Camera) -> NDArray[np.uint8]:
    picture = np.zeros((camera.height_px, camera.width_px, 3), dtype=np.uint8)
    corner = pixel_rays(camera)[:2, :2]
    rays = np.stack([corner[0, 0], corner[0, 1] - corner[0, 0], corner[1, 0] - corner[0, 0]])
    paint_solids(picture, solids, camera, rays, LAMP)
    return picture


def test_the_renderer_agrees_with_a_slow_walk_along_every_ray() -> None:
    solids = three_solids()
    fast, slow = painted(solids, SMALL).astype(float), rendered_slowly(solids, SMALL)
    shown = slow.any(axis=-1)
    assert 0.2 < shown.mean() < 0.9
    assert all((slow.argmax(axis=-1)[shown] == channel).any() for channel in range(3))
    off = np.abs(fast - slow).max(axis=-1)
    # The walk's steps and its 60 balls are coarse: edges and rims may differ, faces may not.
    assert np.mean(off > 6) < 0.02
    assert off.mean() < 1.5


def test_nearer_solids_hide_farther_ones_in_any_order() -> None:
    solids = three_solids()
    backwards = Solids(*(values[::-1].copy() for values in solids))
    assert np.array_equal(painted(solids, SMALL), painted(backwards, SMALL))


def test_no_part_is_clipped_by_its_box() -> None:
    joints_m = perform(Plan("lunge", reps=1), np.random.default_rng(0)).joints_m[25]
    solids = Figure.of(Look()).solids(joints_m)
    camera = Camera(yaw_deg=50, distance_m=3.0, width_px=320, height_px=240)
    rng = np.random.default_rng(0)
    for n, (left, top, right, bottom) in enumerate(picture_boxes(solids, camera)):
        share = rng.uniform(size=(2000, 1))
        out = rng.normal(size=(2000, 3))
        radius_m = solids.radii_m[n, 0] + share * (solids.radii_m[n, 1] - solids.radii_m[n, 0])
        surface = radius_m * out / np.linalg.norm(out, axis=-1, keepdims=True)
        middle = solids.near_m[n] + share * (solids.far_m[n] - solids.near_m[n])
        points = middle + (surface * solids.scales[n]) @ solids.axes[n].T
        x, y = camera.project(points).T
        assert left <= x.min() < x.max() <= right
        assert top <= y.min() < y.max() <= bottom
        assert (right - left) * (bottom - top) < 4 * (np.ptp(x) + 4) * (np.ptp(y) + 4)


def test_a_part_beside_the_picture_or_behind_the_camera_is_left_out() -> None:
    solids = three_solids()
    camera = Camera(yaw_deg=0, width_px=64, height_px=64)
    assert painted(solids, camera).any()
    for away in np.array([[0, 9, 0], [9, 0, 0]]):
        moved = solids._replace(near_m=solids.near_m + away, far_m=solids.far_m + away)
        assert not painted(moved, camera).any()


@pytest.mark.parametrize("yaw_deg", [0.0, 35.0, 80.0])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_athlete_is_painted_where_the_joints_are(exercise: str, yaw_deg: float) -> None:
    performance = perform(Plan(exercise, reps=1), np.random.default_rng(0))
    kind = performance.exercise
    camera = Camera(yaw_deg=yaw_deg, aim_m=kind.aim_ratio * 1.75)
    renderer = Renderer.of(Look(), camera, kind.equipment)
    for frame in (0, performance.reps[0].last_frame // 2):
        picture = renderer.render(performance.joints_m[frame])
        empty = renderer.room.picture
        covered = np.any(picture != empty, axis=-1)
        x, y = camera.project(performance.joints_m[frame, list(Joint)[:15]]).astype(int).T
        assert covered[y, x].all()
        assert 0.01 < covered.mean() < 0.3


def test_a_dumbbell_adds_to_the_picture_and_a_bar_is_over_the_hands() -> None:
    joints_m = perform(Plan("pull-up", reps=1), np.random.default_rng(0)).joints_m[0]
    camera = Camera(aim_m=1.4)
    pictures = {
        equipment: Renderer.of(Look(), camera, equipment).render(joints_m)
        for equipment in Equipment
    }
    hanging, bare = pictures[Equipment.PULL_UP_BAR], pictures[Equipment.NONE]
    between = (joints_m[Joint.LEFT_WRIST] + joints_m[Joint.RIGHT_WRIST]) / 2 + [0, 0, 0.045 * 1.75]
    x, y = camera.project(between).astype(int)
    assert np.any(hanging[y - 2 : y + 3, x] != bare[y - 2 : y + 3, x])
    assert np.any(pictures[Equipment.DUMBBELLS] != bare)


def test_athletes_with_different_numbers_look_different_and_each_is_always_the_same() -> None:
    assert athlete(3) == athlete(3)
    looks = {athlete(number).look for number in range(12)}
    assert len(looks) == 12
    assert len({athlete(number).body for number in range(12)}) == 12


def test_the_room_has_floor_below_and_wall_above() -> None:
    room = Room.seen_by(Camera(yaw_deg=35))
    assert np.isnan(room.floor_m[0]).all()
    assert np.isfinite(room.floor_m[-1]).all()
    camera = Camera(yaw_deg=35)
    x, y = camera.project(np.array([0.3, -0.2, 0.0])).astype(int)
    assert room.floor_m[y, x] == pytest.approx([0.3, -0.2], abs=0.02)
