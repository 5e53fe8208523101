"""Workouts that people bring from other apps: reads what Strong and Hevy export as CSV."""

from spotter.training.imports.gathering import Imported, gather
from spotter.training.imports.names import Likeness, Match, Matching, Unmatched, match_names
from spotter.training.imports.performed import (
    NotRead,
    PerformedExercise,
    PerformedSet,
    PerformedWorkout,
    SetKind,
)
from spotter.training.imports.plans import done, planned
from spotter.training.imports.reading import read_workouts

__all__ = [
    "Imported",
    "Likeness",
    "Match",
    "Matching",
    "NotRead",
    "PerformedExercise",
    "PerformedSet",
    "PerformedWorkout",
    "SetKind",
    "Unmatched",
    "done",
    "gather",
    "match_names",
    "planned",
    "read_workouts",
]
