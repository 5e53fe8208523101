"""Writes a batch of verdicts: rows, poses, baselines and totals, in one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from spotter.catalog.database.kinds.upserts import insert_into
from spotter.catalog.database.tables import BaselineRow, RepPoses, RepRow
from spotter.catalog.database.tables.records.totals import NOBODY
from spotter.catalog.gym_days import day_in
from spotter.catalog.history.day_sums import DayKey, day_sums, fault_sums
from spotter.catalog.history.totals import add_to_totals
from spotter.catalog.ledger.intake.entries import Entry
from spotter.catalog.ledger.intake.owners import Owner, owners
from spotter.catalog.ledger.intake.supply import Supply
from spotter.catalog.ledger.intake.versions import VersionNumbers, version_numbers, wanted_version
from spotter.catalog.ledger.rows.numbers import method_numbers, station_numbers
from spotter.wire.baselines import baseline_from_bytes
from spotter.wire.catalog.records.verdict_details import without_scale
from spotter.wire.encoding.enums import OUTCOMES

_Key = tuple[int, int, int]
"""What a rep's row is known by: its start, its station's number and its track."""


@dataclass(frozen=True, slots=True)
class GymRules:
    """The gym's time zone, and whether it keeps the poses of nobody in particular."""

    zone: ZoneInfo
    keeps_unnamed_poses: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """How many of a batch's reps are new, and of how many of these the poses are kept."""

    reps: int
    poses: int


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """An entry with the numbers of what it names."""

    entry: Entry
    station_no: int
    method_no: int
    version: VersionNumbers
    owner: Owner

    @property
    def key(self) -> _Key:
        return self.entry.judged.started_us, self.station_no, self.entry.judged.track_id


def write_batch(
    session: Session, entries: Collection[Entry], found: Supply, rules: GymRules
) -> Written:
    """Write what is not there yet; of ``found``, only what may be kept."""
    placed = _placed(session, entries, rules)
    insert = insert_into(session, RepRow).on_conflict_do_nothing()
    columns = RepRow.__table__.c
    returned = insert.returning(columns.started_us, columns.station_no, columns.track_id)
    rows = [_row(one) for one in placed.values()]
    keys = {tuple(row) for row in session.execute(returned, rows)}
    new = [placed[key] for key in sorted(keys)]
    _add_sums(session, new, rules)
    return Written(len(new), _keep_poses(session, new, found))


def _placed(session: Session, entries: Collection[Entry], rules: GymRules) -> dict[_Key, _Placed]:
    judged = [one.judged for one in entries]
    stations = station_numbers(session, (one.station_id for one in judged))
    methods = method_numbers(session, (one.method_version for one in judged))
    versions = version_numbers(
        session,
        {wanted_version(one) for one in judged},
        min(one.started_us for one in judged),
    )
    nobody = Owner(None, NOBODY, rules.keeps_unnamed_poses)
    owned = owners(session, (one.session_id for one in judged), nobody=nobody)
    placed = (
        _Placed(
            entry,
            stations[entry.judged.station_id],
            methods[entry.judged.method_version],
            versions[wanted_version(entry.judged)],
            owned[entry.judged.session_id],
        )
        for entry in entries
    )
    return {one.key: one for one in placed}


def _row(placed: _Placed) -> dict[str, Any]:
    judged, verdict = placed.entry.judged, placed.entry.judged.verdict
    details, is_somebodys = placed.entry.details, placed.owner.session_no is not None
    details = details if is_somebodys else without_scale(details)
    return _key_columns(placed) | {
        "ended_us": judged.ended_us,
        "set_started_us": judged.set_started_us,
        "set_number": judged.set_number,
        "rep_number": judged.rep_number,
        "version_no": placed.version.version_no,
        "method_no": placed.method_no,
        "session_no": placed.owner.session_no,
        "outcome": OUTCOMES.number(verdict.outcome),
        "score": _number(verdict.score),
        "threshold": _number(verdict.threshold),
        "reference_ratio": _number(verdict.reference_ratio),
        "baseline_id": verdict.baseline_id or None,
        "details": details,
    }


def _key_columns(placed: _Placed) -> dict[str, Any]:
    return dict(zip(("started_us", "station_no", "track_id"), placed.key, strict=True))


def _number(value: float) -> float | None:
    return None if isnan(value) else value


def _add_sums(session: Session, new: Collection[_Placed], rules: GymRules) -> None:
    reps = [(_day_key(one, rules.zone), one.entry.judged.verdict) for one in new]
    add_to_totals(session, day_sums(reps), fault_sums(reps))


def _day_key(placed: _Placed, zone: ZoneInfo) -> DayKey:
    return DayKey(
        placed.owner.member_no,
        day_in(placed.entry.judged.started_us, zone),
        placed.version.exercise_no,
        placed.station_no,
    )


def _keep_poses(session: Session, new: Collection[_Placed], found: Supply) -> int:
    """Keep poses and baselines of those who agreed; returns how many reps have their poses."""
    kept = [one for one in new if one.owner.keeps_poses]
    poses = [
        _key_columns(one) | {"rep": found.reps[one.entry.judged.rep_id]}
        for one in kept
        if one.entry.judged.rep_id in found.reps
    ]
    baselines = _baseline_rows(kept, found.baselines)
    for kind, rows in ((RepPoses, poses), (BaselineRow, baselines)):
        if rows:
            session.execute(insert_into(session, kind).values(rows).on_conflict_do_nothing())
    return len(poses)


def _baseline_rows(kept: Collection[_Placed], found: Mapping[str, bytes]) -> list[dict[str, Any]]:
    first_use = {one.entry.judged.verdict.baseline_id: one for one in reversed([*kept])}
    return [
        _baseline_row(baseline_id, one, found[baseline_id])
        for baseline_id, one in sorted(first_use.items())
        if baseline_id in found
    ]


def _baseline_row(baseline_id: str, first_use: _Placed, data: bytes) -> dict[str, Any]:
    baseline, acceptance = baseline_from_bytes(data)
    return {
        "baseline_id": baseline_id,
        "session_no": first_use.owner.session_no,
        "started_us": int(baseline.reps[0].captured_us[0]),
        "accepted_by": acceptance.accepted_by if acceptance else "",
        "data": data,
    }
