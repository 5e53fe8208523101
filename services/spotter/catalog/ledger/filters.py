"""Which rows of the ledger are meant."""

from uuid import UUID

from sqlalchemy import ColumnElement, select

from spotter.catalog.database.tables import (
    ExerciseRow,
    ExerciseVersion,
    MemberRow,
    RepRow,
    SessionRow,
    StationRow,
)
from spotter.wire.catalog.checks import composed
from spotter.wire.catalog.ledger import RepFilter
from spotter.wire.enums import OUTCOMES


def conditions(wanted: RepFilter) -> tuple[ColumnElement[bool], ...]:
    """The conditions that the rows of ``wanted`` meet."""
    return (*_whose(wanted), *_of_what(wanted), *_when(wanted))


def _whose(wanted: RepFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.member_id:
        member = select(MemberRow.no).where(MemberRow.id == UUID(wanted.member_id))
        sessions = select(SessionRow.no).where(SessionRow.member_no.in_(member))
        found.append(RepRow.session_no.in_(sessions))
    if wanted.session_id:
        one = select(SessionRow.no).where(SessionRow.id == UUID(wanted.session_id))
        found.append(RepRow.session_no.in_(one))
    if wanted.station_id:
        station = select(StationRow.no).where(StationRow.station_id == wanted.station_id)
        found.append(RepRow.station_no.in_(station))
    return found


def _of_what(wanted: RepFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    exercises = select(ExerciseRow.no)
    if wanted.exercise_id:
        exercises = exercises.where(ExerciseRow.id == UUID(wanted.exercise_id))
    if wanted.exercise:
        exercises = exercises.where(ExerciseRow.name == composed(wanted.exercise))
    if wanted.exercise_id or wanted.exercise:
        versions = select(ExerciseVersion.no).where(ExerciseVersion.exercise_no.in_(exercises))
        found.append(RepRow.version_no.in_(versions))
    if wanted.outcome:
        found.append(RepRow.outcome == OUTCOMES.number(wanted.outcome))
    return found


def _when(wanted: RepFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.since_us:
        found.append(RepRow.started_us >= wanted.since_us)
    if wanted.until_us:
        found.append(RepRow.started_us < wanted.until_us)
    return found
