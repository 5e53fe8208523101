"""Which sets count, and whether they reached what was asked for."""

from collections.abc import Sequence
from math import ceil

from spotter.training.adaptation.values import Attempt, DoneSet, Gym, Prescription
from spotter.training.imports.performed import SetKind

_COUNTED = (SetKind.NORMAL, SetKind.FAILURE)
_TOLERANCE_KG = 1e-3
_TOLERANCE_S = 0.5
"""How exactly a hold is seen, at best: it is ticked off at the next look."""


def working(attempt: Attempt) -> tuple[DoneSet, ...]:
    """The sets that count: at the prescribed load or more, neither warm-up nor drop set.

    Of more sets than prescribed, the first ones count.
    """
    return tuple(one for one in counted(attempt) if _is_full(one, attempt.prescribed))[
        : attempt.prescribed.sets
    ]


def counted(attempt: Attempt) -> tuple[DoneSet, ...]:
    """The sets that are neither warm-ups nor drop sets, whatever their load."""
    return tuple(one for one in attempt.sets if one.kind in _COUNTED)


def is_complete(attempt: Attempt) -> bool:
    """Whether all prescribed sets were done at the prescribed load."""
    return len(working(attempt)) == attempt.prescribed.sets


def reaches(one: DoneSet, reps: int, gym: Gym) -> bool:
    """Whether a set has so many good reps.

    A stated rate of false alarms is what happens: as many faulty reps as it explains in a set are
    not held against the member, else hardly anybody would ever get ahead.
    """
    return one.reps >= reps and one.good_reps >= reps - ceil(reps * gym.false_alarm_ratio)


def is_held(one: DoneSet, prescribed: Prescription) -> bool:
    """Whether a set by time lasted as long as was prescribed, without a break.

    A set that nobody saw did: what was noted as done counts.
    """
    return one.held_s is None or one.held_s >= (prescribed.seconds or 0) - _TOLERANCE_S


def is_missed(attempt: Attempt) -> bool:
    """Whether it was too much: not every set was done at the load for the least reps, or the time.

    Faulty reps count here: that they were wrong does not say that the load could not be lifted.
    """
    asked = attempt.prescribed
    return not is_complete(attempt) or any(
        one.reps < asked.least_reps or not is_held(one, asked) for one in working(attempt)
    )


def at_this_load(attempts: Sequence[Attempt]) -> list[Attempt]:
    """The last attempts that were prescribed the same load and time, oldest first."""
    asked = attempts[-1].prescribed
    found: list[Attempt] = []
    for attempt in reversed(attempts):
        here = attempt.prescribed
        if (here.load_kg, here.seconds) != (asked.load_kg, asked.seconds):
            break
        found.append(attempt)
    return found[::-1]


def reps_in_words(numbers: Sequence[int]) -> str:
    """``8, 8 and 7``."""
    return _listed([str(number) for number in numbers])


def seconds_in_words(sets: Sequence[DoneSet]) -> str:
    """``20, 20 and 18.5 s``."""
    return f"{_listed([f'{one.held_s or 0:.3g}' for one in sets])} s"


def _listed(texts: Sequence[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _is_full(one: DoneSet, prescribed: Prescription) -> bool:
    if not prescribed.load_kg:
        return True
    return one.load_kg is not None and one.load_kg >= prescribed.load_kg - _TOLERANCE_KG
