"""In which class somebody trains at a time, by what is planned. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from spotter.wire.catalog.people.classes import ClassPlan, GymClass

_A_DAY = timedelta(days=1)
_WEEK_DAYS = 7
_SECOND_US = 1_000_000


class Timetable:
    """The classes of a gym whose days begin in ``zone``."""

    def __init__(self, classes: Iterable[GymClass], zone: ZoneInfo) -> None:
        self._classes = tuple(classes)
        self._zone = zone

    def class_of(self, member_id: str, station_id: str, at_us: int) -> str:
        """The id of the class at ``at_us``, microseconds since the Unix epoch; empty for none.

        It is one of the member, at its stations if it has any; of nobody in particular, one that
        has the station. Of several the one that began last.
        """
        at = self._at(at_us)
        found = (
            (begun, one.class_id)
            for one in self._classes
            if includes(one.plan, member_id, station_id) and (begun := begun_at(one.plan, at))
        )
        return max(found, default=(at, ""))[1]

    def trainers_at(self, at_us: int) -> frozenset[str]:
        """The trainers of the classes that take place at ``at_us``."""
        at = self._at(at_us)
        now = (one.plan.trainers for one in self._classes if begun_at(one.plan, at))
        return frozenset(trainer for trainers in now for trainer in trainers)

    def _at(self, at_us: int) -> datetime:
        return datetime.fromtimestamp(at_us // _SECOND_US, UTC).astimezone(self._zone)


def begun_at(plan: ClassPlan, at: datetime) -> datetime | None:
    """When the class that takes place ``at`` a time of the gym's zone began; None if none does."""
    for day in (at.date(), at.date() - _A_DAY):
        begun = datetime.combine(day, plan.starts_at, at.tzinfo)
        is_then = begun <= at < begun + timedelta(minutes=plan.minutes)
        if is_then and takes_place(plan, day):
            return begun
    return None


def takes_place(plan: ClassPlan, day: date) -> bool:
    """Whether the class begins on that day."""
    days = (day - plan.first_day).days
    return days == 0 or (plan.is_weekly and days > 0 and days % _WEEK_DAYS == 0)


def includes(plan: ClassPlan, member_id: str, station_id: str) -> bool:
    """Whether somebody at a station takes part, by the plan; nobody in particular by the place."""
    if not member_id:
        return station_id in plan.station_ids
    is_there = not plan.station_ids or station_id in plan.station_ids
    return is_there and member_id in plan.member_ids
