"""Imports what another app exported: first what is in the file, then its workouts are stored."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo

from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.opening import Database
from spotter.catalog.members import statements as members
from spotter.catalog.workouts.changes import check_present, insert_items, new_plan
from spotter.catalog.workouts.exercises import in_use, not_taught, numbers_of
from spotter.catalog.workouts.file_lines import lines_of
from spotter.catalog.workouts.statements import found_by_id
from spotter.catalog.workouts.storing import Owner, Storing, retitled
from spotter.catalog.workouts.values import values
from spotter.training.imports import (
    Imported,
    Unmatched,
    gather,
    match_names,
    planned,
    read_workouts,
)
from spotter.wire.catalog.training.workout_imports import (
    CHOSEN,
    ImportedWorkouts,
    ImportOrder,
    MatchedName,
)
from spotter.wire.catalog.training.workouts import StoredWorkout

_PLANNED_AGAIN = timedelta(weeks=4)
"""Workouts of this long before a file's last one are still done."""


def preview(
    database: Database, zone: tzinfo, order: ImportOrder, pieces: Iterable[bytes]
) -> ImportedWorkouts:
    """What is in a file, and what its names mean; stores nothing.

    Raises :class:`UnknownError`, :class:`ConflictError`, and :class:`CatalogError` or TrainingError
    for a file that is none.
    """
    with database.reading() as session:
        members.by_id(session, order.member_id)
        numbers_of(session, set(order.names.values()))
        gym = _gym(session)
    found = gather(read_workouts(lines_of(pieces), zone, order.unit))
    return _brought(found, order.names, gym, is_matching=True)


def store(
    database: Database,
    zone: tzinfo,
    order: ImportOrder,
    pieces: Iterable[bytes],
    signed: Signature,
) -> ImportedWorkouts:
    """Store the workouts in a file while it is read; exercises without a chosen name are left out.

    What is stored before an error stays. Raises as :func:`preview` does.
    """
    with database.reading() as session:
        member = members.by_id(session, order.member_id)
        if order.plan_from is not None:
            check_present(member)
        owner = Owner(member.id, member.no)
        numbers = numbers_of(session, set(order.names.values()))
        gym = _gym(session)
    storing = Storing(database, owner, order.names, numbers, signed)
    found = gather(storing.through(read_workouts(lines_of(pieces), zone, order.unit)))
    with database.writing() as session:
        owner.hold(session)
        plans = _planned(session, owner, order, found, signed)
        counted = f"{storing.stored_count} workouts of a file, {len(plans)} of them planned again"
        note(session, signed, "member", owner.id, f"imported {counted}", member_no=owner.no)
    brought = _brought(found, order.names, gym, is_matching=False)
    return replace(
        brought, new_count=storing.new_count, stored_count=storing.stored_count, planned=plans
    )


@dataclass(frozen=True, slots=True)
class _Gym:
    """The names of the exercises that are taught, and of those that are described only."""

    taught: Collection[str]
    described: Collection[str]


def _gym(session: Session) -> _Gym:
    described = not_taught(session)
    return _Gym([one for one in in_use(session) if one not in described], sorted(described))


def _brought(
    found: Imported, names: Mapping[str, str], gym: _Gym, *, is_matching: bool
) -> ImportedWorkouts:
    chosen = tuple(
        MatchedName(name, names[name], sets, CHOSEN)
        for name, sets in found.sets_of.items()
        if name in names
    )
    rest = {name: sets for name, sets in found.sets_of.items() if name not in names}
    matching = match_names(rest, gym.taught, gym.described)
    likely = tuple(
        MatchedName(one.name, one.exercise, one.sets, one.likeness) for one in matching.matched
    )
    left_out = tuple(Unmatched(one.name, one.sets, (one.exercise,)) for one in likely)
    return ImportedWorkouts(
        workout_count=found.workout_count,
        matched=tuple(sorted(chosen + likely if is_matching else chosen, key=_most_first)),
        unmatched=tuple(
            sorted(matching.unmatched + (() if is_matching else left_out), key=_most_first)
        ),
        not_read=found.not_read,
        not_read_count=found.not_read_count,
    )


def _most_first(one: MatchedName | Unmatched) -> tuple[int, str]:
    return -one.sets, one.name


def _planned(
    session: Session,
    owner: Owner,
    order: ImportOrder,
    found: Imported,
    signed: Signature,
) -> tuple[StoredWorkout, ...]:
    """The plans that the last workouts of each title become; those of before are left alone."""
    if order.plan_from is None or not found.latest:
        return ()
    rows, numbers = [], numbers_of(session, set(order.names.values()))
    since = found.latest[0].began - _PLANNED_AGAIN
    for performed in found.latest:
        workout = planned(performed, order.names)
        if workout is None or performed.began < since:
            continue
        plan = retitled(workout)
        plan_id = owner.workout_id(plan.title, performed.began, "planned again")
        row = found_by_id(session, plan_id)
        if row is None:
            row = new_plan(plan_id, plan.title, owner.no, signed)
            row.day = next_day(performed.began, order.plan_from)
            insert_items(session, row, plan.items, numbers)
        rows.append(row)
    return tuple(sorted(values(session, rows), key=_day))


def _day(one: StoredWorkout) -> date:
    return one.placement.day if one.placement else date.max


def next_day(began: date, first_day: date) -> date:
    """The day with the weekday of ``began`` in the week that begins with ``first_day``.

    >>> str(next_day(date(2026, 2, 27), date(2026, 3, 2)))
    '2026-03-06'
    """
    return first_day + timedelta(days=(began.weekday() - first_day.weekday()) % 7)
