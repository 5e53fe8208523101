"""Reps as real sets have them: with stops on the way, or hidden for a while."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import PoseSeries
from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.noise import noisy
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Performance, Plan, perform
from support.movements.filmed import YAW_DEG

RATE_HZ = 30.0
_FINE_HZ = 120.0
REPS = 4
Span = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class TrueSet:
    """The noisy poses of a set, and when each of its reps starts and ends, seconds."""

    poses: PoseSeries
    reps_s: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class On:
    """A moment of each rep: at ``level``, 0 at rest to 1 at the turn, on the way out or back."""

    level: float
    way_back: bool = False


def with_stops(  # noqa: PLR0913 - one argument per property of the set
    exercise: str,
    view: View,
    on: On,
    stop_s: float,
    *,
    which: Collection[int] = (2, 3),
    athlete_number: int = 1,
    seed: int = 7,
) -> TrueSet:
    """A set of four reps, of which some stop for a while on their way."""
    body, rng = athlete(athlete_number).body, np.random.default_rng(seed)
    performance = perform(Plan(exercise, reps=REPS, body=body, rate_hz=_FINE_HZ), rng)
    fine_s = performance.captured_us / 1e6
    performed_s, shown_s, added_s = [0.0], [0.0], 0.0
    for number, at_s in enumerate(moments(performance, on), start=1):
        if number in which:
            performed_s += [at_s, at_s]
            shown_s += [at_s + added_s, at_s + added_s + stop_s]
            added_s += stop_s
    performed_s.append(float(fine_s[-1]))
    shown_s.append(float(fine_s[-1]) + added_s)
    times_s = np.arange(0, shown_s[-1], 1 / RATE_HZ)
    frames = np.searchsorted(fine_s, np.interp(times_s, shown_s, performed_s))
    joints_m = performance.joints_m[np.minimum(frames, len(fine_s) - 1)]
    reps_s = [
        (float(start), float(end))
        for start, end in (
            np.interp([rep.start_s, rep.end_s], performed_s, shown_s) for rep in performance.reps
        )
    ]
    return TrueSet(_seen(exercise, body, view, times_s, joints_m, rng), tuple(reps_s))


def hidden(  # noqa: PLR0913 - one argument per property of the set
    exercise: str,
    view: View,
    on: On,
    gap_s: float,
    *,
    which: Collection[int] = (2, 3),
    athlete_number: int = 1,
    seed: int = 7,
) -> TrueSet:
    """A set of four reps, of which some begin to be hidden for a while at some moment."""
    body, rng = athlete(athlete_number).body, np.random.default_rng(seed)
    performance = perform(Plan(exercise, reps=REPS, body=body, rate_hz=RATE_HZ), rng)
    times_s = performance.captured_us / 1e6
    poses = _seen(exercise, body, view, times_s, performance.joints_m, rng)
    shown = np.ones(len(times_s), dtype=np.bool_)
    for number, at_s in enumerate(moments(performance, on), start=1):
        if number in which:
            shown &= (times_s < at_s) | (times_s >= at_s + gap_s)
    reps_s = tuple((rep.start_s, rep.end_s) for rep in performance.reps)
    return TrueSet(PoseSeries(poses.captured_us[shown], poses.keypoints[shown]), reps_s)


def moments(performance: Performance, on: On) -> list[float]:
    """When each rep passes a level, by how far all joints together are from their start."""
    times_s = performance.captured_us / 1e6
    found = []
    for rep in performance.reps:
        frames = np.flatnonzero((times_s >= rep.start_s) & (times_s <= rep.end_s))
        gone_m = np.linalg.norm(
            performance.joints_m[frames] - performance.joints_m[frames[0]], axis=(1, 2)
        )
        turn, level_m = int(gone_m.argmax()), on.level * gone_m.max()
        if on.way_back:
            place = turn + int(np.argmax(gone_m[turn:] <= level_m))
        else:
            place = int(np.argmax(gone_m >= level_m))
        found.append(float(times_s[frames[place]]))
    return found


def _seen(  # noqa: PLR0913, PLR0917 - what a camera needs
    exercise: str,
    body: Body,
    view: View,
    times_s: NDArray[np.float64],
    joints_m: NDArray[np.float64],
    rng: np.random.Generator,
) -> PoseSeries:
    camera = Camera(yaw_deg=YAW_DEG[view], aim_m=Plan(exercise, body=body).aim_m)
    return noisy(camera.poses(np.round(times_s * 1e6).astype(np.int64), joints_m), rng)


def unseen_as_nan(poses: PoseSeries, all_us: NDArray[np.int64]) -> PoseSeries:
    """The poses at all frames; those in which nobody is seen have no joint."""
    keypoints = np.full((len(all_us), *poses.keypoints.shape[1:]), np.nan, dtype=np.float32)
    keypoints[..., 2] = 0
    keypoints[np.isin(all_us, poses.captured_us)] = poses.keypoints
    return replace(poses, captured_us=all_us, keypoints=keypoints)
