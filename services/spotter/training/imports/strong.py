"""The CSV that the app Strong exports.

Three forms are about, told by the names of their columns alone, whatever separates the cells:

- ``Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout
  Notes,RPE``, with durations like ``1h 5m``, and no unit anywhere
- ``Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance
  Unit;Seconds;Notes;Workout Notes;Workout Duration``, of Android
- ``Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance
  (meters);Seconds;Notes;Workout Notes``, with the duration in seconds

``Set Order`` is a number, or W, D, F for warm-ups, drop sets and sets to failure. Rows of ``Rest
Timer`` hold the rest after the set before, rows of ``Note`` and both columns of notes what is not
read here. Strong documents none of this: it is what files from it look like.
"""

from decimal import Decimal

from spotter.training.imports.cells import DURATION, Kind, number, whole
from spotter.training.imports.entries import (
    App,
    Entry,
    Settings,
    moment_in,
    name_in,
    set_in,
    title_in,
)
from spotter.training.imports.performed import SetKind
from spotter.training.imports.rows import Row
from spotter.training.workout import MOST_REST_S

_KINDS = {"w": SetKind.WARMUP, "d": SetKind.DROPSET, "f": SetKind.FAILURE}
_REST = "rest timer"
_NOTE = "note"


def _kind(order: str) -> SetKind | None:
    return SetKind.NORMAL if whole(order) is not None else _KINDS.get(order.lower())


def _rest_s(text: str) -> Decimal | None:
    seconds = number(text)
    return seconds if seconds is not None and seconds <= MOST_REST_S else None


_REST_S = Kind(f"0 to {MOST_REST_S} seconds of rest", _rest_s)
_ORDER = Kind("a number, W, D, F, Rest Timer or Note", _kind)


def _entry(row: Row, settings: Settings) -> Entry:
    order = row.text("set order").lower()
    done = rest_s = None
    if order == _REST:
        rest_s = row.value("seconds", _REST_S)
    elif order != _NOTE:
        done = set_in(row, row.required("set order", _ORDER), "seconds", settings.unit)
    return Entry(
        began=row.required("date", moment_in(settings.zone)),
        title=title_in(row, "workout name"),
        exercise=name_in(row, "exercise name"),
        duration_s=row.beside("duration", DURATION) or row.beside("workout duration", DURATION),
        done=done,
        rest_s=None if rest_s is None else float(rest_s),
    )


STRONG = App("Strong", ("date", "exercise name", "set order", "reps"), _entry)
