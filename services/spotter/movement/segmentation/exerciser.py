"""Decides who of several people in a recording does the exercise. Pure.

At a station the decision falls with every rep, before the next is seen; a recording is seen whole.
"""

from collections.abc import Sequence
from itertools import starmap

from spotter.movement.segmentation.cutter import cut_reps
from spotter.movement.segmentation.reference_recording import make_reference, moved_in_reps_tl
from spotter.movement.segmentation.template import Template
from spotter.movement.values import MovementError, PoseSeries, Reference

_CLEARLY = 1.5
"""So much more must somebody do than the person who is seen best, whom a mirror shows, too."""


def who_repeats(template: Template, people: Sequence[PoseSeries]) -> int:
    """The place of the person with the reps of an exercise, of ``people`` the best seen first."""
    return _who_does_most([len(cut_reps(template, poses)) for poses in people])


def taught_by(
    exercise: str, people: Sequence[PoseSeries], rep_count: int | None = None
) -> tuple[int, Reference]:
    """The place of the person who moves most in reps, and the reference made of them.

    ``people`` are the best seen first; ``rep_count`` is how many reps there are, if that is known.

    Raises :class:`MovementError` when nobody has a rep, as :func:`make_reference` of the first.
    """
    made = [_made(exercise, poses, rep_count) for poses in people]
    moved_tl = list(starmap(_moved_tl, zip(people, made, strict=True)))
    place = _who_does_most(moved_tl)
    found = made[place]
    if isinstance(found, MovementError):
        raise found
    return place, found


def _who_does_most(amounts: Sequence[float]) -> int:
    most = max(range(len(amounts)), key=amounts.__getitem__)
    return most if amounts[most] > _CLEARLY * amounts[0] else 0


def _made(exercise: str, poses: PoseSeries, rep_count: int | None) -> Reference | MovementError:
    try:
        return make_reference(exercise, poses, rep_count)
    except MovementError as error:
        return error


def _moved_tl(poses: PoseSeries, made: Reference | MovementError) -> float:
    return 0.0 if isinstance(made, MovementError) else moved_in_reps_tl(poses, made)
