"""Reads a history from the totals."""

from collections import Counter, defaultdict
from dataclasses import fields
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ExerciseRow
from spotter.catalog.history.buckets import FaultNumbers, bucket, first_day_of
from spotter.catalog.history.day_sums import DaySum
from spotter.catalog.history.whose import Columns, source_of, whose
from spotter.wire.catalog.checks import composed
from spotter.wire.catalog.records.history import ExerciseReps, History, HistoryQuery

_SUMS = tuple(one.name for one in fields(DaySum))


def history(session: Session, query: HistoryQuery) -> History:
    """The history that is asked for.

    Raises :class:`UnknownError` if the member or class does not exist.
    """
    source = source_of(query)
    totals = _totals(session, source.totals, query)
    faults = _faults(session, source.faults, query)
    return History(
        tuple(bucket(day, totals[day], faults[day]) for day in sorted(totals)),
        _exercises(session, source.totals, query),
    )


def _totals(session: Session, columns: Columns, query: HistoryQuery) -> dict[date, DaySum]:
    sums = (func.sum(columns[name]) for name in _SUMS)
    conditions = _conditions(session, columns, query)
    rows = session.execute(select(columns.day, *sums).where(*conditions).group_by(columns.day))
    found: dict[date, DaySum] = defaultdict(DaySum)
    for day, *numbers in rows:
        found[first_day_of(day, query.interval)] += DaySum(*numbers)
    return found


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


def _exercises(session: Session, columns: Columns, query: HistoryQuery) -> tuple[ExerciseReps, ...]:
    reps = func.sum(columns.good + columns.faulty + columns.unscorable)
    rows = session.execute(
        select(ExerciseRow.id, ExerciseRow.name, reps)
        .join(columns.exercise_no.table, columns.exercise_no == ExerciseRow.no)
        .where(*_conditions(session, columns, query))
        .group_by(ExerciseRow.no, ExerciseRow.id, ExerciseRow.name)
        .order_by(reps.desc(), ExerciseRow.name)
    )
    return tuple(ExerciseReps(str(one), name, count) for one, name, count in rows)


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
