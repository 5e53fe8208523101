"""Reps in a ledger's database, many and quickly: rows and poses of any size at any time."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, insert, select

from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    BaselineRow,
    ExerciseActivation,
    ExerciseRow,
    ExerciseVersion,
    MemberRow,
    MethodRow,
    RepPoses,
    RepRow,
    SessionRow,
    StationRow,
    Table,
)


@dataclass(frozen=True, slots=True)
class LedgerOfMoments:
    """A ledger of one station, with an exercise whose first version was replaced at once."""

    database: Database

    @classmethod
    def on(cls, database: Database) -> "LedgerOfMoments":
        """Make it in a database without rows."""
        with database.writing() as session:
            session.add_all([StationRow(no=1, station_id="rack-1"), MethodRow(no=1, version="m")])
            session.add(ExerciseRow(no=1, id=uuid.uuid4(), name="squat", created_us=1))
            session.flush()
            for no in (1, 2):
                session.add(_version(no))
                session.flush()
                session.add(_activation(no))
        return cls(database)

    def add_member(
        self, poses_kept_days: int | None = None, verdicts_kept_days: int | None = None
    ) -> int:
        """A member with a session; returns the number of both."""
        with self.database.writing() as session:
            member = MemberRow(
                id=uuid.uuid4(),
                name="Anna",
                folded="anna",
                keeps_reps=True,
                keeps_poses=True,
                consented_us=1,
                joined_us=1,
                poses_kept_days=poses_kept_days,
                verdicts_kept_days=verdicts_kept_days,
            )
            session.add(member)
            session.flush()
            session.add(_session(member.no))
            return member.no

    def add_reps(
        self,
        starts_us: Iterable[int],
        session_no: int | None,
        *,
        poses: bytes = b"poses",
        version_no: int = 2,
    ) -> None:
        """Reps with poses; their track is the session's number."""
        rows = [_rep(at_us, session_no, version_no) for at_us in starts_us]
        keys = ("started_us", "station_no", "track_id")
        with self.database.writing() as session:
            session.execute(insert(RepRow), rows)
            kept = [{**{key: row[key] for key in keys}, "rep": poses} for row in rows]
            session.execute(insert(RepPoses), kept)

    def add_baseline(self, baseline_id: str, started_us: int, session_no: int) -> None:
        """A baseline of that session."""
        with self.database.writing() as session:
            session.add(
                BaselineRow(
                    baseline_id=baseline_id,
                    session_no=session_no,
                    started_us=started_us,
                    accepted_by="",
                    data=b"poses",
                )
            )

    def starts_us(self, table: type[RepRow | RepPoses], session_no: int | None) -> list[int]:
        """When the kept rows of that session's reps, or of nobody's, started."""
        asked = select(table.started_us).where(table.track_id == (session_no or 0))
        with self.database.reading() as session:
            return list(session.scalars(asked.order_by(table.started_us)))

    def count(self, table: type[Table]) -> int:
        """How many rows a table has."""
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0


def _rep(at_us: int, session_no: int | None, version_no: int) -> dict[str, object]:
    return {
        "started_us": at_us,
        "station_no": 1,
        "track_id": session_no or 0,
        "ended_us": at_us + 3_000_000,
        "set_started_us": at_us,
        "set_number": 1,
        "rep_number": 1,
        "version_no": version_no,
        "method_no": 1,
        "session_no": session_no,
        "outcome": 1,
        "details": b"details",
    }


def _session(member_no: int) -> SessionRow:
    return SessionRow(
        no=member_no,
        id=uuid.uuid4(),
        member_no=member_no,
        station_id=f"rack-{member_no}",
        begun_us=1,
        begun_by="local",
    )


def _version(no: int) -> ExerciseVersion:
    return ExerciseVersion(
        no=no,
        exercise_no=1,
        digest=f"{no}" * 64,
        data=b"recordings",
        good_reps=1,
        people=1,
        views=1,
        faulty_reps=0,
        cues=0,
        false_alarm_ratio=0.05,
        created_us=no,
    )


def _activation(version_no: int) -> ExerciseActivation:
    return ExerciseActivation(
        exercise_no=1,
        version_no=version_no,
        activated_us=version_no,
        author="local",
        reason="recorded",
    )
