"""The import of workouts from other apps' files: what to do with a file, and what it brought."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from spotter.api.catalog.v1 import workout_service_pb2 as messages
from spotter.training.imports import NotRead, Unmatched
from spotter.training.load import LoadUnit
from spotter.wire.catalog.checks import checked_day, checked_id, checked_name
from spotter.wire.catalog.training.workouts import (
    StoredWorkout,
    day_or_none,
    workout_message,
    workout_of,
)
from spotter.wire.encoding.enums import WireEnum

MOST_FILE_BYTES = 256 * 1024 * 1024
UNITS = WireEnum(LoadUnit, messages.LoadUnit)
CHOSEN = "chosen"
"""The likeness of a name that somebody chose an exercise for."""
_LAST_OF_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to do with a file of ``member_id``'s.

    ``unit`` is that of weights for which the file names none. ``names`` has the gym's name for each
    of the file's exercises that is stored. With ``plan_from``, the last workouts are planned again
    in the week that begins with that day. Raises :class:`WireError` for an id that is none, and a
    week that is not from 1970 to 2100.
    """

    member_id: str
    is_dry_run: bool
    unit: LoadUnit | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    plan_from: date | None = None

    def __post_init__(self) -> None:
        checked_id(self.member_id, "a member")
        if self.plan_from is not None:
            checked_day(self.plan_from)
            checked_day(self.plan_from + _LAST_OF_WEEK)


@dataclass(frozen=True, slots=True)
class MatchedName:
    """A name of the file, the gym's ``exercise`` that it means, its number of sets, and why."""

    name: str
    exercise: str
    sets: int
    likeness: str


@dataclass(frozen=True, slots=True)
class ImportedWorkouts:
    """What a file brought.

    Of its ``workout_count`` workouts ``stored_count`` are stored now, and ``new_count`` were not
    before. ``not_read`` has the first thousand things that were not understood.
    """

    workout_count: int
    matched: tuple[MatchedName, ...]
    unmatched: tuple[Unmatched, ...]
    not_read: tuple[NotRead, ...]
    not_read_count: int
    new_count: int = 0
    stored_count: int = 0
    planned: tuple[StoredWorkout, ...] = ()


def order_message(order: ImportOrder, author: str) -> messages.ImportOrder:
    """The message of an order that ``author`` gives."""
    return messages.ImportOrder(
        member_id=order.member_id,
        dry_run=order.is_dry_run,
        unit=UNITS.label(order.unit) if order.unit else None,
        names=[messages.ChosenName(name=one, exercise=it) for one, it in order.names.items()],
        plan_from=order.plan_from.isoformat() if order.plan_from else "",
        author=author,
    )


def order_of(message: messages.ImportOrder) -> ImportOrder:
    """The order in its message. Raises :class:`WireError`."""
    return ImportOrder(
        message.member_id,
        message.dry_run,
        UNITS.member(message.unit) if message.unit else None,
        {one.name: checked_name(one.exercise, "an exercise's name") for one in message.names},
        day_or_none(message.plan_from),
    )


def imported_message(found: ImportedWorkouts) -> messages.ImportWorkoutsResponse:
    """The message of what a file brought."""
    return messages.ImportWorkoutsResponse(
        workout_count=found.workout_count,
        matched=[
            messages.MatchedName(
                name=one.name, exercise=one.exercise, sets=one.sets, likeness=one.likeness
            )
            for one in found.matched
        ],
        unmatched=[
            messages.UnmatchedName(name=one.name, sets=one.sets, suggestions=one.suggestions)
            for one in found.unmatched
        ],
        not_read=[
            messages.NotReadLine(line=one.line, reason=one.reason, value_only=one.value_only)
            for one in found.not_read
        ],
        not_read_count=found.not_read_count,
        new_count=found.new_count,
        stored_count=found.stored_count,
        planned=map(workout_message, found.planned),
    )


def imported_of(message: messages.ImportWorkoutsResponse) -> ImportedWorkouts:
    """What a file brought, in its message. Raises :class:`WireError`."""
    return ImportedWorkouts(
        message.workout_count,
        tuple(MatchedName(m.name, m.exercise, m.sets, m.likeness) for m in message.matched),
        tuple(Unmatched(m.name, m.sets, tuple(m.suggestions)) for m in message.unmatched),
        tuple(NotRead(m.line, m.reason, m.value_only) for m in message.not_read),
        message.not_read_count,
        message.new_count,
        message.stored_count,
        tuple(map(workout_of, message.planned)),
    )
