"""What a camera sees of tools."""

import hashlib

import numpy as np
import pytest

from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.renderer import Renderer
from spotter.simulation.filming.tool_truth import ToolTruth
from spotter.simulation.motion.catalogue import Equipment
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from spotter.simulation.tools.tool import Tool


def seen(exercise: str, tool: Tool, yaw_deg: float) -> ToolTruth:
    plan = Plan(exercise, reps=1, rate_hz=5, tool=tool)
    take = Take(plan, Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m))
    truth = take.tool_truth(take.performance())
    assert truth is not None
    return truth


def test_what_is_behind_the_body_or_the_near_plate_is_hidden_and_the_rest_is_not() -> None:
    bar = {yaw: seen("squat", Tool.BARBELL, yaw).is_hidden for yaw in (0, 90)}
    assert bar[90].mean(axis=0).tolist() == [0.0, 1.0]
    assert not bar[0].any()
    bells = seen("squat", Tool.DUMBBELLS, 90)
    assert not bells.is_hidden[:, 0].any()
    assert bells.is_hidden[0, 1]
    kettlebell = {yaw: seen("squat", Tool.KETTLEBELL, yaw).is_hidden[0, 0] for yaw in (0, 180)}
    assert kettlebell == {0: False, 180: True}


def test_keypoints_and_radii_are_those_of_the_camera() -> None:
    truth = seen("squat", Tool.BARBELL, 90)
    left, right = truth.radius_px[0]
    assert left == pytest.approx(576 * 0.225 / (3.4 - 0.7), rel=0.02)
    assert right == pytest.approx(576 * 0.225 / (3.4 + 0.7), rel=0.02)
    assert truth.keypoints[0, 0, :2] == pytest.approx([338, 144], abs=8)
    near = seen("overhead-press", Tool.BARBELL, 45)
    assert np.isfinite(near.keypoints[near.keypoints[..., 2] > 0]).all()


@pytest.mark.parametrize("tool", Tool)
def test_each_tool_is_in_the_picture_where_its_truth_says(tool: Tool) -> None:
    plan = Plan("biceps-curl", reps=1, rate_hz=5, tool=tool)
    take = Take(plan, Camera(yaw_deg=40, aim_m=plan.aim_m, width_px=160, height_px=120), noise=0)
    performance = take.performance()
    truth, track = take.tool_truth(performance), performance.tool
    assert truth is not None
    assert track is not None
    renderer = Renderer.of(take.look, take.camera, Equipment.TOOL)
    joints_m = performance.joints_m[4]
    with_it = renderer.render(joints_m, more=track.pieces(4))
    changed = np.any(with_it != renderer.render(joints_m), axis=-1)
    rows, columns = np.nonzero(changed)
    shown = ~truth.is_hidden[4]
    for x, y in truth.keypoints[4, shown, :2]:
        assert np.hypot(columns - x, rows - y).min() < 3
    assert 10 < changed.sum() < 0.25 * changed.size


def test_a_plate_is_a_disc_from_the_side_and_narrow_from_the_front() -> None:
    plan = Plan("biceps-curl", reps=1, rate_hz=5, tool=Tool.BARBELL)
    track = Take(plan).performance().tool
    assert track is not None
    up_m = float(track.points_m[0, 0, 2])
    widths, heights = [], []
    for yaw_deg in (90, 0):
        camera = Camera(yaw_deg=yaw_deg, height_m=up_m, aim_m=up_m)
        picture = Renderer.of_several([], camera).render(more=track.pieces(0)).astype(int)
        rows, columns = np.nonzero(picture.sum(axis=-1) < 120)
        near = columns > 320 if yaw_deg == 0 else columns > 0
        widths.append(np.ptp(columns[near]))
        heights.append(np.ptp(rows[near]))
    assert widths[0] == pytest.approx(heights[0], rel=0.05)
    assert widths[1] < 0.35 * heights[1]


@pytest.mark.parametrize(
    ("exercise", "digest"),
    [
        ("squat", "0a481b1523b983bd"),
        ("biceps-curl", "fd32deb08d6fcd8b"),
        ("pull-up", "2360aa55ef171312"),
    ],
)
def test_pictures_without_a_tool_are_what_they_were_before_there_were_tools(
    exercise: str, digest: str
) -> None:
    plan = Plan(exercise, reps=1, rate_hz=5)
    take = Take(plan, Camera(width_px=96, height_px=64, aim_m=plan.aim_m), seed=3)
    pictures = np.stack(list(take.pictures(take.performance())))
    assert hashlib.sha256(pictures.tobytes()).hexdigest()[:16] == digest
    assert take.tool_truth(take.performance()) is None
