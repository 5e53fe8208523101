"""Compares one rep with its reference for display."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry import (
    Coordinates,
    normalise,
    normalise_ends,
    oriented,
    oriented_ends,
)
from spotter.movement.values import (
    Direction,
    EquipmentKind,
    Exercise,
    Fault,
    Joint,
    PoseSeries,
    Rep,
    Verdict,
)
from spotter.movement.wording.angle_words import angle_words
from spotter.movement.wording.hints import numbers
from spotter.movement.wording.joint_words import farthest, farthest_numbers, joint_words
from spotter.movement.wording.language import Language
from spotter.movement.wording.measure_words import describe
from spotter.movement.wording.verdict_words import notes
from spotter.notifier.views.models import (
    MeasureView,
    MovementView,
    Point,
    RepView,
    VerdictView,
    WorstView,
)
from spotter.notifier.views.words import lines, words
from spotter.wire.verdicts import RepVerdict

Pairs = NDArray[np.intp]
"""(N, 2) pairs: frame of the attempt, frame of the reference."""

_LIMBS = slice(Joint.NECK, Joint.RIGHT_EYE)
"""No face or feet: in a good rep their keypoints are too noisy to be named the worst."""
_VERTICAL = (Direction.HIGHER, Direction.LOWER)


def rep_view(
    shown: VerdictView,
    rep_verdict: RepVerdict,
    rep: Rep | None,
    exercise: Exercise | None,
    load_kg: float | None = None,
) -> RepView:
    """The rep and the reference in one coordinate space; None for what Redis no longer keeps.

    ``load_kg`` is what was lifted, if that is known.
    """
    verdict = rep_verdict.verdict
    if rep is None or not len(rep.poses):
        return _view(shown, verdict, load_kg=load_kg)
    attempt = normalise(rep.poses)
    held = exercise.equipment if exercise else None
    kind = held.kind if held else None
    ends = normalise_ends(rep.poses) if held else None
    model = _model_rep(exercise, verdict)
    if model is None:
        pairs, ideal, reference = np.empty((0, 2), np.intp), None, None
    else:
        pairs = _within(verdict.alignment, len(attempt), len(model))
        ideal = oriented(normalise(model), verdict.facing)
        usual = normalise_ends(model) if held else None
        oriented_usual = None if usual is None else oriented_ends(usual, verdict.facing)
        reference = movement_view(model, ideal, oriented_usual, kind)
    return _view(
        shown,
        verdict,
        load_kg=load_kg,
        attempt=movement_view(rep.poses, attempt, ends, kind),
        reference=reference,
        alignment=[(int(mine), int(models)) for mine, models in pairs],
        worst=_worst(verdict, attempt, ideal, pairs, has_ends=ends is not None),
    )


def _view(  # noqa: PLR0913 - the parts of a view
    shown: VerdictView,
    verdict: Verdict,
    *,
    load_kg: float | None,
    attempt: MovementView | None = None,
    reference: MovementView | None = None,
    alignment: Sequence[tuple[int, int]] = (),
    worst: WorstView | None = None,
) -> RepView:
    return RepView(
        verdict=shown,
        attempt=attempt,
        reference=reference,
        alignment=list(alignment),
        worst=worst,
        notes=lines(partial(notes, verdict)),
        numbers=_numbers(verdict, worst),
        measures=_measures(verdict, load_kg),
        angle=words(partial(angle_words, verdict.angle)) if verdict.angle else "",
    )


def _measures(verdict: Verdict, load_kg: float | None) -> tuple[MeasureView, ...]:
    parts = (lines(partial(_measured, verdict, load_kg, part)) for part in range(3))
    return tuple(
        MeasureView(name=name, words=said, numbers=numbers)
        for name, said, numbers in zip(*parts, strict=True)
    )


def _measured(
    verdict: Verdict, load_kg: float | None, part: int, language: Language
) -> tuple[str, ...]:
    return tuple(line[part] for line in describe(verdict.measures, language, load_kg))


def _numbers(verdict: Verdict, worst: WorstView | None) -> tuple[str, ...]:
    """The numbers of the faults, or of the joint that is farthest off."""
    if verdict.faults or worst is None:
        return tuple(words(partial(numbers, fault)) for fault in verdict.faults)
    return (words(partial(farthest_numbers, Joint(worst.joint_index), worst.size_tl)),)


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
    verdict: Verdict,
    attempt: Coordinates,
    ideal: Coordinates | None,
    pairs: Pairs,
    *,
    has_ends: bool,
) -> WorstView | None:
    """Of the first fault that can be drawn: that of equipment needs its ends."""
    drawn = [one for one in verdict.faults if has_ends or isinstance(one.joint, Joint)]
    if drawn:
        return _of_fault(drawn[0], len(attempt))
    return None if ideal is None else _farthest(attempt, ideal, pairs)


def _of_fault(fault: Fault, frame_count: int) -> WorstView:
    point, kind = fault.joint, fault.equipment
    return WorstView(
        joint_index=point,
        label=words(partial(joint_words, point, equipment=kind)),
        frame_index=min(fault.frame_index, frame_count - 1),
        phase=fault.phase,
        size_tl=fault.size_tl,
        axis="y" if fault.direction in _VERTICAL else "x",
        words=words(partial(farthest, point, fault.phase, equipment=kind)),
    )


def _farthest(attempt: Coordinates, ideal: Coordinates, pairs: Pairs) -> WorstView | None:
    gaps = np.nan_to_num(_gaps(attempt, ideal, pairs)[:, _LIMBS])
    if not gaps.any():
        return None
    place, column = np.unravel_index(gaps.argmax(), gaps.shape)
    joint = Joint(int(column) + Joint.NECK)
    mine, models = pairs[place]
    across, up = np.abs(attempt[mine, joint] - ideal[models, joint])
    phase = float(mine) / max(len(attempt) - 1, 1)
    return WorstView(
        joint_index=joint,
        label=words(partial(joint_words, joint)),
        frame_index=int(mine),
        phase=phase,
        size_tl=float(gaps.max()),
        axis="y" if up >= across else "x",
        words=words(partial(farthest, joint, phase)),
    )


def movement_view(
    poses: PoseSeries,
    coordinates: Coordinates,
    ends: Coordinates | None = None,
    kind: EquipmentKind | None = None,
) -> MovementView:
    """Poses of ``coordinates`` in torso lengths, for display, and the ``ends`` of what is held."""
    points = coordinates if ends is None else np.concatenate([coordinates, ends], axis=1)
    return MovementView(
        times_s=[round(time_s, 3) for time_s in poses.times_s.tolist()],
        frames=frames_view(points),
        equipment_kind=None if ends is None else kind,
    )


def frames_view(coordinates: Coordinates) -> list[list[Point]]:
    """Frames of ``coordinates`` (T, J, 2) in torso lengths, for display."""
    return [[_point(x, y) for x, y in frame] for frame in coordinates.round(3).tolist()]


def _point(x: float, y: float) -> Point:
    return (x, y) if np.isfinite(x) and np.isfinite(y) else None
