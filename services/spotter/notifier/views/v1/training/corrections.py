"""What a tap on a station's screen corrects of the workout done there."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from spotter.notifier.views.v1.fields import Given, Name
from spotter.training.following.events import (
    MOST_REPS_LEFT,
    Correction,
    Next,
    OtherExercise,
    OtherLoad,
    RepsLeft,
    Skip,
    Undo,
)
from spotter.training.load import MOST_KG
from spotter.training.workout import MOST_SETS, checked_name


def _checked(name: str | None) -> str | None:
    return name and checked_name("an exercise's name", name)


class RepsLeftGiven(Given):
    """How many reps a member could still have done after the set of which they are asked."""

    set_index: Annotated[int, Field(strict=True, ge=0, le=MOST_SETS, description="`asked_left`")]
    reps: Annotated[int, Field(strict=True, ge=0, le=MOST_REPS_LEFT, description="4: or more")]


class CorrectionGiven(Given):
    """A correction: go on, leave a set out, undo, another exercise, another load.

    Or an answer: how many reps were left after a set.
    """

    what: Literal["next", "skip", "undo", "exercise", "load", "left"]
    exercise: Annotated[
        Name | None, AfterValidator(_checked), Field(description="with `exercise`: its name")
    ] = None
    load_kg: Annotated[
        float | None, Field(ge=0, le=MOST_KG, description="with `load`: kilograms")
    ] = None

    left: Annotated[
        RepsLeftGiven | None, Field(description="with `left`: how many reps were left")
    ] = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        given = {
            "exercise": self.exercise is not None,
            "load": self.load_kg is not None,
            "left": self.left is not None,
        }
        if any(has != (self.what == what) for what, has in given.items()):
            raise ValueError(
                "expected an exercise with `exercise`, a load_kg with `load`, a left with `left`"
            )
        return self

    @property
    def value(self) -> Correction:
        """The correction; it is made when it arrives. Raises :class:`TrainingError`."""
        if self.exercise is not None:
            return OtherExercise(0, self.exercise)
        if self.load_kg is not None:
            return OtherLoad(0, self.load_kg)
        if self.left is not None:
            return RepsLeft(0, self.left.set_index, self.left.reps)
        if self.what == "next":
            return Next(0)
        return Skip(0) if self.what == "skip" else Undo(0)
