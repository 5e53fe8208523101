"""The class that trains in the demo gym."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from spotter.demo.plan import DemoStation
from spotter.wire.catalog.people.classes import ClassPlan

CLASS_NAME = "Demo class"
_TRAINERS = ("Tova Trainer", "Kofi Coach")
_MINUTES = 12 * 60
"""As long as people leave a demo running."""
_FULL_MINUTES = 5


def class_from(
    now: datetime, member_ids: Iterable[str], stations: Sequence[DemoStation]
) -> ClassPlan:
    """The class of these members at these stations that begins ``now``."""
    begins = _full(now)
    return ClassPlan(
        name=CLASS_NAME,
        first_day=begins.date(),
        is_weekly=False,
        starts_at=begins.time(),
        minutes=_MINUTES,
        member_ids=tuple(member_ids),
        station_ids=tuple(station.station_id for station in stations),
        trainers=_TRAINERS,
    )


def moved_to(now: datetime, plan: ClassPlan) -> ClassPlan:
    """The class as somebody left it, beginning ``now``."""
    begins = _full(now)
    return replace(plan, first_day=begins.date(), starts_at=begins.time(), minutes=_MINUTES)


def _full(now: datetime) -> datetime:
    """The last five minutes that were full, without a zone."""
    minute = now.minute - now.minute % _FULL_MINUTES
    return now.replace(minute=minute, second=0, microsecond=0, tzinfo=None)
