"""What a tap corrects of a followed workout, and how that is undone."""

from dataclasses import replace

from spotter.training.following.events import (
    Correction,
    Next,
    NothingToCorrectError,
    OtherExercise,
    OtherLoad,
    RepsLeft,
    Skip,
    Undo,
)
from spotter.training.following.passing import rested
from spotter.training.following.values import (
    Before,
    Corrected,
    Following,
    Place,
    SetState,
    What,
)

_MOST_KEPT = 50
"""Corrections that can be undone."""


def corrected(following: Following, correction: Correction) -> Following:
    """The workout after a correction. Raises :class:`NothingToCorrectError`."""
    if isinstance(correction, Undo):
        return _undone(following)
    if isinstance(correction, RepsLeft):
        return _answered(following, correction)
    if isinstance(correction, Next) and following.is_resting:
        place = Place(following.upcoming(), since_us=correction.at_us)
        return _noted(following, replace(following, place=place), What.NEXT, correction.at_us)
    index = following.upcoming()
    if index is None:
        raise NothingToCorrectError("nothing is left to do here")
    match correction:
        case Next():
            new, what = _ticked_off(following, index, correction.at_us), What.NEXT
        case Skip():
            new, what = _skipped(following, index, correction.at_us), What.SKIP
        case OtherExercise():
            new, what = _renamed(following, index, correction), What.EXERCISE
        case OtherLoad():
            new, what = _loaded(following, index, correction.load_kg), What.LOAD
    return _noted(following, new, what, correction.at_us)


def _answered(following: Following, said: RepsLeft) -> Following:
    """The answer stays what it is; the question is gone with the next set."""
    if said.index != following.asked_left:
        raise NothingToCorrectError("nobody asks how many reps were left after that set any more")
    one = following.sets[said.index]
    return following.with_set(said.index, replace(one, reps_left=said.reps))


def _ticked_off(following: Following, index: int, at_us: int) -> Following:
    one = following.sets[index]
    done = replace(one, state=SetState.DONE, is_by_hand=not one.is_begun)
    return _since(rested(following.with_set(index, done), index, at_us), at_us)


def _skipped(following: Following, index: int, at_us: int) -> Following:
    skipped = following.with_set(index, replace(following.sets[index], state=SetState.SKIPPED))
    if following.is_resting and skipped.upcoming() is not None:
        return skipped
    return replace(skipped, place=Place(skipped.upcoming(), since_us=at_us))


def _renamed(following: Following, index: int, other: OtherExercise) -> Following:
    """The station judges what the member says that they do there, if anybody can."""
    if other.by_tap:
        new = replace(following, by_tap=_and(following.by_tap, other.exercise))
    else:
        new = replace(following, here=following.here and _and(following.here, other.exercise))
    for each in _left_of_item(following, index):
        new = new.with_set(each, replace(new.sets[each], exercise=other.exercise))
    return new


def _and(names: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(sorted({*names, one}))


def _loaded(following: Following, index: int, load_kg: float) -> Following:
    new = following
    for each in _left_of_item(following, index):
        new = new.with_set(each, replace(new.sets[each], load_kg=load_kg))
    return new


def _left_of_item(following: Following, index: int) -> list[int]:
    item, sets = following.sets[index].item, following.sets
    return [at for at, one in enumerate(sets) if one.item == item and one.is_open]


def _since(following: Following, at_us: int) -> Following:
    return replace(following, place=replace(following.place, since_us=at_us))


def _noted(before: Following, new: Following, what: What, at_us: int) -> Following:
    changed = tuple(
        Before(index, one.exercise, one.load_kg, one.state)
        for index, (one, now) in enumerate(zip(before.sets, new.sets, strict=True))
        if one != now
    )
    note = Corrected(what, at_us, changed, before.here, before.place, new.place)
    return replace(new, corrections=(*new.corrections, note)[-_MOST_KEPT:])


def _undone(following: Following) -> Following:
    """What was counted since stays; the place is as it was, unless the member has gone on."""
    if not following.corrections:
        raise NothingToCorrectError("nothing has been corrected that could be undone")
    last = following.corrections[-1]
    is_there = following.place == last.after and not _has_begun(following, last)
    new = replace(following, corrections=following.corrections[:-1], here=last.here)
    for before in last.sets:
        now = replace(new.sets[before.index], exercise=before.exercise, load_kg=before.load_kg)
        if last.what in {What.NEXT, What.SKIP}:
            state = before.state if is_there else SetState.OPEN
            now = replace(now, state=state, is_by_hand=False)
        new = new.with_set(before.index, now)
    if is_there:
        return replace(new, place=last.place)
    return new if new.current else replace(new, place=Place(new.upcoming()))


def _has_begun(following: Following, last: Corrected) -> bool:
    """Whether the member has begun the set to which a correction led."""
    leads_on = last.what in {What.NEXT, What.SKIP}
    current = following.current
    return leads_on and current is not None and current.state is SetState.DOING
