"""To which set of a workout a rep or a hold belongs, and what it does to that set."""

from dataclasses import replace

from spotter.movement.values import Outcome
from spotter.training.following import set_speed
from spotter.training.following.events import HoldSeen, RepDone
from spotter.training.following.passing import finished, left, rested
from spotter.training.following.values import (
    SET_OVER_US,
    FollowedSet,
    Following,
    Place,
    SetState,
)


def counted(following: Following, event: RepDone | HoldSeen) -> Following:
    """The workout with another rep, or with a hold as far as it has come."""
    index = _set_of(following, event)
    if index is not None:
        return _added(replace(following, stray=None), index, event)
    return _stray(following, event) if isinstance(event, RepDone) else _switched(following, event)


def _set_of(following: Following, event: RepDone | HoldSeen) -> int | None:
    earlier = _earlier_set(following, event)
    if earlier is not None:
        return earlier
    index = following.upcoming()
    is_meant = index is not None and following.sets[index].exercise == event.exercise
    return index if is_meant else None


def _earlier_set(following: Following, event: RepDone | HoldSeen) -> int | None:
    """The set that is over, but not for a rep that belongs to it or comes right after it."""
    if event.started_us >= following.place.since_us:
        return None
    near = [
        (one.began_us <= event.started_us, one.began_us, index)
        for index, one in enumerate(following.sets)
        if one.exercise == event.exercise
        and one.is_begun
        and one.began_us - SET_OVER_US <= event.started_us < one.last_us + SET_OVER_US
    ]
    return max(near)[-1] if near else None


def _stray(following: Following, rep: RepDone) -> Following:
    """One rep of another exercise may be a mistake of recognition; two of them are meant."""
    first = following.stray
    if first is None or first.exercise != rep.exercise or not _is_soon(first, rep):
        return replace(following, stray=rep)
    return counted(_switched(replace(following, stray=None), first), rep)


def _is_soon(first: RepDone, second: RepDone) -> bool:
    return abs(second.started_us - first.ended_us) < SET_OVER_US


def _switched(following: Following, event: RepDone | HoldSeen) -> Following:
    """The member does another exercise: the next set of it, or one that nobody planned."""
    following = left(following)
    planned = (
        index
        for index, one in enumerate(following.sets)
        if one.is_open and one.exercise == event.exercise
    )
    index = next(planned, None)
    if index is None:
        index = len(following.sets)
        item = max((one.item for one in following.sets), default=-1) + 1
        unplanned = FollowedSet(item, 1, event.exercise)
        following = replace(following, sets=(*following.sets, unplanned))
    return _added(following, index, event)


def _added(following: Following, index: int, event: RepDone | HoldSeen) -> Following:
    before = following.sets[index]
    one = _with_times(before, event)
    if isinstance(event, RepDone):
        one = _with_rep(one, event)
    if not one.is_open:
        return _longer(following.with_set(index, one), index, before.last_us)
    doing = following.with_set(index, replace(one, state=SetState.DOING))
    since_us = min(following.place.since_us, one.began_us)
    doing = replace(doing, place=Place(index, since_us=since_us))
    return finished(doing, index) if one.is_full else doing


def _longer(following: Following, index: int, ended_us: int) -> Following:
    """A set that was over at ``ended_us`` goes on: the rest after it begins later."""
    place, last_us = following.place, following.sets[index].last_us
    is_rest = following.is_resting and place.current == index
    is_doing = following.current is not None and following.current.state is SetState.DOING
    is_idle = not following.is_resting and not is_doing
    is_next = is_idle and place.since_us == ended_us + SET_OVER_US
    return rested(following, index, last_us) if is_rest or is_next else following


def _with_rep(one: FollowedSet, rep: RepDone) -> FollowedSet:
    if rep.lifting_tl_s:
        limit = one.most_speed_loss_ratio
        one = replace(one, speed=set_speed.with_rep(one.speed, rep.lifting_tl_s, limit))
    return replace(
        one,
        reps=one.reps + 1,
        good_reps=one.good_reps + (rep.outcome is Outcome.GOOD),
        faulty_reps=one.faulty_reps + (rep.outcome is Outcome.FAULTY),
    )


def _with_times(one: FollowedSet, event: RepDone | HoldSeen) -> FollowedSet:
    """With its times: a hold that is seen again has gone on, and reps take the time they span.

    One rep alone is the way into a position and out of it.
    """
    began_us = min(one.began_us, event.started_us) if one.is_begun else event.started_us
    last_us = max(one.last_us, event.ended_us)
    if isinstance(event, RepDone):
        is_timed = one.seconds_planned is not None and one.reps > 0
        span_s = (last_us - began_us) / 1_000_000 if is_timed else 0.0
        held_s = max(one.held_s, span_s)
        unbroken_s = max(one.unbroken_s, span_s)
        return replace(
            one, began_us=began_us, last_us=last_us, held_s=held_s, unbroken_s=unbroken_s
        )
    more_us = max(0, event.ended_us - max(event.started_us, one.last_us))
    return replace(
        one,
        began_us=began_us,
        last_us=last_us,
        held_s=one.held_s + more_us / 1_000_000,
        unbroken_s=max(one.unbroken_s, (event.ended_us - event.started_us) / 1_000_000),
        broke=event.broke or one.broke,
    )
