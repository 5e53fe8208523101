"""What a file of another app brought."""

from typing import Annotated, Literal

from pydantic import Field

from spotter.notifier.views.models import View
from spotter.notifier.views.v1.training.workouts import WorkoutView, stored_view
from spotter.wire.catalog.training.workout_imports import ImportedWorkouts

UnitName = Literal["kg", "lb"]


class MatchedNameView(View):
    """A name of the file that is an exercise of the gym."""

    name: Annotated[str, Field(examples=["Squat (Barbell)"])]
    exercise: Annotated[str, Field(description="the gym's name", examples=["squat"])]
    sets: Annotated[int, Field(description="how many of it are in the file")]
    likeness: Annotated[str, Field(description="why it was matched", examples=["spelling"])]


class UnmatchedNameView(View):
    """A name for which an exercise is to be chosen."""

    name: Annotated[str, Field(examples=["Landmine Press"])]
    sets: Annotated[int, Field(description="how many of it are in the file")]
    suggestions: Annotated[list[str], Field(description="the gym's exercises most like it")]


class ImportView(View):
    """What a file brought."""

    workout_count: Annotated[int, Field(description="workouts in the file")]
    matched: list[MatchedNameView]
    unmatched: Annotated[list[UnmatchedNameView], Field(description="those of most sets first")]
    not_read: Annotated[
        list[str], Field(description="what was not understood, in words: the first thousand")
    ]
    not_read_count: int
    new_count: Annotated[int, Field(description="workouts that were not stored before")]
    stored_count: Annotated[int, Field(description="workouts that are stored now")]
    planned: Annotated[list[WorkoutView], Field(description="the plans made from them")]


def import_view(found: ImportedWorkouts) -> ImportView:
    """The view of what a file brought."""
    return ImportView(
        workout_count=found.workout_count,
        matched=[
            MatchedNameView(
                name=one.name, exercise=one.exercise, sets=one.sets, likeness=one.likeness
            )
            for one in found.matched
        ],
        unmatched=[
            UnmatchedNameView(name=one.name, sets=one.sets, suggestions=list(one.suggestions))
            for one in found.unmatched
        ],
        not_read=list(map(str, found.not_read)),
        not_read_count=found.not_read_count,
        new_count=found.new_count,
        stored_count=found.stored_count,
        planned=[stored_view(one) for one in found.planned],
    )
