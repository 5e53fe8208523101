"""Which rows of the ledger are meant."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from spotter.catalog.database.tables import (
    ExerciseRow,
    ExerciseVersion,
    MemberRow,
    RepRow,
    SessionRow,
    StationRow,
)
from spotter.wire.catalog.checks import composed
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.encoding.enums import OUTCOMES


def conditions(wanted: RepFilter) -> tuple[ColumnElement[bool], ...]:
    """The conditions that the rows of ``wanted`` meet."""
    return (*_whose(wanted), *_of_what(wanted), *_when(wanted))


def stations_of(wanted: RepFilter) -> Select[int]:
    """The number of the station that is meant."""
    return select(StationRow.no).where(StationRow.station_id == wanted.station_id)


def exercises_of(wanted: RepFilter) -> Select[int] | None:
    """The numbers of the exercises that are meant; None: all."""
    found = select(ExerciseRow.no)
    if wanted.exercise_id:
        found = found.where(ExerciseRow.id == UUID(wanted.exercise_id))
    if wanted.exercise:
        found = found.where(ExerciseRow.name == composed(wanted.exercise))
    return found if wanted.exercise_id or wanted.exercise else None


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
        found.append(RepRow.station_no.in_(stations_of(wanted)))
    return found


def _of_what(wanted: RepFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    exercises = exercises_of(wanted)
    if exercises is not None:
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
