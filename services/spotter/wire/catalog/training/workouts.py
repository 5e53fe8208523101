"""Workouts, as the catalog and its clients know them."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from spotter.api.catalog.v1 import workout_service_pb2 as messages
from spotter.api.verdicts.v1 import verdict_pb2
from spotter.movement.values import Tempo
from spotter.training.errors import TrainingError
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.checks import checked_day, checked_id, composed
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.errors import WireError
from spotter.wire.measures import tempo_message, tempo_of


class WorkoutKind(Enum):
    """What a workout is: a member's, planned or done, or a template."""

    PLANNED = "planned"
    PERFORMED = "performed"
    TEMPLATE = "template"


KINDS = WireEnum(WorkoutKind, messages.WorkoutKind)


@dataclass(frozen=True, slots=True)
class Placement:
    """Whose a workout is and on which day of the gym's time zone; ``class_id`` may be empty.

    Raises :class:`WireError` for an id that is none, and a day that is not from 1970 to 2100.
    """

    member_id: str
    day: date
    class_id: str = ""
    is_performed: bool = False

    def __post_init__(self) -> None:
        checked_id(self.member_id, "a member")
        if self.class_id:
            checked_id(self.class_id, "a class")
        checked_day(self.day)


@dataclass(frozen=True, slots=True)
class StoredWorkout:
    """A workout in the catalog; without ``placement`` it is a template.

    ``exercise_ids`` are those of the workout's items, in their order. ``created_us`` is in
    microseconds since the Unix epoch; ``author`` stored it last. Raises :class:`WireError` for an
    id that is none.
    """

    workout_id: str
    workout: Workout
    exercise_ids: tuple[str, ...]
    placement: Placement | None = None
    created_us: int = 0
    author: str = ""

    def __post_init__(self) -> None:
        checked_id(self.workout_id, "a workout")
        for exercise_id in self.exercise_ids:
            checked_id(exercise_id, "an exercise")

    @property
    def kind(self) -> WorkoutKind:
        """What it is."""
        if self.placement is None:
            return WorkoutKind.TEMPLATE
        return WorkoutKind.PERFORMED if self.placement.is_performed else WorkoutKind.PLANNED


def day_or_none(text: str) -> date | None:
    """The day in ``text``, None if it is empty. Raises :class:`WireError` as a placement does."""
    return checked_day(day_of(text)) if text else None


def plan_message(workout: Workout, exercise_ids: tuple[str, ...] = ()) -> messages.WorkoutPlan:
    """The message of what is to be done; requests need no ids."""
    ids = exercise_ids or ("",) * len(workout.items)
    return messages.WorkoutPlan(
        title=workout.title,
        items=[_item_message(*one) for one in zip(workout.items, ids, strict=True)],
    )


def plan_of(message: messages.WorkoutPlan) -> Workout:
    """The workout in its message. Raises :class:`WireError` for one that cannot be."""
    try:
        return Workout(
            composed(message.title),
            tuple(_item(one, at) for at, one in enumerate(message.items, 1)),
        )
    except TrainingError as error:
        raise WireError(str(error)) from error


def placement_message(placement: Placement | None) -> messages.Placement | None:
    """The message of a placement; None for a template."""
    if placement is None:
        return None
    return messages.Placement(
        member_id=placement.member_id,
        day=placement.day.isoformat(),
        class_id=placement.class_id,
        is_performed=placement.is_performed,
    )


def placement_of(
    message: messages.StoreWorkoutRequest | messages.Workout,
) -> Placement | None:
    """The placement in a message. Raises :class:`WireError`."""
    if not message.HasField("placement"):
        return None
    found = message.placement
    return Placement(found.member_id, day_of(found.day), found.class_id, found.is_performed)


def workout_message(one: StoredWorkout) -> messages.Workout:
    """The message of a workout."""
    return messages.Workout(
        workout_id=one.workout_id,
        placement=placement_message(one.placement),
        plan=plan_message(one.workout, one.exercise_ids),
        created_us=one.created_us,
        author=one.author,
    )


def workout_of(message: messages.Workout) -> StoredWorkout:
    """The workout in its message. Raises :class:`WireError`."""
    return StoredWorkout(
        message.workout_id,
        plan_of(message.plan),
        tuple(one.exercise_id for one in message.plan.items),
        placement_of(message),
        message.created_us,
        message.author,
    )


def _item_message(item: Item, exercise_id: str) -> messages.WorkoutItem:
    return messages.WorkoutItem(
        exercise=item.exercise,
        exercise_id=exercise_id,
        sets=item.sets,
        reps=item.reps,
        seconds=item.seconds,
        tempo=tempo_message(item.tempo),
        rest_s=item.rest_s,
        load_kg=item.load_kg,
        least_reps=item.least_reps,
        most_speed_loss_ratio=item.most_speed_loss_ratio,
    )


def _item(message: messages.WorkoutItem, at: int) -> Item:
    try:
        return Item(
            exercise=composed(message.exercise),
            sets=message.sets,
            reps=message.reps if message.HasField("reps") else None,
            seconds=message.seconds if message.HasField("seconds") else None,
            tempo=_tempo(message.tempo) if message.HasField("tempo") else None,
            rest_s=message.rest_s if message.HasField("rest_s") else None,
            load_kg=message.load_kg if message.HasField("load_kg") else None,
            least_reps=message.least_reps if message.HasField("least_reps") else None,
            most_speed_loss_ratio=message.most_speed_loss_ratio
            if message.HasField("most_speed_loss_ratio")
            else None,
        )
    except TrainingError as error:
        raise WireError(f"item {at}: {error}") from error


def _tempo(message: verdict_pb2.Tempo) -> Tempo:
    """The tempo to 0.01 s, as it is kept."""
    found = tempo_of(message)
    return Tempo(
        round(found.out_s, 2),
        round(found.turn_s, 2),
        round(found.back_s, 2),
        round(found.rest_s, 2),
    )
