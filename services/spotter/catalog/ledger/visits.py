"""Reads the visits of the ledger, for judging their reps once more."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import BaselineRow, RepPoses, RepRow, SessionRow, StationRow
from spotter.catalog.ledger.reading import ARE_ITS_POSES, KEY, POSES_KEY, Found, oldest
from spotter.catalog.ledger.rows.filters import conditions
from spotter.catalog.ledger.rows.keys import RepKey, has_key
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.catalog.records.visits import VisitReps, session_or_track

_IS_NOBODYS = RepRow.session_no.is_(None)
_AT_ONCE = 200


@dataclass(frozen=True, slots=True, eq=False)
class VisitRows:
    """A visit's reps by their start, the stored poses of some, and the baselines they name."""

    reps: list[Found]
    asked_for: frozenset[RepKey]
    poses: dict[RepKey, bytes]
    baselines: list[bytes]


def visits(session: Session, wanted: RepFilter) -> Iterator[VisitReps]:
    """The visits of the reps that are ``wanted``, by the first of these."""
    station = case((_IS_NOBODYS, RepRow.station_no))
    track = case((_IS_NOBODYS, RepRow.track_id))
    rows = (
        select(
            RepRow.session_no.label("session_no"),
            station.label("station_no"),
            track.label("track_id"),
            func.count().label("reps"),
            func.count(RepPoses.track_id).label("reps_with_poses"),
            func.min(RepRow.started_us).label("first_us"),
            func.max(RepRow.started_us).label("last_us"),
        )
        .outerjoin(RepPoses, ARE_ITS_POSES)
        .where(*conditions(wanted))
        .group_by(RepRow.session_no, station, track)
        .subquery()
    )
    query = (
        select(SessionRow.id, StationRow.station_id, rows.c.track_id)
        .add_columns(rows.c.reps, rows.c.reps_with_poses, rows.c.first_us, rows.c.last_us)
        .select_from(rows)
        .outerjoin(SessionRow, SessionRow.no == rows.c.session_no)
        .outerjoin(StationRow, StationRow.no == rows.c.station_no)
        .order_by(rows.c.first_us, rows.c.session_no, rows.c.station_no, rows.c.track_id)
    )
    for session_id, station_id, track_id, *counts in session.execute(query):
        yield VisitReps(str(session_id or f"{station_id}_{track_id}"), *counts)


def visit_rows(
    session: Session, visit_id: str, exercise_id: str, first_us: int, last_us: int
) -> VisitRows:
    """A visit's reps that started between the times, with the poses of those of an exercise.

    If no exercise is named, all are asked for. Raises :class:`WireError` for what is no visit's id
    or no exercise's.
    """
    of_visit = (*_of_visit(visit_id), RepRow.started_us.between(first_us, last_us))
    of_exercise = conditions(RepFilter(exercise_id=exercise_id))
    reps = oldest(session, of_visit)
    keys = session.execute(select(*KEY).where(*of_visit, *of_exercise))
    asked_for = frozenset((row[0], row[1], row[2]) for row in keys)
    named = {one.entry.judged.verdict.baseline_id for one in reps if one.key in asked_for} - {""}
    return VisitRows(
        reps, asked_for, stored_poses(session, asked_for), stored_baselines(session, named)
    )


def stored_poses(session: Session, keys: Collection[RepKey]) -> dict[RepKey, bytes]:
    """The stored reps with their poses, of those that have them."""
    ordered, found = sorted(keys), {}
    for first in range(0, len(ordered), _AT_ONCE):
        some = ordered[first : first + _AT_ONCE]
        query = select(*POSES_KEY, RepPoses.rep).where(has_key(RepPoses, some))
        found.update({(one, two, three): rep for one, two, three, rep in session.execute(query)})
    return found


def stored_baselines(session: Session, ids: Collection[str]) -> list[bytes]:
    """The stored baselines with these ids."""
    query = select(BaselineRow.data).where(BaselineRow.baseline_id.in_(sorted(ids)))
    return list(session.scalars(query)) if ids else []


def _of_visit(visit_id: str) -> tuple[ColumnElement[bool], ...]:
    found = session_or_track(visit_id)
    if isinstance(found, str):
        one = select(SessionRow.no).where(SessionRow.id == UUID(found)).scalar_subquery()
        return (RepRow.session_no == one,)
    station_id, track_id = found
    station = select(StationRow.no).where(StationRow.station_id == station_id).scalar_subquery()
    return (_IS_NOBODYS, RepRow.station_no == station, RepRow.track_id == track_id)
