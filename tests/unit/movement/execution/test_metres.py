"""Metres by a person's height, of athletes whose truth is known."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.execution.lifting_speed import lifting_speed, track_rise
from spotter.movement.execution.metres import in_metres, scale_of_height
from spotter.movement.values import (
    Joint,
    LiftingSpeed,
    Measures,
    Outcome,
    PoseSeries,
    Scale,
    ScaleSource,
    Verdict,
)
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Performance, Plan, perform

BY_HEIGHT = Scale(0.5, ScaleSource.HEIGHT)
LIFTED = LiftingSpeed(Joint.MID_HIP, 0.8, 1.2, 2.0)


def done(exercise: str, number: int) -> Performance:
    plan = Plan(exercise, reps=1, body=athlete(number).body, rate_hz=30.0)
    return perform(plan, np.random.default_rng(number))


def seen(performance: Performance, yaw_deg: float) -> PoseSeries:
    [rep] = performance.reps
    poses = performance.poses(Camera(yaw_deg, aim_m=performance.plan.aim_m))
    return poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6))


@pytest.mark.parametrize("number", [2, 4, 6])
@pytest.mark.parametrize(("exercise", "joint"), [("squat", 8), ("overhead-press", 4)])
def test_seen_from_the_side_metres_are_right_within_a_tenth(
    exercise: str, joint: int, number: int
) -> None:
    performance = done(exercise, number)
    poses = seen(performance, 90.0)
    [rep] = performance.reps
    inside = slice(rep.first_frame, rep.last_frame + 1)
    height_m = performance.joints_m[inside, joint, 2]
    track = np.stack([0 * height_m, height_m], axis=1)
    true = track_rise(track, poses.times_s)
    assert true is not None
    lifting = lifting_speed(poses, Joint(joint))
    scale = scale_of_height(performance.plan.body.height_m, poses)
    assert lifting is not None
    assert replace(lifting, scale=scale).mean_m_s == pytest.approx(true.mean_tl_s, rel=0.1)


def test_who_points_at_the_camera_has_no_metres() -> None:
    push_up = done("push-up", 2)
    assert scale_of_height(1.8, seen(push_up, 0.0)) is None
    assert scale_of_height(1.8, seen(push_up, 90.0)) is not None
    nobody = PoseSeries(np.arange(3), np.full((3, 25, 3), np.nan, np.float32))
    assert scale_of_height(1.8, nobody) is None


def test_who_is_taller_by_a_tenth_is_faster_by_a_tenth() -> None:
    squat = seen(done("squat", 2), 90.0)
    short, tall = scale_of_height(1.6, squat), scale_of_height(1.76, squat)
    assert short is not None
    assert tall is not None
    assert tall.metres_per_tl / short.metres_per_tl == pytest.approx(1.1, rel=1e-3)


def test_a_verdict_gets_metres_once_and_only_a_speed_has_any() -> None:
    verdict = Verdict(Outcome.GOOD, 0.7, 2.0, measures=Measures(lifting=LIFTED))
    told = in_metres(verdict, BY_HEIGHT)
    lifting = told.measures.lifting
    assert lifting is not None
    assert (lifting.mean_m_s, lifting.peak_m_s) == (0.6, 1.0)
    assert in_metres(told, Scale(0.6, ScaleSource.HEIGHT)) is told
    assert in_metres(verdict, None) is verdict
    without = Verdict(Outcome.GOOD, 0.7, 2.0)
    assert in_metres(without, BY_HEIGHT) is without


def test_power_is_the_work_against_gravity_divided_by_the_time() -> None:
    lifting = replace(LIFTED, scale=BY_HEIGHT)
    work_j, time_s = 100 * 9.81 * 0.3, 0.3 / 0.6  # 100 kg go up 30 cm at 0.6 m/s
    assert lifting.mean_w(100) == pytest.approx(work_j / time_s)
    assert lifting.mean_w(None) is None
    assert lifting.mean_w(0) is None
    assert LIFTED.mean_w(100) is None
