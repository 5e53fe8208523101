"""Reps of which somebody has said whether they are good."""

from dataclasses import dataclass

from spotter.movement.values.poses import PoseSeries


@dataclass(frozen=True, slots=True, eq=False)
class LabelledRep:
    """One rep; ``group`` is who did it or, where that is unknown, in which set-up it was filmed."""

    exercise: str
    group: str
    name: str
    is_good: bool
    poses: PoseSeries


@dataclass(frozen=True, slots=True, eq=False)
class FormData:
    """All reps of a file; ``group_word`` says what their groups are: ``person`` or ``set-up``."""

    format: str
    group_word: str
    reps: tuple[LabelledRep, ...]
