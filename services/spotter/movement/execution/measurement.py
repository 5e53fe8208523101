"""Measures how reps were performed, compared with a reference."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from spotter.movement.execution.phase_progress import (
    TurningPoints,
    moving_spans,
    phase_progress,
    turning_points,
    way_of,
)
from spotter.movement.execution.smoothness import spectral_arc_length
from spotter.movement.fitting import ReferenceModel, register
from spotter.movement.geometry import (
    PHASES,
    SCORED_JOINTS,
    Coordinates,
    oriented,
    phase_trajectory,
    viewpoint,
)
from spotter.movement.values import (
    MIRROR,
    Facing,
    Joint,
    Measures,
    MotionRange,
    PoseSeries,
    Symmetry,
    Tempo,
)

_MOVES_TL = 0.3
_MOVES_RATIO = 0.4
"""The joint nearest to the middle of the body that moves this far, compared with the farthest, is
the measured one. The least is that of a large movement."""
_ALIKE_RATIO = 0.8
"""Both sides do the same in the reference if their ranges have at least this ratio."""

_LEFT, _RIGHT = (
    np.array([joint.name.startswith(side) for joint in Joint]) for side in ("LEFT", "RIGHT")
)


@dataclass(frozen=True, slots=True)
class _Measured:
    """The measures of one rep alone; NaN where it shows too little."""

    tempo: Tempo
    range_tl: float
    left_to_right_ratio: float
    left_later_s: float
    arc_length: float


@dataclass(frozen=True, slots=True, eq=False)
class MeasurementBasis:
    """What measuring needs of a reference: its way from rest to turning point, and usual measures.

    ``usual`` is None for a reference without a whole rep; then nothing can be measured.
    """

    way: Coordinates
    joint: Joint
    both_sides: bool
    compares_sides: bool
    usual: _Measured | None


def measurement_basis(reps: Sequence[PoseSeries], expected: ReferenceModel) -> MeasurementBasis:
    """Learn how to measure reps from a reference's ``reps`` and the model of them."""
    way = way_of(expected.trajectory)
    lengths_tl = np.hypot(way[:, 0], way[:, 1])
    joint = _measured_joint(lengths_tl, expected.scale)
    other = Joint(int(MIRROR[joint]))
    is_pair = other != joint and bool(lengths_tl[other] > _ALIKE_RATIO * lengths_tl[joint])
    by = MeasurementBasis(way, joint, is_pair, _compares_sides(way, expected), usual=None)
    return replace(by, usual=_usual(reps, expected, by))


def measure(
    trajectory: Coordinates, duration_s: float, facing: Facing, by: MeasurementBasis
) -> Measures:
    """Measure a rep.

    ``trajectory`` is the rep's (60, 25, 2), see :func:`phase_trajectory`, over ``duration_s``;
    ``facing`` orients it like the reference.
    """
    found = _measured(oriented(trajectory, facing), duration_s, by)
    usual = by.usual
    if found is None or usual is None:
        return Measures()
    return Measures(
        tempo=found.tempo,
        usual_tempo=usual.tempo,
        motion_range=_motion_range(found, usual, by, facing),
        symmetry=_symmetry(found, usual, facing),
        steadiness_ratio=_finite(usual.arc_length / found.arc_length),
    )


def _measured_joint(lengths_tl: NDArray[np.float64], scale: float) -> Joint:
    least_tl = max(scale * _MOVES_TL, _MOVES_RATIO * float(lengths_tl.max()))
    farthest = Joint(int(lengths_tl.argmax()))
    return next((joint for joint in SCORED_JOINTS if lengths_tl[joint] >= least_tl), farthest)


def _compares_sides(way: Coordinates, expected: ReferenceModel) -> bool:
    """Whether both sides are visible (from the side they are not) and move equally far."""
    left_tl, right_tl = (float(np.linalg.norm(way[side])) for side in (_LEFT, _RIGHT))
    shorter, longer = sorted((left_tl, right_tl))
    from_the_side = viewpoint(expected.trajectory).from_the_side
    return shorter >= max(_MOVES_TL, _ALIKE_RATIO * longer) and not from_the_side


