"""The catalog's exercises on their way through messages."""

import pytest

from spotter.api.catalog.v1 import exercise_service_pb2
from spotter.wire.catalog.exercises.exercises import (
    Activation,
    Comparison,
    ExerciseCounts,
    ExerciseInfo,
    ImportedExercise,
    imported_message,
    imported_of,
    info_message,
    info_of,
)
from spotter.wire.errors import WireError

LIVE = Activation(
    "ab" * 32, 1_700_000_000_000_000, "local", "+5 good reps", ExerciseCounts(5, 2, 1, 3, 4, 0.02)
)


def test_an_exercise_comes_back_as_it_was() -> None:
    info = ExerciseInfo("7d9f5c0e-3a52-4bd0-9b86-0f1df6f6a001", "squat", 17, 0, LIVE)
    assert info_of(info_message(info)) == info
    assert info.digest == "ab" * 32


def test_an_exercise_in_a_file_comes_back_as_it_was() -> None:
    imported = ImportedExercise("squat", "ab" * 32, "", Comparison.DIFFERENT, ("It is older.",))
    assert imported_of(imported_message(imported)) == imported


def test_a_comparison_that_is_not_set_is_refused() -> None:
    with pytest.raises(WireError, match="NEW, SAME, DIFFERENT"):
        imported_of(exercise_service_pb2.ImportedExercise(name="squat"))
