"""A day of a gym judged again: many reps, with full explanation, over all cores."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context

import numpy as np

from bench.instruments.figures import Figure, Findings
from bench.instruments.stopwatch import timed_us
from spotter.movement.scoring import Scorer, make_scorer
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.judged.verdict import Outcome
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan, perform

_DAY_REPS = 20_000
_REFERENCES, _REFERENCE_REPS = 5, 3
_RATE_HZ = 30.0
_REP_S = 3.0
_NOISE_PX = 1.5
_DIFFERENT_REPS = 40
_SHALLOW_EVERY = 4
"""Shallow reps, so that faults are searched for and worded, which a good rep skips."""
_CHUNK = 50


def measure_backtest(reps: int) -> Findings:
    """Judge ``reps`` reps of 90 poses against five references in one process per core."""
    cores = len(os.sched_getaffinity(0))
    scorer, _, attempts = prepared()
    one_us = [us for attempt in attempts[:3] for us in timed_us(partial(scorer.score, attempt))]
    # Spawned, not forked: a gym's processes do not share loaded code either.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        list(pool.map(_judged, [range(_DIFFERENT_REPS)] * cores))
        began_s = time.perf_counter()
        parts = [range(at, min(at + _CHUNK, reps)) for at in range(0, reps, _CHUNK)]
        outcomes = [outcome for part in pool.map(_judged, parts) for outcome in part]
        lasted_s = time.perf_counter() - began_s
    counts = {each.value: outcomes.count(each.value) for each in Outcome}
    said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    whole = "measured whole" if reps == _DAY_REPS else f"{reps} measured, the rest extrapolated"
    figures = [
        Figure.median_of(
            f"one rep of {len(attempts[0])} poses, {_REFERENCES} references, one core",
            [us / 1000 for us in one_us],
            "ms",
            aim="< 5",
        ),
        Figure(f"{reps} reps over {cores} cores", lasted_s, "s", note=said),
        Figure(
            f"{_DAY_REPS} reps over {cores} cores",
            lasted_s / reps * _DAY_REPS,
            "s",
            aim="< 120 on 2 cores",
            note=whole,
        ),
    ]
    return Findings("backtest", figures, {"outcomes": counts})


@cache
def prepared() -> tuple[Scorer, Exercise, list[PoseSeries]]:
    """The scorer of this process, its exercise and the reps that it judges repeatedly."""
    references = tuple(
        Reference("squat", _squats(_REFERENCE_REPS, seed), person=f"person {seed}")
        for seed in range(_REFERENCES)
    )
    shallow = frozenset(range(1, _DIFFERENT_REPS + 1, _SHALLOW_EVERY))
    attempts = _squats(_DIFFERENT_REPS, _REFERENCES, shallow)
    exercise = Exercise(references)
    return make_scorer("spotter", exercise), exercise, list(attempts)


def _judged(numbers: Sequence[int]) -> list[str]:
    scorer, _, attempts = prepared()
    verdicts = (scorer.score(attempts[number % len(attempts)]) for number in numbers)
    return [verdict.outcome.value for verdict in verdicts]


def _squats(reps: int, seed: int, shallow: frozenset[int] = frozenset()) -> tuple[PoseSeries, ...]:
    """Squats cut at their true starts, with an estimator's noise."""
    rng = np.random.default_rng(seed)
    faults = {FaultKind.SHALLOW: shallow}
    plan = Plan("squat", reps=reps, rate_hz=_RATE_HZ, rep_s=_REP_S, faults=faults)
    performance = perform(plan, rng)
    poses = performance.poses(Camera(yaw_deg=20.0, aim_m=plan.aim_m))
    keypoints = poses.keypoints.copy()
    keypoints[..., :2] += rng.normal(0, _NOISE_PX, keypoints[..., :2].shape)
    return tuple(
        PoseSeries(poses.captured_us[frames], keypoints[frames].astype(np.float32))
        for rep in performance.reps
        for frames in [slice(rep.first_frame, rep.last_frame + 1)]
    )
