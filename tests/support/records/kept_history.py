"""A member's history as the ledger keeps it: sessions, reps with poses, sums and baselines."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.api.verdicts.v1 import verdict_pb2
from spotter.catalog.database.tables import (
    BaselineRow,
    ExerciseVersion,
    MemberRow,
    MethodRow,
    RepPoses,
    RepRow,
    SessionRow,
    StationRow,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.catalog.history.day_sums import DayKey, DaySum, FaultKey
from spotter.catalog.history.totals import add_to_totals
from spotter.movement.values import Direction, Fault, FaultCode, Joint, Outcome, Rep, Verdict
from spotter.wire.reps import rep_bytes
from spotter.wire.verdicts import rep_verdict, verdict_bytes

FAULTY = Verdict(
    Outcome.FAULTY,
    1.5,
    1.0,
    faults=(Fault(Joint.LEFT_KNEE, 0.5, Direction.LOWER, 0.3, 4, code=FaultCode.OUT_OF_PLACE),),
)
_COLUMNS: tuple[Literal["rep_id", "session_id", "outcome", "score", "threshold"], ...] = (
    "rep_id",
    "session_id",
    "outcome",
    "score",
    "threshold",
)
"""Some of what a row's other columns say."""
_DAY = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Place:
    """The numbers to which kept reps refer."""

    station_no: int
    method_no: int
    version: ExerciseVersion


def place_of(session: Session, digest: str) -> Place:
    """A station, a method and the version with that digest."""
    station = session.scalar(select(StationRow)) or StationRow(station_id="rack-1")
    method = session.scalar(select(MethodRow)) or MethodRow(version="m1")
    session.add_all([station, method])
    session.flush()
    version = session.scalars(select(ExerciseVersion).where(ExerciseVersion.digest == digest)).one()
    return Place(station.no, method.no, version)


def keep_rep(session: Session, place: Place, rep: Rep, owner: SessionRow | None) -> None:
    """Keep a faulty rep of that session, or of nobody, in the ledger."""
    message = verdict_pb2.Verdict.FromString(verdict_bytes(rep_verdict(rep, FAULTY)))
    outcome = message.outcome
    for name in _COLUMNS:
        message.ClearField(name)
    started_us, ended_us = (int(one) for one in rep.poses.captured_us[[0, -1]])
    key = {
        "started_us": started_us,
        "station_no": place.station_no,
        "track_id": rep.track_id,
    }
    session.add(
        RepRow(
            **key,
            ended_us=ended_us,
            set_started_us=rep.set_started_us,
            set_number=rep.set_number,
            rep_number=rep.rep_number,
            version_no=place.version.no,
            method_no=place.method_no,
            session_no=None if owner is None else owner.no,
            outcome=outcome,
            score=FAULTY.score,
            threshold=FAULTY.threshold,
            details=message.SerializeToString(),
        )
    )
    session.add(RepPoses(**key, rep=rep_bytes(rep)))


def keep_sums(session: Session, place: Place, member_no: int, reps: int) -> None:
    """Keep the sums of a day of faulty reps."""
    key = DayKey(member_no, _DAY, place.version.exercise_no, place.station_no)
    add_to_totals(session, {key: DaySum(faulty=reps)}, {FaultKey(key, code=1, joint=1): reps})


def keep_baseline(session: Session, owner: SessionRow, baseline_id: str) -> None:
    """Keep a baseline of that session."""
    session.add(
        BaselineRow(
            baseline_id=baseline_id,
            session_no=owner.no,
            started_us=owner.begun_us,
            accepted_by="",
            data=b"poses",
        )
    )


def keep_workout(session: Session, place: Place, member_no: int, title: str) -> None:
    """Keep a workout of one exercise."""
    row = WorkoutRow(
        id=uuid4(),
        title=title,
        member_no=member_no,
        day=_DAY,
        is_performed=True,
        created_us=1,
        stored_us=1,
        author="ida",
    )
    session.add(row)
    session.flush()
    session.add(
        WorkoutItemRow(
            workout_no=row.no,
            position=1,
            exercise_no=place.version.exercise_no,
            sets=3,
            reps=5,
            tempo="",
            load_kg=60.0,
        )
    )


def session_row(session: Session, member_id: str) -> SessionRow:
    """A member's first session."""
    asked = select(SessionRow).join(MemberRow, MemberRow.no == SessionRow.member_no)
    own = asked.where(MemberRow.id == UUID(member_id)).order_by(SessionRow.no)
    return session.scalars(own.limit(1)).one()


def moved(rep: Rep, by_us: int) -> Rep:
    """The rep, filmed so much later."""
    poses = replace(rep.poses, captured_us=rep.poses.captured_us + by_us)
    return replace(rep, poses=poses, set_started_us=rep.set_started_us + by_us)