def _usual(
    reps: Sequence[PoseSeries], expected: ReferenceModel, by: MeasurementBasis
) -> _Measured | None:
    """The medians over the reference's own reps."""
    trajectories = [phase_trajectory(rep) for rep in reps]
    facings = [register(trajectory, expected.trajectory).facing for trajectory in trajectories]
    found = [
        found
        for rep, trajectory, facing in zip(reps, trajectories, facings, strict=True)
        if (found := _measured(oriented(trajectory, facing), float(rep.times_s[-1]), by))
    ]
    if not found:
        return None
    tempos = [one.tempo for one in found]
    return _Measured(
        tempo=Tempo(
            out_s=median(one.out_s for one in tempos),
            turn_s=median(one.turn_s for one in tempos),
            back_s=median(one.back_s for one in tempos),
            rest_s=median(one.rest_s for one in tempos),
        ),
        range_tl=median(one.range_tl for one in found),
        left_to_right_ratio=median(one.left_to_right_ratio for one in found),
        left_later_s=median(one.left_later_s for one in found),
        arc_length=median(one.arc_length for one in found),
    )


def _measured(trajectory: Coordinates, duration_s: float, by: MeasurementBasis) -> _Measured | None:
    along = phase_progress(trajectory, by.way)
    turns = None if along is None else turning_points(along)
    if along is None or turns is None or not duration_s > 0:
        return None
    step_s = duration_s / (PHASES - 1)
    ways = moving_spans(along, turns)
    (left, turn), (again, rested) = ways
    arcs = [
        spectral_arc_length(along[int(start) : int(np.ceil(end)) + 1], step_s)
        for start, end in ways
    ]
    ratio, later = _sides(trajectory, by)
    return _Measured(
        tempo=Tempo(
            out_s=(turn - left) * step_s,
            turn_s=(again - turn) * step_s,
            back_s=(rested - again) * step_s,
            rest_s=(left + PHASES - 1 - rested) * step_s,
        ),
        range_tl=_range_tl(trajectory, turns, by),
        left_to_right_ratio=ratio,
        left_later_s=later * step_s,
        arc_length=float(np.mean(arcs)),
    )


def _range_tl(trajectory: Coordinates, turns: TurningPoints, by: MeasurementBasis) -> float:
    """How far the measured joint moves along its way; NaN when it is not seen."""
    joints = [by.joint, int(MIRROR[by.joint])] if by.both_sides else [by.joint]
    ways = by.way[joints] / np.linalg.norm(by.way[joints], axis=-1, keepdims=True)
    return turns.height((trajectory[:, joints] * ways).sum(axis=-1).mean(axis=-1))


def _sides(trajectory: Coordinates, by: MeasurementBasis) -> tuple[float, float]:
    """The left side's range compared with the right's, and its delay in phases; or NaN."""
    nothing = (np.nan, np.nan)
    if not by.compares_sides or viewpoint(trajectory).from_the_side:
        return nothing
    shown: NDArray[np.bool_] = np.isfinite(trajectory.sum(axis=(0, 2)))
    both = (shown & shown[MIRROR])[:, None]
    left, right = (
        phase_progress(trajectory, np.where(both & side[:, None], by.way, 0.0))
        for side in (_LEFT, _RIGHT)
    )
    if left is None or right is None:
        return nothing
    left_turns, right_turns = turning_points(left), turning_points(right)
    if left_turns is None or right_turns is None:
        return nothing
    later = _half_way(left, left_turns) - _half_way(right, right_turns)
    return left_turns.height(left) / right_turns.height(right), later


def _half_way(along: NDArray[np.float64], turns: TurningPoints) -> float:
    """The phase at which the way out is half done."""
    rise = along[turns.leave : turns.turn + 1]
    middle = (rise[0] + rise[-1]) / 2
    above = int(np.flatnonzero(rise >= middle)[0])
    if above == 0:
        return float(turns.leave)
    step = float(rise[above] - rise[above - 1])
    return turns.leave + above - float(rise[above] - middle) / step


def _motion_range(
    found: _Measured, usual: _Measured, by: MeasurementBasis, facing: Facing
) -> MotionRange | None:
    if not (np.isfinite(found.range_tl) and usual.range_tl > 0):
        return None
    joint = Joint(int(MIRROR[by.joint])) if facing.swaps_sides else by.joint
    return MotionRange(joint, by.both_sides, found.range_tl, usual.range_tl)


def _symmetry(found: _Measured, usual: _Measured, facing: Facing) -> Symmetry | None:
    ratio = found.left_to_right_ratio / usual.left_to_right_ratio
    later_s = found.left_later_s - usual.left_later_s
    if not (np.isfinite(ratio) and np.isfinite(later_s)):
        return None
    symmetry = Symmetry(ratio, later_s)
    return symmetry.swapped if facing.swaps_sides else symmetry


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
