"""Makes a reference from a recording of a few good reps, without a description of the exercise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spotter.movement.segmentation.cutter import cut_reps
from spotter.movement.segmentation.events import RepEnded
from spotter.movement.segmentation.first_template import (
    BodyMovement,
    template_of_whole,
    templates_of_parts,
)
from spotter.movement.segmentation.template import Template, learn_template
from spotter.movement.values import MovementError, PoseSeries, Reference

_MOSTLY = 0.5
"""Reps with this share of all movement are what the recording shows. On curved ways, which are
longer than out and straight back, the share of good reps may be as low."""
_CLEARLY = 1.2
"""Other reps, with this many times as much of the movement, are more likely what it shows."""
_TRIED_HZ = 10.0
_LONGEST_GAP_S = 0.25
_LONGEST_RATIO = 1.75
"""A rep that took this many times the median was interrupted."""
_MOST_TAUGHT = 3
"""Of the movements whose number of reps is nearest to what it should be, so many are tried."""
_MANY_MORE = 2
"""Another movement that is shown so many times as often may be what was meant."""
_WORTH_NAMING = 0.15
"""Another movement makes up this share of all movement at least."""
_NEARLY_ALL = 0.8
"""Reps with this share of all movement leave none for another."""


@dataclass(frozen=True, slots=True)
class OtherMovement:
    """Reps of another movement that a recording shows as well, and when they begin and end."""

    rep_count: int
    started_us: int
    ended_us: int


def make_reference(exercise: str, poses: PoseSeries, rep_count: int | None = None) -> Reference:
    """Find the reps of a recording and make a reference of them.

    The joints' main direction of movement (the first principal component) is the first template;
    the reps that it finds make the final one. If these are a small part of the movement, since the
    recording also shows how somebody gets onto a bar, rests or walks, the main directions of its
    parts are tried as well: reps are what most of it shows. Left and right may take turns. Reps
    that were interrupted, or in which nobody is seen for a while, are left out.

    With ``rep_count``, the reps of the movement that the recording shows about so many times.

    Raises :class:`MovementError` when the recording is too short, shows nobody, or has no rep.

    >>> import numpy as np
    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> reference = make_reference("squat", poses)
    >>> len(reference.reps)
    3
    """
    body = BodyMovement.of(poses)
    reps = _taught(exercise, template_of_whole(body), poses)
    if rep_count is None:
        reps = _what_most_shows(exercise, body, poses, reps)
    elif len(reps) != rep_count:
        reps = _nearest_to(rep_count, exercise, body, poses, reps)
    if not reps:
        raise MovementError(_no_rep(exercise, poses))
    return Reference(exercise, _typical(_series(poses, reps)))


def other_movement(reference: Reference, poses: PoseSeries) -> OtherMovement | None:
    """What ``poses`` show much more often than the reps of the ``reference`` made from them.

    Somebody who taught rests, or how to get onto a bar, should know.
    """
    body, known = BodyMovement.of(poses), reference.reps
    if body.share_out_and_back(_spans_us(reference)) >= _NEARLY_ALL:
        return None
    most: tuple[float, OtherMovement] | None = None
    for template in templates_of_parts(body):
        reps = cut_reps(template, _thinned(poses))
        others = [rep for rep in reps if not _is_among(rep, known)]
        covered = _covered(body, others)
        is_other = len(others) > _MOSTLY * len(reps)
        if is_other and len(others) >= _MANY_MORE * len(known) and covered >= _WORTH_NAMING:
            found = OtherMovement(len(others), others[0].started_us, others[-1].ended_us)
            most = max(most or (covered, found), (covered, found), key=lambda one: one[0])
    return most[1] if most else None


def moved_in_reps_tl(poses: PoseSeries, reference: Reference) -> float:
    """How far the body goes out and back in the reps of a reference that ``poses`` made."""
    return BodyMovement.of(poses).out_and_back_tl(_spans_us(reference))


def _what_most_shows(
    exercise: str, body: BodyMovement, poses: PoseSeries, reps: list[RepEnded]
) -> list[RepEnded]:
    covered = _covered(body, reps)
    if covered >= _MOSTLY:
        return reps
    others = _of_parts(exercise, body, poses)
    return others if _covered(body, others) > _CLEARLY * covered else reps


def _nearest_to(
    rep_count: int, exercise: str, body: BodyMovement, poses: PoseSeries, reps: list[RepEnded]
) -> list[RepEnded]:
    """The reps of the movement whose number is nearest, and of several the most of the movement."""

    def farness(found: Sequence[RepEnded]) -> tuple[int, float]:
        return abs(len(found) - rep_count), -_covered(body, found)

    thinned = _thinned(poses)
    tried = [(farness(cut_reps(one, thinned)), one) for one in templates_of_parts(body)]
    near = sorted(tried, key=lambda one: one[0])[:_MOST_TAUGHT]
    return min([reps, *(_taught(exercise, one, poses) for _, one in near)], key=farness)


def _is_among(rep: RepEnded, known: Sequence[PoseSeries]) -> bool:
    middle_us = (rep.started_us + rep.ended_us) // 2
    return any(one.captured_us[0] <= middle_us <= one.captured_us[-1] for one in known)


def _taught(exercise: str, first: Template, poses: PoseSeries) -> list[RepEnded]:
    """The reps by the template that a first template's reps make."""
    found = cut_reps(first, poses)
    if not found:
        return []
    draft = Reference(exercise, _series(poses, found))
    return cut_reps(learn_template(draft), poses) or found


