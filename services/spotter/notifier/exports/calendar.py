"""Planned workouts as iCalendar: an event of a whole day for each."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from spotter.training.load import LoadUnit
from spotter.training.workout_text import item_text
from spotter.wire.catalog.training.workouts import StoredWorkout

_DAY = timedelta(days=1)


def calendar_bytes(workouts: Iterable[StoredWorkout], unit: LoadUnit = LoadUnit.KG) -> bytes:
    """The calendar (RFC 5545) of those that have a day; a line for each exercise.

    An event keeps its UID, so that a calendar which is fetched again changes the same event.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Spotter//Workouts//EN")
    calendar.add("version", "2.0")
    for one in workouts:
        if one.placement is not None:
            calendar.add_component(_event(one, unit))
    return bytes(calendar.to_ical())


def _event(one: StoredWorkout, unit: LoadUnit) -> Event:
    event = Event()
    event.add("uid", f"{one.workout_id}@spotter")
    event.add("dtstamp", datetime.fromtimestamp(one.created_us // 1_000_000, UTC))
    event.add("summary", one.workout.title)
    event.add("description", "\n".join(item_text(item, unit) for item in one.workout.items))
    if one.placement is not None:
        event.add("dtstart", one.placement.day)
        event.add("dtend", one.placement.day + _DAY)
    event.add("transp", "TRANSPARENT")
    return event
