"""Adds to the totals that history reads, and takes a member's from those of others."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from spotter.catalog.database.kinds.upserts import Insert, insert_into
from spotter.catalog.database.tables import (
    DailyFault,
    DailyTotal,
    GymFault,
    GymTotal,
    StationFault,
    StationTotal,
    Table,
)
from spotter.catalog.history.day_sums import DayKey, DaySum, FaultKey

_TOTALS: tuple[type[Table], ...] = (DailyTotal, StationTotal, GymTotal)
_FAULTS: tuple[type[Table], ...] = (DailyFault, StationFault, GymFault)

_Row = dict[str, Any]


def add_to_totals(
    session: Session, sums: Mapping[DayKey, DaySum], faults: Mapping[FaultKey, int]
) -> None:
    """Add to the totals, in one order, so that two writers never wait for each other."""
    totals = [asdict(key) | asdict(one) for key, one in sums.items()]
    told = [
        asdict(key.of) | {"code": key.code, "joint": key.joint, "reps": reps}
        for key, reps in faults.items()
    ]
    for kind in _TOTALS:
        _add(session, kind, totals)
    for kind in _FAULTS:
        _add(session, kind, told)


def take_from_totals(session: Session, member_no: int) -> None:
    """Take a member's totals from the stations' and the gym's, before they are removed."""
    for whole, *others in (_TOTALS, _FAULTS):
        for kind in others:
            _take(session, whole, kind, member_no)
    for total in (StationTotal, GymTotal):
        reps = total.good + total.faulty + total.unscorable
        session.execute(delete(total).where(reps == 0))
    for fault in (StationFault, GymFault):
        session.execute(delete(fault).where(fault.reps == 0))


def _add(session: Session, kind: type[Table], rows: Iterable[_Row]) -> None:
    found = _summed_up(rows, *_columns(kind))
    if found:
        session.execute(_adding(insert_into(session, kind).values(found), kind))


def _summed_up(rows: Iterable[_Row], keys: list[str], sums: list[str]) -> list[_Row]:
    """A row for each of the ``keys``, in their order."""
    found: dict[tuple[Any, ...], _Row] = {}
    for row in rows:
        key = tuple(row[name] for name in keys)
        sofar = found.setdefault(key, dict.fromkeys(sums, 0))
        found[key] = {name: sofar[name] + row[name] for name in sums}
    return [dict(zip(keys, key, strict=True)) | found[key] for key in sorted(found)]


def _take(session: Session, whole: type[Table], kind: type[Table], member_no: int) -> None:
    keys, sums = _columns(kind)
    own = whole.__table__.c
    key_columns = [own[name] for name in keys]
    taken = (
        select(*key_columns, *(-func.sum(own[name]) for name in sums))
        .where(own.member_no == member_no)
        .group_by(*key_columns)
        .order_by(*key_columns)
    )
    session.execute(_adding(insert_into(session, kind).from_select([*keys, *sums], taken), kind))


def _adding(insert: Insert, kind: type[Table]) -> Insert:
    """The same, adding to what is there already."""
    keys, sums = _columns(kind)
    added = {name: kind.__table__.c[name] + insert.excluded[name] for name in sums}
    return insert.on_conflict_do_update(index_elements=keys, set_=added)


def _columns(kind: type[Table]) -> tuple[list[str], list[str]]:
    """The names of those by which is summed up, and of the sums."""
    columns = kind.__table__.c
    keys = [one.name for one in kind.__table__.primary_key]
    return keys, [one.name for one in columns if not one.primary_key]
