"""What is written about exercises, and what a file of it brought."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Id, OptionalId, Page
from spotter.wire.catalog.exercises.descriptions import DescribedExercise, ImportedDescription
from spotter.wire.catalog.exercises.exercises import Comparison

ComparisonName = Literal["new", "same", "different"]
_Said = Annotated[str, Field(description="empty: it is not said")]


class DescribedView(View):
    """An exercise of the gym, and what is written about it."""

    exercise_id: Id
    name: Annotated[str, Field(examples=["Cable Crossover"])]
    is_taught: Annotated[bool, Field(description="Spotter counts and judges it")]
    equipment: Annotated[str, Field(description="empty: it is not said", examples=["cable"])]
    primary_muscles: Annotated[list[str], Field(examples=[["chest"]])]
    secondary_muscles: list[str]
    instructions: Annotated[list[str], Field(description="step by step")]
    category: _Said
    level: _Said
    force: _Said
    mechanic: _Said


class DescribedPage(Page[DescribedView]):
    """A part of the described exercises."""

    count: Annotated[int, Field(description="how many there are in all parts")]


class ImportedExerciseView(View):
    """An entry of a file."""

    name: str
    exercise_id: Annotated[OptionalId, Field(description="null: the gym has none yet")]
    comparison: Annotated[ComparisonName, Field(description="with what was here before")]
    differences: Annotated[list[str], Field(description="a sentence each")]


class ExerciseImportView(View):
    """What is in a file."""

    exercises: Annotated[list[ImportedExerciseView], Field(description="in the file's order")]
    not_understood: Annotated[list[str], Field(description="left out, an entry each")]
    new_count: int
    different_count: Annotated[int, Field(description="here without a description, or another")]
    same_count: int


def described_view(one: DescribedExercise) -> DescribedView:
    """The view of a described exercise."""
    said = one.description
    return DescribedView(
        exercise_id=one.exercise_id,
        name=one.name,
        is_taught=one.is_taught,
        equipment=said.equipment,
        primary_muscles=list(said.primary_muscles),
        secondary_muscles=list(said.secondary_muscles),
        instructions=list(said.instructions),
        category=said.category,
        level=said.level,
        force=said.force,
        mechanic=said.mechanic,
    )


def exercise_import_view(
    found: Sequence[ImportedDescription], not_understood: Sequence[str]
) -> ExerciseImportView:
    """The view of what is in a file."""
    kinds = [one.comparison for one in found]
    return ExerciseImportView(
        exercises=[
            ImportedExerciseView(
                name=one.name,
                exercise_id=one.exercise_id or None,
                comparison=one.comparison.value,
                differences=list(one.differences),
            )
            for one in found
        ],
        not_understood=list(not_understood),
        new_count=kinds.count(Comparison.NEW),
        different_count=kinds.count(Comparison.DIFFERENT),
        same_count=kinds.count(Comparison.SAME),
    )
