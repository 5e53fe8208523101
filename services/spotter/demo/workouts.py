"""What the demo's members have planned for a week."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spotter.demo.plan import DemoStation, others_after
from spotter.simulation.motion.catalogue import Equipment, exercise_named
from spotter.training.workout import Item, Workout

STRENGTH = "Strength"
_LOAD_KG = 8.0
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def week_of_workouts(
    own: DemoStation, stations: Sequence[DemoStation], today: date
) -> tuple[tuple[date, Workout], ...]:
    """Workouts for today and two more days: the own exercise, and one of two others each day."""
    after = others_after(stations.index(own), stations)
    others = list(dict.fromkeys(station.exercise for station in after)) or [own.exercise]
    strength = Workout(STRENGTH, (_item(own.exercise, 3, 8), _item(others[0], 3, 10)))
    lighter = Workout("Light day", (_item(own.exercise, 2, 6), _item(others[:2][-1], 2, 12)))
    days = (today + timedelta(days=days) for days in (0, 2, 4))
    return tuple(zip(days, (strength, lighter, strength), strict=True))


def done_yesterday(own: DemoStation, stations: Sequence[DemoStation]) -> tuple[Workout, Workout]:
    """What was planned for yesterday and what was done of it, which leads to proposals.

    All of the own exercise was done, and of the other less than planned.
    """
    after = [station.exercise for station in others_after(stations.index(own), stations)]
    planned = (_item(own.exercise, 3, 8), _item((after or [own.exercise])[0], 3, 10))
    items = tuple(dict.fromkeys(planned))
    done = (items[0], *(replace(one, reps=8) for one in items[1:]))
    return Workout(STRENGTH, items), Workout(STRENGTH, done)


def _item(exercise: str, sets: int, reps: int) -> Item:
    has_load = exercise_named(exercise).equipment is Equipment.DUMBBELLS
    return Item(exercise, sets, reps, rest_s=90.0, load_kg=_LOAD_KG if has_load else None)
