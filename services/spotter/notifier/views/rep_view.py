"""Compares one rep with its reference for display."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import oriented
from spotter.movement.geometry.normalisation import Coordinates, normalise
from spotter.movement.values import Direction, Exercise, Joint, PoseSeries, Rep, Verdict
from spotter.movement.wording.measure_words import describe
from spotter.notifier.views.models import (
    MeasureView,
    MovementView,
    Point,
    RepView,
    VerdictView,
    WorstView,
)
from spotter.wire.verdicts import RepVerdict

Pairs = NDArray[np.intp]
"""(N, 2) pairs: frame of the attempt, frame of the reference."""

_LIMBS = slice(Joint.NECK, Joint.RIGHT_EYE)
"""No face or feet: in a good rep their keypoints are too noisy to be named the worst."""
_VERTICAL = (Direction.HIGHER, Direction.LOWER)


def rep_view(
    shown: VerdictView, rep_verdict: RepVerdict, rep: Rep | None, exercise: Exercise | None
) -> RepView:
    """The rep and the reference in one coordinate space; None for what Redis no longer keeps."""
    if rep is None or not len(rep.poses):
        return RepView(
            verdict=shown,
            attempt=None,
            reference=None,
            alignment=[],
            worst=None,
            measures=_measures(rep_verdict.verdict),
            angle=_angle(rep_verdict.verdict),
        )
    attempt = normalise(rep.poses)
    model = _model_rep(exercise, rep_verdict.verdict)
    if model is None:
        pairs, ideal = np.empty((0, 2), np.intp), None
    else:
        pairs = _within(rep_verdict.verdict.alignment, len(attempt), len(model))
        ideal = oriented(normalise(model), rep_verdict.verdict.facing)
    return RepView(
        verdict=shown,
        attempt=_movement_view(rep.poses, attempt),
        reference=None if model is None or ideal is None else _movement_view(model, ideal),
        alignment=[(int(mine), int(models)) for mine, models in pairs],
        worst=_worst(rep_verdict.verdict, attempt, ideal, pairs),
        measures=_measures(rep_verdict.verdict),
        angle=_angle(rep_verdict.verdict),
    )


def _measures(verdict: Verdict) -> tuple[MeasureView, ...]:
    return tuple(
        MeasureView(name=line.name, words=line.words, numbers=line.numbers)
        for line in describe(verdict.measures)
    )


def _angle(verdict: Verdict) -> str:
    return verdict.angle.sentence if verdict.angle else ""


def _model_rep(exercise: Exercise | None, verdict: Verdict) -> PoseSeries | None:
    if exercise is None or verdict.reference_index >= len(exercise.references):
        return None
    reps = exercise.references[verdict.reference_index].reps
    index = verdict.reference_rep_index
    return reps[index] if index < len(reps) else None


def _within(alignment: NDArray[np.uint16], attempt_frames: int, reference_frames: int) -> Pairs:
    """The pairs whose frames exist."""
    pairs = alignment.astype(np.intp)
    return pairs[(pairs < (attempt_frames, reference_frames)).all(axis=1)]


def _gaps(attempt: Coordinates, ideal: Coordinates, pairs: Pairs) -> NDArray[np.float64]:
    """(N, 25) torso lengths between attempt and reference."""
    apart = attempt[pairs[:, 0]] - ideal[pairs[:, 1]]
    distance: NDArray[np.float64] = np.hypot(apart[..., 0], apart[..., 1])
    return distance


def _worst(
    verdict: Verdict, attempt: Coordinates, ideal: Coordinates | None, pairs: Pairs
) -> WorstView | None:
    if verdict.faults:
        fault = verdict.faults[0]
        return WorstView(
            joint_index=fault.joint,
            label=fault.joint.label,
            frame_index=min(fault.frame_index, len(attempt) - 1),
            phase=fault.phase,
            size_tl=fault.size_tl,
            axis="y" if fault.direction in _VERTICAL else "x",
        )
    return None if ideal is None else _farthest(attempt, ideal, pairs)


def _farthest(attempt: Coordinates, ideal: Coordinates, pairs: Pairs) -> WorstView | None:
    gaps = np.nan_to_num(_gaps(attempt, ideal, pairs)[:, _LIMBS])
    if not gaps.any():
        return None
    place, column = np.unravel_index(gaps.argmax(), gaps.shape)
    joint = Joint(int(column) + Joint.NECK)
    mine, models = pairs[place]
    across, up = np.abs(attempt[mine, joint] - ideal[models, joint])
    return WorstView(
        joint_index=joint,
        label=joint.label,
        frame_index=int(mine),
        phase=float(mine) / max(len(attempt) - 1, 1),
        size_tl=float(gaps.max()),
        axis="y" if up >= across else "x",
    )


def _movement_view(poses: PoseSeries, coordinates: Coordinates) -> MovementView:
    return MovementView(
        times_s=[round(time_s, 3) for time_s in poses.times_s.tolist()],
        frames=[[_point(x, y) for x, y in frame] for frame in coordinates.round(3).tolist()],
    )


def _point(x: float, y: float) -> Point:
    return (x, y) if np.isfinite(x) and np.isfinite(y) else None
