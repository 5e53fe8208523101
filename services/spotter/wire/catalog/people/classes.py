"""Classes, as the catalog and its clients know them."""

import re
from dataclasses import dataclass
from datetime import date, time

from spotter.api.catalog.v1 import class_service_pb2 as messages
from spotter.wire.catalog.checks import checked_day, checked_id, checked_name, checked_station_id
from spotter.wire.errors import WireError

_DAY_MINUTES = 24 * 60
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """What a class is and when, in the gym's time zone; every week if it ``is_weekly``.

    Nobody and no place is named twice. Raises :class:`WireError` for what cannot be one.
    """

    name: str
    first_day: date
    is_weekly: bool
    starts_at: time
    minutes: int
    member_ids: tuple[str, ...] = ()
    station_ids: tuple[str, ...] = ()
    trainers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checked_name(self.name)
        checked_day(self.first_day)
        if not 1 <= self.minutes <= _DAY_MINUTES:
            raise WireError(f"a class takes 1 to {_DAY_MINUTES} minutes; found {self.minutes}")
        for member_id in self.member_ids:
            checked_id(member_id, "a member")
        for station_id in self.station_ids:
            checked_station_id(station_id)
        for trainer in self.trainers:
            checked_name(trainer, "a trainer's name")
        for named in (self.member_ids, self.station_ids, self.trainers):
            if len(set(named)) < len(named):
                raise WireError(f"a class names each only once; found {', '.join(named)}")


@dataclass(frozen=True, slots=True)
class GymClass:
    """A class; archived at ``archived_us`` (microseconds since the Unix epoch), None: it is not."""

    class_id: str
    plan: ClassPlan
    archived_us: int | None = None


def day_of(text: str) -> date:
    """The day in ``text``. Raises :class:`WireError` unless it is YYYY-MM-DD."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise WireError(f"a day is YYYY-MM-DD; found {text[:_SHOWN]!r}")


def time_of(text: str) -> time:
    """The time of day in ``text``. Raises :class:`WireError` unless it is HH:MM."""
    try:
        if _TIME.fullmatch(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    raise WireError(f"a time is HH:MM; found {text[:_SHOWN]!r}")


def plan_message(plan: ClassPlan) -> messages.ClassPlan:
    """The message of a plan."""
    return messages.ClassPlan(
        name=plan.name,
        first_day=plan.first_day.isoformat(),
        is_weekly=plan.is_weekly,
        starts_at=f"{plan.starts_at:%H:%M}",
        minutes=plan.minutes,
        member_ids=plan.member_ids,
        station_ids=plan.station_ids,
        trainers=plan.trainers,
    )


def plan_of(message: messages.ClassPlan) -> ClassPlan:
    """The plan in its message. Raises :class:`WireError`."""
    return ClassPlan(
        name=checked_name(message.name),
        first_day=day_of(message.first_day),
        is_weekly=message.is_weekly,
        starts_at=time_of(message.starts_at),
        minutes=message.minutes,
        member_ids=tuple(checked_id(one, "a member") for one in message.member_ids),
        station_ids=tuple(message.station_ids),
        trainers=tuple(checked_name(one, "a trainer's name") for one in message.trainers),
    )


def class_message(one: GymClass) -> messages.Class:
    """The message of a class."""
    return messages.Class(
        class_id=one.class_id, plan=plan_message(one.plan), archived_us=one.archived_us
    )


def class_of(message: messages.Class) -> GymClass:
    """The class in its message. Raises :class:`WireError`."""
    return GymClass(
        message.class_id,
        plan_of(message.plan),
        message.archived_us if message.HasField("archived_us") else None,
    )
