"""An attempt from what was planned, what was noted as done, and what the cameras saw of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, repeat
from statistics import fmean

from spotter.training.adaptation.values import Attempt, DoneSet, FaultCount, Prescription
from spotter.training.following.values import FollowedSet
from spotter.training.workout import Item

_LEAST_TIMED = 3
"""Fewer reps tell no loss of speed."""


@dataclass(frozen=True, slots=True)
class SeenRep:
    """A rep as it was judged: ``faults`` in words, none unless it was faulty.

    ``lifting_speed_tl_s`` is its mean speed on the way up, torso lengths a second.
    """

    faults: tuple[str, ...] = ()
    range_ratio: float | None = None
    lifting_speed_tl_s: float | None = None


def main_item(items: Iterable[Item], exercise: str) -> Item | None:
    """The item of an exercise that adapts.

    The heaviest that counts reps; if none does, the heaviest by time, of these the longest.
    """
    own = [one for one in items if one.exercise == exercise]
    counted = [one for one in own if one.reps is not None]
    return max(
        counted or own, key=lambda one: (one.load_kg or 0.0, one.seconds or 0.0), default=None
    )


def prescription(item: Item) -> Prescription:
    """What an item prescribes."""
    reps = item.reps or 1
    return Prescription(item.sets, item.least_reps or reps, reps, item.load_kg, item.seconds)


def attempt_of(
    day: date,
    planned: Item,
    done: Sequence[Item],
    seen: Sequence[SeenRep],
    followed: Sequence[FollowedSet] = (),
) -> Attempt | None:
    """The attempt at ``planned``, of whose exercise all that was done and seen is, in time.

    What was done tells sets, reps, seconds and loads. What was seen tells which of these reps were
    faulty, one after the other; a rep that nobody saw counts as good. ``followed`` are the same
    sets as Spotter followed them, if it did: it knows what broke and what the member said. None
    if nothing was done.
    """
    sets = [one for item in done for one in repeat(item, item.sets)]
    pairs = list(zip(sets, followed if len(followed) == len(sets) else repeat(None), strict=False))
    if planned.seconds is not None:
        timed = tuple(_timed_set(item, known) for item, known in pairs if item.seconds)
        return Attempt(day, prescription(planned), timed) if timed else None
    upcoming = iter(seen)
    counted = tuple(_set(item, known, upcoming) for item, known in pairs if item.reps)
    if not counted:
        return None
    counts = Counter(fault for rep in seen for fault in dict.fromkeys(rep.faults))
    ranges = [rep.range_ratio for rep in seen if rep.range_ratio is not None]
    return Attempt(
        day=day,
        prescribed=prescription(planned),
        sets=counted,
        faults=tuple(FaultCount(fault, reps) for fault, reps in sorted(counts.items())),
        range_ratio=fmean(ranges) if ranges else None,
        most_speed_loss_ratio=planned.most_speed_loss_ratio,
    )


def _timed_set(item: Item, known: FollowedSet | None) -> DoneSet:
    """A set by time; one of which nobody knows better lasted without a break."""
    is_seen = known is not None and not known.is_by_hand
    held_s = known.unbroken_s if known is not None and is_seen else item.seconds
    return DoneSet(1, load_kg=item.load_kg, held_s=held_s)


def _set(item: Item, known: FollowedSet | None, seen: Iterator[SeenRep]) -> DoneSet:
    reps = list(islice(seen, item.reps or 0))
    return DoneSet(
        item.reps or 0,
        sum(bool(rep.faults) for rep in reps),
        item.load_kg,
        reps_left=None if known is None else known.reps_left,
        speed_loss_ratio=_speed_loss_ratio(reps, item.reps or 0),
    )


def _speed_loss_ratio(seen: Sequence[SeenRep], done: int) -> float | None:
    """How much slower the slowest rep was than the fastest; None unless all ``done`` were seen.

    A rep that nobody saw may have been either. A faulty one tells nothing: half of the way in the
    same time is half as fast.
    """
    told = [one for one in seen if not one.faults]
    speeds = [one.lifting_speed_tl_s for one in told if one.lifting_speed_tl_s]
    is_known = len(seen) == done and len(speeds) == len(told) >= _LEAST_TIMED
    return 1 - min(speeds) / max(speeds) if is_known else None
