"""Faulty squats of several athletes, judged, as reps of the last weeks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from spotter.movement.scoring import SpotterScorer
from spotter.movement.values import Exercise, Outcome, PoseSeries, Rep, Verdict
from spotter.movement.values.body.quantised_poses import quantised
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from spotter.wire.references import exercise_bytes, reference_digest
from support.gyms.scored_gym import TRACE_ID
from support.movements.filmed import filmed, filmed_reference

SQUAT = Exercise((filmed_reference("squat"),))
SQUAT_BYTES = exercise_bytes(SQUAT)
KINDS = (FaultKind.SHALLOW, FaultKind.HALF_REP)
REPS = 6
_DAY_US = 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class JudgedSquat:
    """A rep, and the verdict on it by :data:`SQUAT`."""

    rep: Rep
    verdict: Verdict


def squats_of(number: int, kind: FaultKind, seed: int, reps: int = REPS) -> list[PoseSeries]:
    """An athlete's squats, all with that fault but the first."""
    faulty = frozenset(range(2, reps + 1))
    plan = Plan("squat", reps=reps, faults={kind: faulty}, body=athlete(number).body)
    performance, poses = filmed(plan, seed=seed)
    times = performance.captured_us
    return [
        quantised(poses.between(int(times[rep.first_frame]), int(times[rep.last_frame])))
        for rep in performance.reps
    ]


def judged_squats(
    number: int, ended_us: int, weeks: int = 4, kinds: Sequence[FaultKind] = KINDS
) -> Iterator[JudgedSquat]:
    """An athlete's faulty squats, the last of which ends then, spread over some weeks."""
    scorer, digest = SpotterScorer(SQUAT), reference_digest(SQUAT_BYTES)
    made = [
        poses for place, kind in enumerate(kinds) for poses in squats_of(number, kind, 40 + place)
    ]
    for place, poses in enumerate(made):
        moved = at(poses, ended_us - place * weeks * 7 * _DAY_US // len(made))
        verdict = scorer.score(moved)
        if verdict.outcome is Outcome.FAULTY:
            started_us = int(moved.captured_us[0])
            yield JudgedSquat(
                Rep("rack-1", number, "squat", digest, 1, place + 1, started_us, TRACE_ID, moved),
                verdict,
            )


def at(poses: PoseSeries, ended_us: int) -> PoseSeries:
    """The same movement, ended then."""
    later_us = np.int64(ended_us - int(poses.captured_us[-1]))
    return replace(poses, captured_us=poses.captured_us + later_us)
