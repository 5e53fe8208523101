"""Collects an exercise's faulty reps whose poses are kept, for the process that compares them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import (
    LostPatternRow,
    MemberRow,
    PatternRep,
    RepPoses,
    RepRow,
    SessionRow,
)
from spotter.catalog.exercises import statements
from spotter.catalog.exercises.content import Content
from spotter.catalog.ledger.reading import ARE_ITS_POSES, KEY
from spotter.catalog.ledger.rows.filters import conditions
from spotter.catalog.ledger.rows.keys import RepKey
from spotter.catalog.ledger.visits import stored_baselines, stored_poses
from spotter.movement.values import LostPattern, Outcome
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.patterns.pattern_search import StoredFaultyRep, search_bytes

_MOST_REPS = 1500
"""Of more, some are taken evenly over the time: comparing these takes a minute or two."""

_Faulty = Row[int, int, int, int | None, str | None]


@dataclass(frozen=True, slots=True)
class Searched:
    """An exercise by its UUID, and from when on its reps count.

    ``since_us`` is in microseconds since the Unix epoch.
    """

    exercise_id: str
    since_us: int


@dataclass(frozen=True, slots=True, eq=False)
class CollectedReps:
    """Faulty reps by their keys, and whose each is: the number of a member, None for nobody's.

    ``search`` is all that the process needs, and ``content`` the exercise's live version.
    """

    searched: Searched
    content: Content
    keys: tuple[RepKey, ...]
    member_numbers: tuple[int | None, ...]
    search: bytes


def collected(session: Session, searched: Searched) -> CollectedReps:
    """The faulty reps that are meant.

    Raises :class:`UnknownError`, and :class:`CatalogError` for a version without recordings.
    """
    row = statements.by_id(session, searched.exercise_id)
    content = Content.of(statements.live(session, row.no).data)
    found = _thinned(_faulty(session, searched))
    keys = tuple((one[0], one[1], one[2]) for one in found)
    poses = stored_poses(session, keys)
    reps = [_stored(one, poses[key]) for one, key in zip(found, keys, strict=True)]
    baselines = stored_baselines(session, {one.baseline_id for one in reps} - {""})
    return CollectedReps(
        searched,
        content,
        keys,
        tuple(one[3] for one in found),
        search_bytes(content.data, reps, baselines, _lost(session, row.no, keys)),
    )


def _faulty(session: Session, searched: Searched) -> list[_Faulty]:
    """The keys of the reps by their start, their members and baselines."""
    wanted = RepFilter(
        exercise_id=searched.exercise_id, outcome=Outcome.FAULTY, since_us=searched.since_us
    )
    asked = (
        select(*KEY, SessionRow.member_no, RepRow.baseline_id)
        .join(RepPoses, ARE_ITS_POSES)
        .outerjoin(SessionRow, SessionRow.no == RepRow.session_no)
        .outerjoin(MemberRow, MemberRow.no == SessionRow.member_no)
        .where(*conditions(wanted), or_(MemberRow.no.is_(None), MemberRow.keeps_poses))
        .order_by(*KEY)
    )
    return list(session.execute(asked))


def _lost(session: Session, exercise_no: int, keys: Sequence[RepKey]) -> list[LostPattern]:
    """Patterns that went with an erased member, by the reps of others that showed them."""
    rows = session.scalars(select(LostPatternRow).where(LostPatternRow.exercise_no == exercise_no))
    lost = {row.digest: row for row in rows}
    asked = select(PatternRep).where(
        PatternRep.exercise_no == exercise_no, PatternRep.digest.in_(lost)
    )
    showed = {
        (one.started_us, one.station_no, one.track_id): one.digest for one in session.scalars(asked)
    }
    return [
        LostPattern(
            row.name,
            row.cue,
            frozenset(place for place, key in enumerate(keys) if showed.get(key) == digest),
        )
        for digest, row in lost.items()
    ]


def _thinned(rows: list[_Faulty]) -> list[_Faulty]:
    count = min(len(rows), _MOST_REPS)
    return [rows[place * len(rows) // count] for place in range(count)]


def _stored(row: _Faulty, rep: bytes) -> StoredFaultyRep:
    _, station_no, track_id, member_no, baseline_id = row
    person = f"{station_no}_{track_id}" if member_no is None else str(member_no)
    return StoredFaultyRep(rep, person, baseline_id or "")
