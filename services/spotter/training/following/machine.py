"""A workout that is followed: what each event makes of it. It has no clock; all times are given."""

from spotter.training.following.correcting import corrected
from spotter.training.following.counting import counted
from spotter.training.following.events import Event, HoldSeen, RepDone
from spotter.training.following.passing import advance
from spotter.training.following.values import Following


def follow(following: Following, event: Event) -> Following:
    """The workout after an event.

    Events may come late, as verdicts do: a rep counts to the set in which it was done. Raises
    :class:`NothingToCorrectError` for a correction of nothing.

    >>> from spotter.movement.values import Outcome
    >>> from spotter.training.following.beginning import begin
    >>> from spotter.training.workout import Item, Workout
    >>> plan = Workout("Legs", (Item("squat", sets=2, reps=1, rest_s=60),))
    >>> done = follow(begin("w", plan, 0), RepDone("squat", Outcome.GOOD, 1, 2_000_001))
    >>> done.sets[0].state.value, done.is_resting
    ('done', True)
    """
    if isinstance(event, RepDone | HoldSeen):
        return counted(advance(following, event.started_us), event)
    return corrected(advance(following, event.at_us), event)
