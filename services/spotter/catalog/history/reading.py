"""Reads a history from the totals."""

from collections import Counter, defaultdict
from dataclasses import fields
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import DailyFault, DailyTotal, ExerciseRow
from spotter.catalog.history.buckets import FaultNumbers, bucket, first_day_of
from spotter.catalog.history.day_sums import DaySum
from spotter.catalog.history.whose import whose
from spotter.wire.catalog.checks import composed
from spotter.wire.catalog.history import ExerciseReps, History, HistoryQuery

_SUMS = tuple(one.name for one in fields(DaySum))

Totals = type[DailyTotal] | type[DailyFault]


def history(session: Session, query: HistoryQuery) -> History:
    """The history that is asked for.

    Raises :class:`UnknownError` if the member or class does not exist.
    """
    totals, faults = _totals(session, query), _faults(session, query)
    return History(
        tuple(bucket(day, totals[day], faults[day]) for day in sorted(totals)),
        _exercises(session, query),
    )


def _totals(session: Session, query: HistoryQuery) -> dict[date, DaySum]:
    sums = (func.sum(getattr(DailyTotal, name)) for name in _SUMS)
    rows = session.execute(
        select(DailyTotal.day, *sums)
        .where(*_conditions(session, DailyTotal, query))
        .group_by(DailyTotal.day)
    )
    found: dict[date, DaySum] = defaultdict(DaySum)
    for day, *numbers in rows:
        found[first_day_of(day, query.interval)] += DaySum(*numbers)
    return found


def _faults(session: Session, query: HistoryQuery) -> dict[date, Counter[FaultNumbers]]:
    rows = session.execute(
        select(DailyFault.day, DailyFault.code, DailyFault.joint, func.sum(DailyFault.reps))
        .where(*_conditions(session, DailyFault, query))
        .group_by(DailyFault.day, DailyFault.code, DailyFault.joint)
    )
    found: dict[date, Counter[FaultNumbers]] = defaultdict(Counter)
    for day, code, joint, reps in rows:
        found[first_day_of(day, query.interval)][code, joint] += reps
    return found


def _exercises(session: Session, query: HistoryQuery) -> tuple[ExerciseReps, ...]:
    reps = func.sum(DailyTotal.good + DailyTotal.faulty + DailyTotal.unscorable)
    rows = session.execute(
        select(ExerciseRow.id, ExerciseRow.name, reps)
        .join(DailyTotal, DailyTotal.exercise_no == ExerciseRow.no)
        .where(*_conditions(session, DailyTotal, query))
        .group_by(ExerciseRow.no, ExerciseRow.id, ExerciseRow.name)
        .order_by(reps.desc(), ExerciseRow.name)
    )
    return tuple(ExerciseReps(str(one), name, count) for one, name, count in rows)


def _conditions(session: Session, kind: Totals, query: HistoryQuery) -> list[ColumnElement[bool]]:
    found = [kind.day >= query.first_day, kind.day <= query.last_day]
    found += whose(session, kind, query)
    if query.exercise_id or query.exercise:
        exercises = select(ExerciseRow.no)
        if query.exercise_id:
            exercises = exercises.where(ExerciseRow.id == UUID(query.exercise_id))
        if query.exercise:
            exercises = exercises.where(ExerciseRow.name == composed(query.exercise))
        found.append(kind.exercise_no.in_(exercises))
    return found