def _of_parts(exercise: str, body: BodyMovement, poses: PoseSeries) -> list[RepEnded]:
    """The reps by the part of the recording whose movement makes up most of the whole."""
    thinned, best, most = _thinned(poses), None, 0.0
    for template in templates_of_parts(body):
        covered = _covered(body, cut_reps(template, thinned))
        if covered > most:
            best, most = template, covered
    return [] if best is None else _taught(exercise, best, poses)


def _spans_us(reference: Reference) -> list[tuple[int, int]]:
    return [(int(rep.captured_us[0]), int(rep.captured_us[-1])) for rep in reference.reps]


def _covered(body: BodyMovement, reps: Sequence[RepEnded]) -> float:
    return body.share_out_and_back([(rep.started_us, rep.ended_us) for rep in reps])


def _thinned(poses: PoseSeries) -> PoseSeries:
    every = max(1, int(len(poses) / (_TRIED_HZ * max(float(poses.times_s[-1]), 1e-6))))
    return PoseSeries(poses.captured_us[::every], poses.keypoints[::every])


def _series(poses: PoseSeries, reps: Sequence[RepEnded]) -> tuple[PoseSeries, ...]:
    return tuple(poses.between(rep.started_us, rep.ended_us) for rep in reps)


def _typical(reps: tuple[PoseSeries, ...]) -> tuple[PoseSeries, ...]:
    """The reps that are seen throughout and were not interrupted; all of them if none is."""
    longest_s = _LONGEST_RATIO * float(np.median([rep.times_s[-1] for rep in reps]))
    usable = (
        rep
        for rep in reps
        if _longest_gap_s(rep) <= _LONGEST_GAP_S and rep.times_s[-1] <= longest_s
    )
    return tuple(usable) or reps


def _longest_gap_s(rep: PoseSeries) -> float:
    seen_us = rep.captured_us[np.isfinite(rep.keypoints[..., :2]).any(axis=(1, 2))]
    return float(np.diff(seen_us).max(initial=0)) / 1e6


def _no_rep(exercise: str, poses: PoseSeries) -> str:
    return (
        f"a recording of {exercise!r} needs at least one rep, from the rest position and back; "
        f"found none in {len(poses)} poses ({poses.times_s[-1]:.1f} s)"
    )
