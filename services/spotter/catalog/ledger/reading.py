"""Reads reps from the ledger."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import nan
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, select, tuple_
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    ExerciseRow,
    ExerciseVersion,
    FollowingRow,
    MemberRow,
    MethodRow,
    RepPoses,
    RepRow,
    SessionRow,
    StationRow,
)
from spotter.catalog.errors import UnknownError
from spotter.catalog.ledger.rows.days import spans
from spotter.catalog.ledger.rows.filters import conditions
from spotter.catalog.ledger.rows.keys import RepKey
from spotter.movement.values import Rep
from spotter.training.following.values import FollowedSet, load_at
from spotter.wire.catalog.records.ledger import LedgerEntry, RepFilter
from spotter.wire.catalog.records.verdict_details import VerdictColumns, verdict_of_row
from spotter.wire.catalog.training.followed_workouts import following_from_bytes
from spotter.wire.errors import WireError
from spotter.wire.reps import rep_from_bytes

KEY = (RepRow.started_us, RepRow.station_no, RepRow.track_id)
POSES_KEY = (RepPoses.started_us, RepPoses.station_no, RepPoses.track_id)
_REP_ID = re.compile(r"([a-z0-9-]{1,40})_([0-9]{1,10})_([0-9]{1,18})")
_SHOWN = 99
_SESSIONS_AT_ONCE = 64
ARE_ITS_POSES = and_(*(one == other for one, other in zip(POSES_KEY, KEY, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A rep of the ledger, and its place in it."""

    key: RepKey
    entry: LedgerEntry


def newest(session: Session, wanted: RepFilter, before: RepKey | None, count: int) -> list[Found]:
    """At most ``count`` reps of ``wanted``, newest first, all ``before`` one."""
    query = _query().where(*conditions(wanted)).order_by(*(one.desc() for one in KEY))
    if before is not None:
        query = query.where(tuple_(*KEY) < tuple_(*before))
    where = spans(session, wanted)
    if where is None:
        return [_found(row) for row in session.execute(query.limit(count))]
    found: list[Found] = []
    for since_us, until_us in where:
        if before is not None and before[0] < since_us:
            continue
        there = query.where(RepRow.started_us >= since_us, RepRow.started_us < until_us)
        found += [_found(row) for row in session.execute(there.limit(count - len(found)))]
        if len(found) == count:
            break
    return found


def oldest(session: Session, meant: tuple[ColumnElement[bool], ...]) -> list[Found]:
    """The reps that meet the conditions ``meant``, oldest first."""
    return [_found(row) for row in session.execute(_query().where(*meant).order_by(*KEY))]


def one_rep(session: Session, rep_id: str) -> tuple[LedgerEntry, Rep | None]:
    """A rep, and if its poses are kept, the rep with them. Raises :class:`UnknownError`."""
    station_id, track_id, started_us = _parts(rep_id)
    query = _query().where(
        StationRow.station_id == station_id,
        RepRow.track_id == track_id,
        RepRow.started_us == started_us,
    )
    row = session.execute(query).first()
    if row is None:
        raise UnknownError(f"expected a rep of the ledger; found {rep_id!r}")
    found = _found(row)
    poses = session.get(RepPoses, found.key)
    return found.entry, rep_from_bytes(poses.rep) if poses else None


def _parts(rep_id: str) -> tuple[str, int, int]:
    found = _REP_ID.fullmatch(rep_id)
    if not found:
        raise UnknownError(f"expected a rep's id; found {rep_id[:_SHOWN]!r}")
    return found[1], int(found[2]), int(found[3])


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(
            RepRow,
            StationRow.station_id,
            ExerciseRow.name.label("exercise"),
            ExerciseVersion.digest,
            MethodRow.version,
            SessionRow.id.label("session_id"),
            MemberRow.id.label("member_id"),
            RepPoses.track_id.is_not(None).label("has_poses"),
            FollowingRow.data.label("followed"),
        )
        .join(StationRow, StationRow.no == RepRow.station_no)
        .join(ExerciseVersion, ExerciseVersion.no == RepRow.version_no)
        .join(ExerciseRow, ExerciseRow.no == ExerciseVersion.exercise_no)
        .join(MethodRow, MethodRow.no == RepRow.method_no)
        .outerjoin(SessionRow, SessionRow.no == RepRow.session_no)
        .outerjoin(MemberRow, MemberRow.no == SessionRow.member_no)
        .outerjoin(FollowingRow, FollowingRow.session_no == RepRow.session_no)
        .outerjoin(RepPoses, ARE_ITS_POSES)
    )


def _found(row: Row[*tuple[Any, ...]]) -> Found:
    rep: RepRow = row.RepRow
    columns = VerdictColumns(
        rep_id=f"{row.station_id}_{rep.track_id}_{rep.started_us}",
        station_id=row.station_id,
        track_id=rep.track_id,
        exercise=row.exercise,
        reference_digest=row.digest,
        set_number=rep.set_number,
        rep_number=rep.rep_number,
        started_us=rep.started_us,
        ended_us=rep.ended_us,
        set_started_us=rep.set_started_us,
        outcome=rep.outcome,
        score=_number(rep.score),
        threshold=_number(rep.threshold),
        reference_ratio=_number(rep.reference_ratio),
        baseline_id=rep.baseline_id or "",
        session_id=str(row.session_id or ""),
        method_version=row.version,
    )
    entry = LedgerEntry(
        verdict_of_row(columns, rep.details),
        str(row.member_id or ""),
        bool(row.has_poses),
        _load_kg(row.followed, row.exercise, rep.started_us),
    )
    return Found((rep.started_us, rep.station_no, rep.track_id), entry)


def _load_kg(followed: bytes | None, exercise: str, started_us: int) -> float | None:
    """The load with which a rep was done, as the workout says that was followed."""
    return load_at(_sets_in(followed), exercise, started_us) if followed else None


@lru_cache(maxsize=_SESSIONS_AT_ONCE)
def _sets_in(followed: bytes) -> tuple[FollowedSet, ...]:
    """A session's workout comes with each of its reps, and is read once."""
    try:
        return following_from_bytes(followed).sets
    except WireError:  # it is of a newer release
        return ()


def _number(value: float | None) -> float:
    return nan if value is None else value
