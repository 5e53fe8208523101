"""How far a member has come in their workout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from spotter.movement.values import Joint, Tempo
from spotter.training.errors import TrainingError
from spotter.training.following.events import RepDone
from spotter.training.following.set_speed import SetSpeed

SET_OVER_US = 20_000_000
"""Without a rep for so long a set is over, as segmenters see it, too."""


class SetState(Enum):
    """What has become of a set."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FollowedSet:
    """A set, as it is planned and what was done of it.

    ``item`` counts the workout's items from 0, ``number`` the item's sets from 1. Of a set that
    nobody planned both ``reps_planned`` and ``seconds_planned`` are None. Its first rep began at
    ``began_us`` and its last one ended at ``last_us``; 0 without any. ``held_s`` is how long a
    position was kept, or a set planned in seconds took, and ``unbroken_s`` the longest part of it
    without a break; ``broke`` is the joint at which the last hold broke. A set that ``is_by_hand``
    was ticked off without having been seen. After one that ``asks_left`` the member is asked how
    many reps they could still have done; ``reps_left`` is what they said, None: nothing. It should
    end once its reps lost ``most_speed_loss_ratio`` of their ``speed``, None: nothing is said.
    """

    item: int
    number: int
    exercise: str
    reps_planned: int | None = None
    seconds_planned: float | None = None
    load_kg: float | None = None
    tempo: Tempo | None = None
    rest_s: float | None = None
    state: SetState = SetState.OPEN
    reps: int = 0
    good_reps: int = 0
    faulty_reps: int = 0
    held_s: float = 0.0
    broke: Joint | None = None
    began_us: int = 0
    last_us: int = 0
    is_by_hand: bool = False
    unbroken_s: float = 0.0
    asks_left: bool = False
    reps_left: int | None = None
    most_speed_loss_ratio: float | None = None
    speed: SetSpeed | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do."""
        return self.state in {SetState.OPEN, SetState.DOING}

    @property
    def is_planned(self) -> bool:
        """Whether somebody planned it."""
        return self.reps_planned is not None or self.seconds_planned is not None

    @property
    def is_begun(self) -> bool:
        """Whether anything of it was seen."""
        return bool(self.last_us)

    @property
    def share_done(self) -> float:
        """How much of what is planned was done; 1 for anything that nobody planned."""
        if self.reps_planned is not None:
            return self.reps / self.reps_planned
        if self.seconds_planned is not None:
            return self.held_s / self.seconds_planned
        return 1.0

    @property
    def is_enough(self) -> bool:
        """Whether its reps have become as slow as the trainer allows."""
        return self.speed is not None and self.speed.is_enough

    @property
    def is_full(self) -> bool:
        """Whether all that is planned was done; never so where nothing is planned."""
        return self.is_planned and self.share_done >= 1


def load_at(sets: Iterable[FollowedSet], exercise: str, at_us: int) -> float | None:
    """The load, kilograms, of a rep of ``exercise`` that began then: that of the set it is of.

    That is the set of the exercise that began last before, if it was not over. None where nobody
    knows.

    >>> sets = [FollowedSet(0, n, "squat", load_kg=n * 50, began_us=n, last_us=n) for n in (1, 3)]
    >>> load_at(sets, "squat", 2)
    50
    >>> load_at(sets, "squat", 60_000_000)
    """
    begun = [
        one
        for one in sets
        if one.exercise == exercise
        and one.is_begun
        and one.began_us <= at_us < one.last_us + SET_OVER_US
    ]
    latest = max(begun, key=lambda one: one.began_us, default=None)
    return None if latest is None else latest.load_kg


@dataclass(frozen=True, slots=True)
class Place:
    """Where the member is: at the set ``current``, an index of the sets; None: nothing is left.

    While ``rest_until_us`` is set they rest after that set. Reps that begin before ``since_us``
    belong to the set before.
    """

    current: int | None = None
    rest_until_us: int = 0
    since_us: int = 0


class What(Enum):
    """What was corrected."""

    NEXT = "next"
    SKIP = "skip"
    EXERCISE = "exercise"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class Before:
    """What a set was before it was corrected."""

    index: int
    exercise: str
    load_kg: float | None
    state: SetState


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the member, or a trainer, corrected, and what undoes it: how it was before.

    ``after`` is the place to which it led.
    """

    what: What
    at_us: int
    sets: tuple[Before, ...]
    here: tuple[str, ...]
    place: Place
    after: Place


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What a camera looks for: the ``exercises``, and the one of them that is due, now or next.

    That is either the one whose position is to be kept, ``held``, or the one whose reps are
    ``expected``; empty where none is.
    """

    exercises: tuple[str, ...] = ()
    held: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Following:
    """A workout, followed; ``here`` are the exercises that the station can judge, empty: any.

    A ``stray`` rep is of another exercise than expected: a second one says that it is meant. Nobody
    has taught the exercises ``by_tap``: they can be done anywhere, and a tap ticks their sets off.
    Raises :class:`TrainingError` for a place that is not among the sets.
    """

    workout_id: str
    title: str
    sets: tuple[FollowedSet, ...]
    here: tuple[str, ...] = ()
    place: Place = Place()
    stray: RepDone | None = None
    corrections: tuple[Corrected, ...] = ()
    by_tap: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        current = self.place.current
        if current is not None and not 0 <= current < len(self.sets):
            raise TrainingError(f"expected one of {len(self.sets)} sets; found set {current}")

    @property
    def current(self) -> FollowedSet | None:
        """The set at which the member is."""
        return None if self.place.current is None else self.sets[self.place.current]

    @property
    def exercises(self) -> tuple[str, ...]:
        """The exercises that are planned and that the station can judge, by name."""
        planned = {one.exercise for one in self.sets if one.is_planned} - {*self.by_tap}
        return tuple(sorted(planned & {*self.here} if self.here else planned))

    @property
    def looked_for(self) -> LookedFor:
        """What a camera looks for now."""
        index = self.upcoming()
        one = None if index is None else self.sets[index]
        if one is None or one.exercise in self.by_tap:
            return LookedFor(self.exercises)
        if one.seconds_planned is not None:
            return LookedFor(self.exercises, held=one.exercise)
        return LookedFor(self.exercises, expected=one.exercise)

    @property
    def asked_left(self) -> int | None:
        """The set of which the member is asked how many reps were left: the last, once done."""
        begun = [index for index, one in enumerate(self.sets) if one.is_begun]
        last = max(begun, key=lambda index: self.sets[index].last_us, default=None)
        if last is None or self.sets[last].state is not SetState.DONE:
            return None
        one = self.sets[last]
        return last if one.asks_left and one.reps_left is None else None

    @property
    def is_resting(self) -> bool:
        """Whether the member rests."""
        return bool(self.place.rest_until_us)

    @property
    def is_done(self) -> bool:
        """Whether no set is left, here or elsewhere."""
        return not any(one.is_open for one in self.sets)

    def upcoming(self) -> int | None:
        """The set to do next, or now: of the current exercise first, then as planned."""
        at = self.place.current
        if at is not None and self.sets[at].is_open:
            return at
        item = None if at is None else self.sets[at].item
        left = list(self._left_here())
        same = (index for index in left if self.sets[index].item == item)
        return next(same, left[0] if left else None)

    def after(self, index: int) -> int | None:
        """The set to do once that one is done."""
        done = self.with_set(index, replace(self.sets[index], state=SetState.DONE))
        return replace(done, place=replace(self.place, current=index)).upcoming()

    def with_set(self, index: int, new: FollowedSet) -> "Following":
        """The same with another set at ``index``."""
        return replace(self, sets=(*self.sets[:index], new, *self.sets[index + 1 :]))

    def _left_here(self) -> Iterator[int]:
        for index, one in enumerate(self.sets):
            if one.is_open and (not self.here or one.exercise in {*self.here, *self.by_tap}):
                yield index
