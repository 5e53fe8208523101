"""Asks the catalog about workouts, changes them, and brings along those of other apps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from spotter.api.catalog.v1 import workout_service_pb2 as pb2
from spotter.api.catalog.v1.workout_service_pb2_grpc import WorkoutServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.training.workout import Workout
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.classes import day_of
from spotter.wire.catalog.training.workout_imports import (
    ImportedWorkouts,
    ImportOrder,
    imported_of,
    order_message,
)
from spotter.wire.catalog.training.workouts import (
    KINDS,
    Placement,
    StoredWorkout,
    WorkoutKind,
    placement_message,
    plan_message,
    workout_of,
)

_PAGE = 500
_LONG_S = 3600.0
"""A file of a million rows."""


@dataclass(frozen=True, slots=True)
class WantedWorkouts:
    """Which workouts are asked for: all that apply. ``kind`` None is whatever members have."""

    kind: WorkoutKind | None = None
    member_id: str = ""
    first_day: date | None = None
    last_day: date | None = None


class Workouts:
    """The gym's workouts; ``author`` is who changes them.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = WorkoutServiceStub(channel.grpc)
        self._author = author

    def store(
        self, workout: Workout, placement: Placement | None = None, workout_id: str = ""
    ) -> StoredWorkout:
        """A new workout, or another content for one; a template without ``placement``."""
        request = pb2.StoreWorkoutRequest(
            workout_id=workout_id,
            placement=placement_message(placement),
            plan=plan_message(workout),
            author=self._author,
        )
        return workout_of(self._channel.call(self._stub.StoreWorkout, request).workout)

    def get(self, workout_id: str) -> StoredWorkout:
        """One workout."""
        request = pb2.GetWorkoutRequest(workout_id=workout_id)
        return workout_of(self._channel.call(self._stub.GetWorkout, request).workout)

    def listed(self, wanted: WantedWorkouts, page_size: int = _PAGE) -> Iterator[StoredWorkout]:
        """By day, or templates by title; asks a page at a time."""
        request = pb2.ListWorkoutsRequest(
            kind=KINDS.label(wanted.kind) if wanted.kind else None,
            member_id=wanted.member_id,
            first_day=_text(wanted.first_day),
            last_day=_text(wanted.last_day),
            page_size=page_size,
        )
        while True:
            page = self._channel.call(self._stub.ListWorkouts, request)
            yield from map(workout_of, page.workouts)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def delete(self, workout_id: str) -> None:
        """Delete a workout."""
        request = pb2.DeleteWorkoutRequest(workout_id=workout_id, author=self._author)
        self._channel.call(self._stub.DeleteWorkout, request)

    def plan(
        self, template_id: str, day: date, member_ids: Iterable[str] = (), class_id: str = ""
    ) -> tuple[list[StoredWorkout], int]:
        """What members have on a day by a template, and how many of these workouts are new."""
        request = pb2.PlanFromTemplateRequest(
            workout_id=template_id,
            member_ids=member_ids,
            class_id=class_id,
            day=day.isoformat(),
            author=self._author,
        )
        answer = self._channel.call(self._stub.PlanFromTemplate, request, timeout_s=60.0)
        return [workout_of(one) for one in answer.workouts], answer.new_count

    def today(self) -> date:
        """Which day it is in the gym."""
        return day_of(self._channel.call(self._stub.GetToday, pb2.GetTodayRequest()).day)

    def time_zone(self) -> ZoneInfo:
        """The gym's time zone, in which its days are."""
        return ZoneInfo(self._channel.call(self._stub.GetToday, pb2.GetTodayRequest()).time_zone)

    def bring(self, order: ImportOrder, pieces: Iterable[bytes]) -> ImportedWorkouts:
        """Import a file, which comes in pieces of at most 1 MiB."""

        def requests() -> Iterator[pb2.ImportWorkoutsRequest]:
            yield pb2.ImportWorkoutsRequest(order=order_message(order, self._author))
            for piece in pieces:
                yield pb2.ImportWorkoutsRequest(data=piece)

        answer = self._channel.call(self._stub.ImportWorkouts, requests(), timeout_s=_LONG_S)
        return imported_of(answer)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
