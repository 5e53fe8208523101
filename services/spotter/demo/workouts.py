"""What the demo's members have planned for a week."""

from collections.abc import Sequence
from datetime import date, timedelta

from spotter.demo.plan import DemoStation
from spotter.simulation.motion.catalogue import Equipment, exercise_named
from spotter.training.workout import Item, Workout

_LOAD_KG = 8.0
WEEK = timedelta(days=7)


def week_of_workouts(
    own: DemoStation, stations: Sequence[DemoStation], today: date
) -> tuple[tuple[date, Workout], ...]:
    """Workouts for today and two more days: the own exercise, and those of two more stations."""
    at = stations.index(own)
    others = [stations[(at + step) % len(stations)].exercise for step in (1, 2)]
    strength = Workout("Strength", (_item(own.exercise, 3, 8), _item(others[0], 3, 10)))
    lighter = Workout("Light day", (_item(own.exercise, 2, 6), _item(others[1], 2, 12)))
    days = (today + timedelta(days=days) for days in (0, 2, 4))
    return tuple(zip(days, (strength, lighter, strength), strict=True))


def _item(exercise: str, sets: int, reps: int) -> Item:
    has_load = exercise_named(exercise).equipment is Equipment.DUMBBELLS
    return Item(exercise, sets, reps, rest_s=90.0, load_kg=_LOAD_KG if has_load else None)
