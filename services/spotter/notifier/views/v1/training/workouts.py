"""Workouts: what members are to do on a day, what they did, and templates."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from spotter.api.catalog.v1 import workout_service_pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import (
    Day,
    Given,
    Id,
    Name,
    OptionalId,
    TimeMs,
    milliseconds,
)
from spotter.training.load import load_kg
from spotter.training.tempo import tempo_of, tempo_text
from spotter.training.workout import (
    LEAST_LOSS_RATIO,
    LEAST_S,
    MOST_LOSS_RATIO,
    MOST_REPS,
    MOST_REST_S,
    MOST_S,
    MOST_SETS,
    Item,
    Workout,
)
from spotter.wire.catalog.training.workouts import Placement, StoredWorkout, workout_of

KindName = Literal["planned", "performed", "template"]

_MOST_MEMBERS = 1000
_Sets = Annotated[int, Field(strict=True, ge=1, le=MOST_SETS, examples=[3])]
_Reps = Annotated[
    int | None,
    Field(strict=True, ge=1, le=MOST_REPS, description="of each set; or seconds", examples=[8]),
]
_LeastReps = Annotated[
    int | None,
    Field(
        strict=True,
        ge=1,
        le=MOST_REPS,
        description="the bottom of a range, of which reps are the top; null: there is no range",
        examples=[6],
    ),
]
_MostSpeedLoss = Annotated[
    float | None,
    Field(
        ge=LEAST_LOSS_RATIO,
        le=MOST_LOSS_RATIO,
        description="part of the fastest rep's speed that reps may lose before the station says "
        "that the set should end; null: it says nothing",
        examples=[0.2],
    ),
]
_Seconds = Annotated[
    float | None, Field(ge=LEAST_S, le=MOST_S, description="of each set; or reps", examples=[None])
]
_Tempo = Annotated[
    str | None,
    Field(
        max_length=40,
        description="seconds out, at the turning point, back and at rest; null: any",
        examples=["3-1-1-0"],
    ),
]
_Rest = Annotated[
    float | None,
    Field(
        ge=0,
        le=MOST_REST_S,
        description="after each set, seconds; null: as the member likes",
        examples=[90],
    ),
]


class ItemGiven(Given):
    """Sets of one exercise, all alike."""

    exercise: Name
    sets: _Sets
    reps: _Reps = None
    seconds: _Seconds = None
    tempo: _Tempo = None
    rest_s: _Rest = None
    load: Annotated[
        str | None,
        Field(
            max_length=40,
            description="with its unit, kg or lb; null: as the member likes",
            examples=["82.5 kg"],
        ),
    ] = None
    least_reps: _LeastReps = None
    most_speed_loss_ratio: _MostSpeedLoss = None

    @property
    def value(self) -> Item:
        """The item. Raises :class:`TrainingError` for what cannot be one."""
        return Item(
            exercise=self.exercise,
            sets=self.sets,
            reps=self.reps,
            seconds=self.seconds,
            tempo=None if self.tempo is None else tempo_of(self.tempo),
            rest_s=self.rest_s,
            load_kg=None if self.load is None else load_kg(self.load),
            least_reps=self.least_reps,
            most_speed_loss_ratio=self.most_speed_loss_ratio,
        )


class PlacementGiven(Given):
    """Whose a workout is, and when."""

    member_id: UUID
    day: Day
    class_id: Annotated[UUID | None, Field(description="the class that it is planned for")] = None
    is_performed: Annotated[
        bool, Field(strict=True, description="they did it; it is planned otherwise")
    ] = False

    @property
    def value(self) -> Placement:
        """The placement. Raises :class:`WireError` for a day that cannot be kept."""
        class_id = str(self.class_id or "")
        return Placement(str(self.member_id), self.day, class_id, self.is_performed)


class WorkoutGiven(Given):
    """A workout to store."""

    title: Name
    items: Annotated[tuple[ItemGiven, ...], Field(min_length=1, max_length=MOST_SETS)]
    placement: Annotated[PlacementGiven | None, Field(description="null: it is a template")] = None

    @property
    def workout(self) -> Workout:
        """The workout. Raises :class:`TrainingError` for what cannot be one."""
        return Workout(self.title, tuple(one.value for one in self.items))


class PlanGiven(Given):
    """For whom a template is planned, and when."""

    day: Day
    member_ids: Annotated[tuple[UUID, ...], Field(max_length=_MOST_MEMBERS)] = ()
    class_id: Annotated[UUID | None, Field(description="all of its members")] = None


class ItemView(View):
    """Sets of one exercise, all alike."""

    exercise: Name
    exercise_id: Id
    sets: _Sets
    reps: _Reps
    seconds: _Seconds
    tempo: _Tempo
    rest_s: _Rest
    load_kg: Annotated[
        float | None, Field(description="null: as the member likes", examples=[82.5])
    ]
    least_reps: _LeastReps
    most_speed_loss_ratio: _MostSpeedLoss


class WorkoutView(View):
    """A workout."""

    workout_id: Id
    kind: Annotated[KindName, Field(description="planned for a member, done by one, or nobody's")]
    member_id: OptionalId
    day: Annotated[date | None, Field(description="in the gym's time zone")]
    class_id: OptionalId
    title: Name
    items: Annotated[list[ItemView], Field(description="in the order in which they are done")]
    stored_ms: Annotated[TimeMs, Field(description="when it was stored first")]
    author: Annotated[str, Field(description="who stored it last", examples=["local"])]


class PlannedView(View):
    """What members have on a day by a template."""

    workouts: Annotated[list[WorkoutView], Field(description="one for each member")]
    new_count: Annotated[int, Field(description="how many of them are new")]


def workout_view(message: workout_service_pb2.Workout) -> WorkoutView:
    """The view of a workout. Raises :class:`WireError` if it is none."""
    return stored_view(workout_of(message))


def stored_view(found: StoredWorkout) -> WorkoutView:
    """The view of a workout that is stored."""
    place = found.placement
    return WorkoutView(
        workout_id=found.workout_id,
        kind=found.kind.value,
        member_id=place.member_id if place else None,
        day=place.day if place else None,
        class_id=(place.class_id or None) if place else None,
        title=found.workout.title,
        items=[
            _item(item, exercise_id)
            for item, exercise_id in zip(found.workout.items, found.exercise_ids, strict=True)
        ],
        stored_ms=milliseconds(found.created_us),
        author=found.author,
    )


def _item(item: Item, exercise_id: str) -> ItemView:
    return ItemView(
        exercise=item.exercise,
        exercise_id=exercise_id,
        sets=item.sets,
        reps=item.reps,
        seconds=item.seconds,
        tempo=None if item.tempo is None else tempo_text(item.tempo),
        rest_s=item.rest_s,
        load_kg=item.load_kg,
        least_reps=item.least_reps,
        most_speed_loss_ratio=item.most_speed_loss_ratio,
    )
