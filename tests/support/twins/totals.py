"""The totals of a ledger, made anew from its rows, one at a time: slow and obvious."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    DailyFault,
    DailyTotal,
    ExerciseRow,
    GymFault,
    GymTotal,
    MemberRow,
    StationFault,
    StationRow,
    StationTotal,
    Table,
)
from spotter.movement.values import Outcome
from spotter.wire.catalog.records.ledger import LedgerEntry
from spotter.wire.encoding.enums import FAULT_CODES
from spotter.wire.poses.points import point_number

Total = dict[str, float]
Totals = tuple[dict[Any, Total], Counter[Any]]


def naive_totals(database: Database, entries: list[LedgerEntry], zone: ZoneInfo) -> Totals:
    """The totals by member, day, exercise and station; the faults by these, code and joint."""
    totals: dict[Any, Total] = defaultdict(lambda: defaultdict(float))
    faults: Counter[Any] = Counter()
    with database.reading() as session:
        members = {str(one.id): one.no for one in session.scalars(select(MemberRow))}
        exercises = {one.name: one.no for one in session.scalars(select(ExerciseRow))}
        stations = {one.station_id: one.no for one in session.scalars(select(StationRow))}
    for entry in entries:
        judged = entry.judged
        key = (
            members[entry.member_id] if entry.member_id else 0,
            datetime.fromtimestamp(judged.started_us / 1e6, UTC).astimezone(zone).date(),
            exercises[judged.exercise],
            stations[judged.station_id],
        )
        _add(totals[key], entry)
        faults.update(
            {
                (*key, FAULT_CODES.number(one.code), point_number(one.joint))
                for one in judged.verdict.faults
            }
        )
    return {key: dict(one) for key, one in totals.items()}, faults


def naive_station_totals(totals: Totals) -> Totals:
    """The totals by station, day and exercise; the faults by these, code and joint."""
    return _summed_up(totals, lambda key: (key[3], key[1], key[2], *key[4:]))


def naive_gym_totals(totals: Totals) -> Totals:
    """The totals by day and exercise; the faults by these, code and joint."""
    return _summed_up(totals, lambda key: (key[1], key[2], *key[4:]))


def stored_totals(database: Database) -> Totals:
    """The totals that a member's history reads, in the form of :func:`naive_totals`."""
    return _stored(database, DailyTotal, DailyFault)


def stored_station_totals(database: Database) -> Totals:
    """The totals that a station's history reads."""
    return _stored(database, StationTotal, StationFault)


def stored_gym_totals(database: Database) -> Totals:
    """The totals that the gym's history reads."""
    return _stored(database, GymTotal, GymFault)


def _summed_up(totals: Totals, of: Callable[[Any], Any]) -> Totals:
    sums: dict[Any, Total] = defaultdict(lambda: defaultdict(float))
    faults: Counter[Any] = Counter()
    for key, total in totals[0].items():
        for name, value in total.items():
            sums[of(key)][name] += value
    for key, reps in totals[1].items():
        faults[of(key)] += reps
    return {key: dict(one) for key, one in sums.items()}, faults


def _stored(database: Database, totals: type[Table], faults: type[Table]) -> Totals:
    with database.reading() as session:
        found = {_key(one): _values(one) for one in session.scalars(select(totals))}
        counts = {_key(one): _values(one)["reps"] for one in session.scalars(select(faults))}
    return found, Counter(counts)


def _key(row: Table) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in row.__table__.primary_key)


def _values(row: Table) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in row.__table__.c if not one.primary_key}


def _add(total: Total, entry: LedgerEntry) -> None:
    verdict = entry.judged.verdict
    for outcome in Outcome:
        total[outcome.value] += verdict.outcome is outcome
    range_, tempo = verdict.measures.motion_range, verdict.measures.tempo
    is_measured = range_ is not None and tempo is not None and isfinite(tempo.out_s)
    total["measured"] += is_measured
    total["range_ratio_sum"] += range_.range_tl / range_.usual_tl if range_ and is_measured else 0
    seconds = (tempo.out_s, tempo.turn_s, tempo.back_s) if tempo and is_measured else (0, 0, 0)
    total["out_s_sum"] += seconds[0]
    total["back_s_sum"] += seconds[2]
    total["rep_s_sum"] += sum(seconds)
