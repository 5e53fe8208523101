"""Chooses known good reps to be judged by the rest, as if they were unseen."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from spotter.movement.values import PoseSeries, Reference, quantised

_MOST_LEFT_OUT_ONE_BY_ONE = 20


def without_copies(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Each rep once: a copy fits its original perfectly, which would count as confirmation.

    A gym's rep is quantised, a recording of the same set is not.
    """
    known: set[bytes] = set()
    distinct = []
    for reference in references:
        kept = []
        for rep in reference.reps:
            content = quantised(rep).keypoints.tobytes()
            if content not in known:
                known.add(content)
                kept.append(rep)
        if kept:
            distinct.append(replace(reference, reps=tuple(kept)))
    return tuple(distinct)


def hold_back_reps(
    references: Sequence[Reference], count: int
) -> tuple[list[Reference], list[PoseSeries]]:
    """Split off reps spread evenly over the recordings, so that both parts contain tired reps.

    Returns the rest, then the held-back reps.
    """
    reps = [(reference, rep) for reference in references for rep in reference.reps]
    chosen = _evenly(count, len(reps))
    held = [rep for place, (_, rep) in enumerate(reps) if place in chosen]
    kept = [
        tuple(
            rep for place, (of, rep) in enumerate(reps) if of is reference and place not in chosen
        )
        for reference in references
    ]
    rest = [replace(one, reps=own) for one, own in zip(references, kept, strict=True) if own]
    return rest, held


def hold_back_people(
    references: Sequence[Reference], count: int
) -> tuple[list[Reference], list[PoseSeries]]:
    """The references of the other people, and one rep of each of ``count`` held-back people."""
    people = list(dict.fromkeys(reference.person for reference in references))
    chosen = {people[place] for place in _evenly(count, len(people))}
    first = {one.person: one for one in reversed(references)}
    held = [
        first[person].reps[len(first[person].reps) // 2] for person in people if person in chosen
    ]
    return [one for one in references if one.person not in chosen], held


def parts_to_leave_out(count: int) -> list[range]:
    """Which reps to leave out together: one at a time, or every 20th of a long recording."""
    return [
        range(first, count, min(count, _MOST_LEFT_OUT_ONE_BY_ONE))
        for first in range(min(count, _MOST_LEFT_OUT_ONE_BY_ONE))
    ]


def _evenly(count: int, among: int) -> set[int]:
    return set(np.linspace(0, among - 1, count).round().astype(int).tolist())
