"""What was performed of a followed workout, as a workout that is done."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from spotter.training.following.values import FollowedSet, Following
from spotter.training.workout import LEAST_S, MOST_REPS, MOST_S, MOST_SETS, Item, Workout


def performed(following: Following) -> Workout | None:
    """All that was done, sets alike as one item; None if nothing was.

    A set that was ticked off by hand counts as planned.
    """
    done = [one for one in map(_done, following.sets) if one is not None]
    items = tuple(_items(done))[:MOST_SETS]
    return Workout(following.title, items) if items else None


def sets_performed(following: Following | None) -> Mapping[str, Sequence[FollowedSet]]:
    """The sets of which something was done, by exercise, in the order of :func:`performed`."""
    found = defaultdict[str, list[FollowedSet]](list)
    for one in () if following is None else following.sets:
        if _done(one) is not None:
            found[one.exercise].append(one)
    return found


def _done(one: FollowedSet) -> Item | None:
    reps: int | None = min(one.reps, MOST_REPS)
    seconds = min(round(one.held_s, 1), MOST_S)
    if one.is_by_hand:
        reps, seconds = one.reps_planned, one.seconds_planned or 0
    is_timed = one.seconds_planned is not None or not reps
    if is_timed and seconds < LEAST_S:
        return None
    return Item(
        one.exercise,
        sets=1,
        reps=None if is_timed else reps,
        seconds=seconds if is_timed else None,
        load_kg=one.load_kg,
    )


def _items(done: list[Item]) -> Iterator[Item]:
    for item, alike in groupby(done):
        sets = len(list(alike))
        yield Item(item.exercise, sets, item.reps, item.seconds, load_kg=item.load_kg)
