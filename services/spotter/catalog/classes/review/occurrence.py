"""A class on a day, and what belongs to it. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from spotter.catalog.alerts.intake.attendance import Attended
from spotter.catalog.classes.timetable import includes, takes_place
from spotter.catalog.gym_days import day_in
from spotter.wire.catalog.people.classes import ClassPlan, GymClass

_A_DAY = timedelta(days=1)
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A class on a ``day``; times are microseconds since the Unix epoch, a time has no end in it.

    ``begun_us`` and ``ended_us`` are 0 if it is not planned that day. What is looked at lies from
    ``since_us`` to ``until_us``: the day, and the rest of a class that goes on beyond it.
    """

    gym_class: GymClass
    day: date
    begun_us: int
    ended_us: int
    since_us: int
    until_us: int

    @classmethod
    def of(cls, gym_class: GymClass, day: date, zone: ZoneInfo) -> Self:
        """The class on that day of the gym's ``zone``."""
        plan, since_us = gym_class.plan, _us(day, time.min, zone)
        next_us = _us(day + _A_DAY, time.min, zone)
        if not takes_place(plan, day):
            return cls(gym_class, day, 0, 0, since_us, next_us)
        begun_us = _us(day, plan.starts_at, zone)
        ended_us = begun_us + plan.minutes * 60_000_000
        return cls(gym_class, day, begun_us, ended_us, since_us, max(next_us, ended_us))

    def is_going_on(self, now_us: int) -> bool:
        """Whether it has begun by the plan, and has not ended."""
        return self.begun_us <= now_us < self.ended_us

    def counted(self, one: Attended, now_us: int) -> tuple[int, int] | None:
        """From when to when the reps of a session count; None: it is not in the class.

        Those of a session that was begun in the class all do; of another one, whose member takes
        part, at a station of the class if it has any, those in the class's time. An open session
        lasts until now.
        """
        if one.class_id:
            is_in = one.class_id == self.gym_class.class_id
            span = self.since_us, self.until_us
        else:
            is_in = includes(self.gym_class.plan, one.member_id, one.station_id)
            span = self.begun_us, self.ended_us
        ended_us = now_us if one.ended_us is None else one.ended_us
        overlaps = one.begun_us < span[1] and ended_us > span[0]
        return span if is_in and overlaps else None


def day_meant(plan: ClassPlan, now_us: int, zone: ZoneInfo) -> date:
    """The last day until now on which a class takes place; its first if it has not been yet."""
    weeks = (day_in(now_us, zone) - plan.first_day).days // _WEEK_DAYS if plan.is_weekly else 0
    return plan.first_day + timedelta(weeks=max(0, weeks))


def _us(day: date, at: time, zone: ZoneInfo) -> int:
    return round(datetime.combine(day, at, zone).timestamp()) * 1_000_000
