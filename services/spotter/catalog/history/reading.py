"""Reads a history from the totals."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ExerciseRow
from spotter.catalog.history.buckets import FaultNumbers, bucket, first_day_of
from spotter.catalog.history.day_sums import DaySum
from spotter.catalog.history.whose import Columns, source_of, whose
from spotter.wire.catalog.checks import composed
from spotter.wire.catalog.history import ExerciseReps, History, HistoryQuery

_SUMS = tuple(one.name for one in fields(DaySum))


@dataclass(frozen=True, slots=True)
class _DayOfExercise:
    day: date
    exercise_no: int
    total: DaySum


def history(session: Session, query: HistoryQuery) -> History:
    """The history that is asked for.

    Raises :class:`UnknownError` if the member or class does not exist.
    """
    source = source_of(query)
    rows = _rows(session, source.totals, query)
    totals: dict[date, DaySum] = defaultdict(DaySum)
    for row in rows:
        totals[first_day_of(row.day, query.interval)] += row.total
    faults = _faults(session, source.faults, query)
    return History(
        tuple(bucket(day, totals[day], faults[day]) for day in sorted(totals)),
        _exercises(session, rows),
    )


def _rows(session: Session, columns: Columns, query: HistoryQuery) -> list[_DayOfExercise]:
    key, sums = (columns.day, columns.exercise_no), (func.sum(columns[name]) for name in _SUMS)
    conditions = _conditions(session, columns, query)
    rows = session.execute(select(*key, *sums).where(*conditions).group_by(*key))
    return [_DayOfExercise(day, number, DaySum(*numbers)) for day, number, *numbers in rows]


def _faults(
    session: Session, columns: Columns, query: HistoryQuery
) -> dict[date, Counter[FaultNumbers]]:
    key = columns.day, columns.code, columns.joint
    conditions = _conditions(session, columns, query)
    rows = session.execute(select(*key, func.sum(columns.reps)).where(*conditions).group_by(*key))
    found: dict[date, Counter[FaultNumbers]] = defaultdict(Counter)
    for day, code, joint, reps in rows:
        found[first_day_of(day, query.interval)][code, joint] += reps
    return found


def _exercises(session: Session, rows: Iterable[_DayOfExercise]) -> tuple[ExerciseReps, ...]:
    """How often each was done, most often first."""
    reps = Counter[int]()
    for row in rows:
        reps[row.exercise_no] += row.total.good + row.total.faulty + row.total.unscorable
    asked = select(ExerciseRow).where(ExerciseRow.no.in_(reps))
    found = sorted(session.scalars(asked), key=lambda one: (-reps[one.no], one.name))
    return tuple(ExerciseReps(str(one.id), one.name, reps[one.no]) for one in found)


def _conditions(
    session: Session, columns: Columns, query: HistoryQuery
) -> list[ColumnElement[bool]]:
    found = [columns.day >= query.first_day, columns.day <= query.last_day]
    found += whose(session, columns, query)
    if query.exercise_id or query.exercise:
        exercises = select(ExerciseRow.no)
        if query.exercise_id:
            exercises = exercises.where(ExerciseRow.id == UUID(query.exercise_id))
        if query.exercise:
            exercises = exercises.where(ExerciseRow.name == composed(query.exercise))
        found.append(columns.exercise_no.in_(exercises))
    return found
