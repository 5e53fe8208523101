"""What happens to a followed workout because time passes: rests end, and sets that stop short."""

from dataclasses import replace

from spotter.training.following.values import (
    SET_OVER_US,
    FollowedSet,
    Following,
    Place,
    SetState,
)

_ENOUGH = 0.5
"""A set that stopped short is done if so much of it was; else it waits for the rest."""


def advance(following: Following, now_us: int) -> Following:
    """The workout as it is at ``now_us``. Going there in several steps comes to the same."""
    while (due := due_us(following)) is not None and due <= now_us:
        following = _moved_on(following)
    return following


def due_us(following: Following) -> int | None:
    """When something changes by itself; None: never."""
    if following.is_resting:
        return following.place.rest_until_us
    one = following.current
    if one is None or one.state is not SetState.DOING or not _may_end(one):
        return None
    return one.last_us + SET_OVER_US


def finished(following: Following, index: int) -> Following:
    """The set at ``index`` is done: the member rests after it, if another one follows."""
    done = replace(following.sets[index], state=SetState.DONE)
    return rested(following.with_set(index, done), index, done.last_us)


def rested(following: Following, index: int, from_us: int) -> Following:
    """The member has just done that set: the rest begins, or what follows is due."""
    rest_us = round((following.sets[index].rest_s or 0) * 1_000_000)
    upcoming = following.after(index)
    since_us = from_us + (min(SET_OVER_US, rest_us) if rest_us else SET_OVER_US)
    if rest_us and upcoming is not None:
        return replace(following, place=Place(index, from_us + rest_us, since_us))
    return replace(following, place=Place(upcoming, since_us=since_us))


def left(following: Following) -> Following:
    """The member turns to something else: what they were doing is done, or waits."""
    index, one = following.place.current, following.current
    return following if index is None or one is None else following.with_set(index, stopped(one))


def stopped(one: FollowedSet) -> FollowedSet:
    """The set, if nothing more of it is done for now."""
    if one.state is not SetState.DOING:
        return one
    return replace(one, state=SetState.DONE if _may_end(one) else SetState.OPEN)


def newly_done(before: Following, now: Following) -> int:
    """How many sets are done ``now`` that were not ``before``."""
    done = {at for at, one in enumerate(before.sets) if one.state is SetState.DONE}
    return sum(one.state is SetState.DONE and at not in done for at, one in enumerate(now.sets))


def _may_end(one: FollowedSet) -> bool:
    return one.share_done >= _ENOUGH or one.is_enough


def _moved_on(following: Following) -> Following:
    if following.is_resting:
        place = replace(following.place, current=following.upcoming(), rest_until_us=0)
        return replace(following, place=place)
    current = following.place.current
    return following if current is None else finished(following, current)
