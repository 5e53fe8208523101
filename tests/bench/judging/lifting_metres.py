"""How exactly a rep's speed is told in metres, by height and by plate, of simulated athletes."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from bench.instruments.figures import Figure, Findings, Say
from spotter.equipment.body.holding import holding_of
from spotter.equipment.place import Place
from spotter.movement.execution.lifting_speed import (
    TrackRise,
    lifting_joint,
    lifting_speed,
    track_rise,
)
from spotter.movement.execution.metres import scale_of_height
from spotter.movement.values import MIRROR, LiftingSpeed, PoseSeries
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.noise import noisy
from spotter.simulation.motion.performance import Performance, Plan, perform
from spotter.simulation.take import Take
from spotter.simulation.tools.tool import Tool

_TOOLS = {"squat": Tool.BARBELL, "overhead-press": Tool.BARBELL, "biceps-curl": Tool.DUMBBELLS}
_YAWS_DEG = (0.0, 45.0, 90.0)
_RATE_HZ = 30.0
_REPS = 3
_ATHLETES = {"developed on": range(1, 24, 2), "checked on": range(2, 25, 2)}
_PLATE_KG = 60.0


def measure_lifting_metres(say: Say) -> Findings:
    """By how many percent metres a second are off: by the height, and by the plate from the side.

    Athletes of odd numbers were looked at while the method was made, those of even ones were not.
    The estimator errs as simulated ones do. Spotter tells no metres by a plate: these figures are
    why. A plate is taught in one take and used in another, by the same athlete; its box is drawn to
    the pixel.
    """
    figures = []
    for half, numbers in _ATHLETES.items():
        for exercise, yaw_deg in product(_TOOLS, _YAWS_DEG):
            say(f"lifting metres: {exercise} from {yaw_deg:.0f} degrees")
            found = [one for number in numbers for one in _rises(exercise, yaw_deg, number)]
            name = f"{exercise}, {yaw_deg:.0f} deg, {half}"
            figures.append(_figure(f"{name}, by height", found, by_plate=False))
            if yaw_deg == 90.0 and _TOOLS[exercise] is Tool.BARBELL:
                figures.append(_figure(f"{name}, by plate", found, by_plate=True))
    return Findings("lifting-metres", figures)


def _figure(name: str, found: list[tuple[float, float]], *, by_plate: bool) -> Figure:
    off = 100 * np.array([one[by_plate] for one in found])
    told = off[np.isfinite(off)]
    note = f"{len(told)} of {len(off)} reps told, bias {told.mean():+.1f}, 9 in 10 within "
    note += f"{np.percentile(np.abs(told), 90):.1f}, largest {np.abs(told).max():.1f}"
    return Figure(name, float(np.abs(told).mean()), "%", note=note)


def _rises(exercise: str, yaw_deg: float, number: int) -> Iterator[tuple[float, float]]:
    """By which parts the mean speed of each rep is off: by the height, and by the plate."""
    take = _take(exercise, yaw_deg, number, seed=number)
    performance, poses = _performed(take)
    plate = _plate_metres_per_tl(_take(exercise, yaw_deg, number, seed=number + 100))
    reps = [(one.first_frame, one.last_frame + 1) for one in performance.reps]
    cut = [_between(poses, first, last) for first, last in reps]
    joint = lifting_joint(cut)
    for (first, last), rep in zip(reps, cut, strict=True):
        told = None if joint is None else lifting_speed(rep, joint)
        if joint is None or told is None:
            yield float("nan"), float("nan")
            continue
        both = performance.joints_m[first:last, [joint, int(MIRROR[joint])], 2].mean(axis=1)
        true = track_rise(np.stack([0 * both, both], axis=1), rep.times_s)
        by_height = scale_of_height(take.plan.body.height_m, rep)
        height = None if by_height is None else by_height.metres_per_tl
        yield _off(told, height, true), _off(told, plate, true)


def _off(told: LiftingSpeed, metres_per_tl: float | None, true: TrackRise | None) -> float:
    """``true`` is in metres."""
    if metres_per_tl is None or true is None:
        return float("nan")
    return told.mean_tl_s * metres_per_tl / true.mean_tl_s - 1


def _take(exercise: str, yaw_deg: float, number: int, seed: int) -> Take:
    who, tool = athlete(number), _TOOLS[exercise]
    load_kg = _PLATE_KG if tool is Tool.BARBELL else None
    plan = Plan(exercise, _REPS, body=who.body, tool=tool, load_kg=load_kg, rate_hz=_RATE_HZ)
    return Take(plan, Camera(yaw_deg, aim_m=plan.aim_m), who.look, seed)


def _performed(take: Take) -> tuple[Performance, PoseSeries]:
    performance = perform(take.plan, np.random.default_rng(take.seed))
    seen = performance.poses(take.camera)
    return performance, noisy(seen, np.random.default_rng(take.seed))


def _plate_metres_per_tl(take: Take) -> float | None:
    """What the plate of a take says, as a trainer's box teaches it; None without one."""
    performance, poses = _performed(take)
    tool = performance.tool
    if tool is None or take.plan.tool is not Tool.BARBELL:
        return None
    depth_m = take.camera.to_camera(tool.points_m)[..., 2]
    end = int(depth_m.mean(axis=0).argmin())  # the nearer one is seen
    radius_m = float(tool.radius_m[end])
    radius_px = float(round(np.median(take.camera.focal_px * radius_m / depth_m[:, end])))
    middles = take.camera.project(tool.points_m)[:, end]
    labels = {at: Place(float(x), float(y), radius_px) for at, (x, y) in enumerate(middles)}
    holding = holding_of(dict(enumerate(poses.keypoints)), labels)
    return radius_m / holding.radius_tl


def _between(poses: PoseSeries, first: int, last: int) -> PoseSeries:
    return PoseSeries(poses.captured_us[first:last], poses.keypoints[first:last])
