"""Sets with more than one movement: left and right in turn, and getting onto a bar and off it."""

from dataclasses import replace

import numpy as np

from spotter.movement.values.body.skeleton import MIRROR
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.noise import noisy
from spotter.simulation.motion.catalogue import exercise_named
from spotter.simulation.motion.gait import Waypoint, walk
from spotter.simulation.motion.motion_profile import MotionProfile, eased, there_and_back
from spotter.simulation.motion.performance import Plan, perform
from support.movements.interrupted import RATE_HZ, Span, TrueSet

_REP_S, _REST_S, _TURN = 2.4, 0.4, (0.46, 0.54)


def in_turn(
    exercise: str, yaw_deg: float, *, pairs: int = 4, athlete_number: int = 1, seed: int = 7
) -> TrueSet:
    """Reps with the left and the right side in turn."""
    body, rng = athlete(athlete_number).body, np.random.default_rng(seed)
    starts_s = 1.0 + (_REP_S + _REST_S) * np.arange(2 * pairs)
    times_s = np.arange(0, starts_s[-1] + _REP_S + 1.0, 1 / RATE_HZ)
    phases = np.clip((times_s - starts_s[:, None]) / _REP_S, 0, 1)
    progress = np.array([there_and_back(phase, _TURN) for phase in phases])
    left, right = progress[::2].sum(axis=0), progress[1::2].sum(axis=0)
    still = np.zeros_like(times_s)
    sides = MotionProfile(
        np.stack([left, right], axis=-1), still, still, np.zeros((len(times_s), 2)), still
    )
    motion = exercise_named(exercise).motion
    if exercise == "lunge":
        both = replace(sides, progress=np.stack([left + right] * 2, axis=-1))
        joints_m = motion(body, both).joints()
        of_right = right > 0
        joints_m[of_right] = joints_m[of_right][:, MIRROR] * (1, -1, 1)
    else:
        joints_m = motion(body, sides).joints()
    camera = Camera(yaw_deg=yaw_deg, aim_m=Plan(exercise, body=body).aim_m)
    poses = noisy(camera.poses(np.round(times_s * 1e6).astype(np.int64), joints_m), rng)
    return TrueSet(poses, tuple((float(at_s), float(at_s) + _REP_S) for at_s in starts_s))


def on_the_bar(
    yaw_deg: float, *, reps: int = 5, hang_s: float = 0.4, athlete_number: int = 1, seed: int = 7
) -> TrueSet:
    """Walking to a bar, a jump to it, pull-ups, a jump off it and walking away."""
    body, rng = athlete(athlete_number).body, np.random.default_rng(seed)
    performance = perform(Plan("pull-up", reps=reps, body=body, rate_hz=RATE_HZ), rng)
    first, last = performance.reps[0], performance.reps[-1]
    hanging = performance.joints_m[
        first.first_frame - round(hang_s * RATE_HZ) : last.last_frame + round(hang_s * RATE_HZ)
    ]
    seconds = np.arange(0, 4, 1 / RATE_HZ)
    coming = walk(body, seconds, [Waypoint(0.3, 0.3, -1.3), Waypoint(2.6, 0, 0)])
    going = walk(body, seconds, [Waypoint(1.0, 0, 0), Waypoint(3.4, 0.4, 1.2)])
    jump = eased(np.linspace(0, 1, 14))[:, None, None]
    up = (1 - jump) * coming[-1] + jump * hanging[0]
    down = (1 - jump) * hanging[-1] + jump * going[0]
    joints_m = np.concatenate([coming, up, hanging, down, going])
    times_us = np.round(np.arange(len(joints_m)) * 1e6 / RATE_HZ).astype(np.int64)
    camera = Camera(yaw_deg=yaw_deg, aim_m=performance.plan.aim_m)
    later_s = (len(coming) + len(up)) / RATE_HZ + hang_s - first.first_frame / RATE_HZ
    reps_s: tuple[Span, ...] = tuple(
        (rep.start_s + later_s, rep.end_s + later_s) for rep in performance.reps
    )
    return TrueSet(noisy(camera.poses(times_us, joints_m), rng), reps_s)
