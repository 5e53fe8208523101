"""Workouts from the lines of a file that Strong or Hevy exported."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo

from spotter.training.errors import TrainingError
from spotter.training.imports.entries import App, Entry, Settings
from spotter.training.imports.hevy import HEVY
from spotter.training.imports.performed import (
    NotRead,
    PerformedExercise,
    PerformedSet,
    PerformedWorkout,
)
from spotter.training.imports.rows import Header, Row, RowError
from spotter.training.imports.strong import STRONG
from spotter.training.imports.table import Record, records
from spotter.training.load import LoadUnit
from spotter.training.workout import MOST_SETS

_APPS = (STRONG, HEVY)


def read_workouts(
    lines: Iterable[str], zone: tzinfo, unit: LoadUnit | None = None
) -> Iterator[PerformedWorkout | NotRead]:
    """The workouts of a file, in its order, and between them what was not understood.

    ``lines`` are the file's, decoded; only those of one workout are kept at a time. Its times are
    read as those of ``zone``. ``unit`` is that of weights for which the file names none; distances
    without a unit are then miles for pounds, else kilometres. Rows of one workout follow each
    other; if they do not, the workout comes in parts of the same title and time. An exercise that
    comes twice in a workout is one, with all its sets.

    Raises :class:`TrainingError` for a file of neither app, and for weights without a unit while
    ``unit`` is None.

    >>> from datetime import UTC
    >>> lines = ["start_time,title,exercise_title,weight_kg,reps", "8 Nov 2024,A,Squat,80,5"]
    >>> [workout.title for workout in read_workouts(lines, UTC)]
    ['A']
    """
    rows = records(lines)
    header = _header_of(rows)
    app, settings = _app_of(header), Settings(zone, unit)
    if "weight" in header.columns and not (
        unit or header.unit_of("weight") or "weight unit" in header.columns
    ):
        raise TrainingError(
            "expected to be told whether the weights are kg or lb; "
            f"found a file of {app.name} that does not say it"
        )
    yield from _workouts(rows, header, app, settings)


def _header_of(rows: Iterator[Record | NotRead]) -> Header:
    first = next(rows, None)
    if not isinstance(first, tuple):
        raise _neither("an empty file" if first is None else str(first))
    return Header(first[1])


def _app_of(header: Header) -> App:
    for app in _APPS:
        if all(column in header.columns for column in app.columns):
            return app
    raise _neither(f"{', '.join(header.columns)!r:.200}")


def _neither(found: str) -> TrainingError:
    expected = " or ".join(f"of {app.name} ({', '.join(app.columns)})" for app in _APPS)
    return TrainingError(f"expected a CSV file with the columns {expected}; found {found}")


def _workouts(
    rows: Iterator[Record | NotRead], header: Header, app: App, settings: Settings
) -> Iterator[PerformedWorkout | NotRead]:
    opened: _OpenWorkout | None = None
    for record in rows:
        if isinstance(record, NotRead):
            yield record
            continue
        try:
            row = Row(header, *record)
            entry = app.read(row, settings)
            if opened is None or not opened.holds(entry):
                yield from opened.closed() if opened else ()
                opened = _OpenWorkout(entry)
            opened.add(row, entry)
            yield from row.left_out
        except RowError as error:
            yield error.not_read
    yield from opened.closed() if opened else ()


class _OpenWorkout:
    """The workout whose rows are being read."""

    def __init__(self, first: Entry) -> None:
        self._first = first
        self._sets: dict[str, list[PerformedSet]] = {}
        self._set_count = 0

    def holds(self, entry: Entry) -> bool:
        return (entry.began, entry.title) == (self._first.began, self._first.title)

    def add(self, row: Row, entry: Entry) -> None:
        if entry.done:
            if self._set_count == MOST_SETS:
                raise row.unreadable(f"at most {MOST_SETS} sets in a workout", "one more")
            self._set_count += 1
            self._sets.setdefault(entry.exercise, []).append(entry.done)
        elif entry.rest_s:
            before = self._sets.get(entry.exercise)
            if not before:
                raise row.unreadable("a set before its rest", f"none of {entry.exercise!r}")
            before[-1] = replace(before[-1], rest_s=entry.rest_s)

    def closed(self) -> Iterator[PerformedWorkout]:
        if self._sets:
            yield PerformedWorkout(
                self._first.began,
                self._first.title,
                tuple(PerformedExercise(name, tuple(sets)) for name, sets in self._sets.items()),
                self._first.duration_s,
            )
