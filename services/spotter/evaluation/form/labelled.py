"""Reps labelled good or bad."""

from dataclasses import dataclass

from spotter.movement.values.body.poses import PoseSeries

PERSON = "person"
SET_UP = "set-up"


@dataclass(frozen=True, slots=True, eq=False)
class LabelledRep:
    """One rep; ``group`` is the person or, if unknown, the set-up in which it was filmed.

    ``recorded`` is the same rep as a reference's camera saw it, which may stand elsewhere.
    """

    exercise: str
    group: str
    name: str
    is_good: bool
    poses: PoseSeries
    recorded: PoseSeries


@dataclass(frozen=True, slots=True, eq=False)
class FormData:
    """All reps of a file; ``group_word`` is what their groups are, `PERSON` or `SET_UP`."""

    format: str
    group_word: str
    reps: tuple[LabelledRep, ...]
