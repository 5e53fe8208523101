"""Classes."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool

from spotter.api.catalog.v1 import class_service_pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Day, Given, Id, Name, StationId, milliseconds
from spotter.wire.catalog.people.classes import ClassPlan, class_of, time_of

_DAY_MINUTES = 24 * 60
_MOST = 1000

StartsAt = Annotated[
    str,
    Field(
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
        description="HH:MM in the gym's time zone",
        examples=["18:30"],
    ),
]
Minutes = Annotated[int, Field(strict=True, ge=1, le=_DAY_MINUTES, examples=[60])]


class ClassGiven(Given):
    """What a class is and when."""

    name: Name
    first_day: Day
    is_weekly: Annotated[StrictBool, Field(description="every week from that day on")] = False
    starts_at: StartsAt
    minutes: Minutes
    member_ids: Annotated[tuple[UUID, ...], Field(max_length=_MOST)] = ()
    station_ids: Annotated[tuple[StationId, ...], Field(max_length=_MOST)] = ()
    trainers: Annotated[tuple[Name, ...], Field(max_length=_MOST, description="by name")] = ()

    @property
    def value(self) -> ClassPlan:
        """The plan as the catalog takes it. Raises :class:`WireError` for what cannot be one."""
        return ClassPlan(
            name=self.name,
            first_day=self.first_day,
            is_weekly=self.is_weekly,
            starts_at=time_of(self.starts_at),
            minutes=self.minutes,
            member_ids=tuple(map(str, self.member_ids)),
            station_ids=self.station_ids,
            trainers=self.trainers,
        )


class ClassView(View):
    """Members, stations and trainers that train together."""

    class_id: Id
    name: Name
    first_day: Day
    is_weekly: bool
    starts_at: StartsAt
    minutes: Minutes
    member_ids: list[Id]
    station_ids: list[StationId]
    trainers: list[Name]
    archived_ms: Annotated[int | None, Field(description="null: it is not archived")]


def class_view(message: class_service_pb2.Class) -> ClassView:
    """The view of a class. Raises :class:`WireError` if it is none."""
    found = class_of(message)
    plan = found.plan
    return ClassView(
        class_id=found.class_id,
        name=plan.name,
        first_day=plan.first_day,
        is_weekly=plan.is_weekly,
        starts_at=f"{plan.starts_at:%H:%M}",
        minutes=plan.minutes,
        member_ids=list(plan.member_ids),
        station_ids=list(plan.station_ids),
        trainers=list(plan.trainers),
        archived_ms=None if found.archived_us is None else milliseconds(found.archived_us),
    )
