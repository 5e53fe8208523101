"""A gym of two members who trained, with all that is known of them: to be exported and erased."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    BaselineRow,
    ClassMember,
    DailyFault,
    DailyTotal,
    MemberRow,
    RepPoses,
    RepRow,
    SessionRow,
    Table,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.catalog.exercises import changes
from spotter.catalog.exercises.changes import Reason
from spotter.catalog.exercises.content import Content
from spotter.catalog.exercises.statements import by_name, live
from spotter.movement.values import Exercise, Rep
from spotter.wire import names
from spotter.wire.catalog.people.classes import ClassPlan
from spotter.wire.catalog.people.members import Member
from spotter.wire.references import exercise_bytes
from spotter.wire.reps import rep_bytes
from spotter.wire.verdicts import rep_verdict, verdict_bytes
from support.gyms.scored_gym import make_rep
from support.movements.stick_squats import squat_reference
from support.records.kept_history import (
    FAULTY,
    keep_baseline,
    keep_rep,
    keep_sums,
    keep_workout,
    moved,
    place_of,
    session_row,
)
from support.records.people_catalog import ALL, PeopleCatalog

SQUAT = Exercise((squat_reference(),))
REPS = 3
EVENING = ClassPlan(
    name="Evening", first_day=date(2026, 3, 2), is_weekly=True, starts_at=time(18, 30), minutes=60
)
APART_US = 60_000_000


@dataclass(frozen=True, slots=True)
class Gym:
    """Anna and Ben trained, and so did nobody in particular."""

    catalog: PeopleCatalog
    anna: Member
    ben: Member
    annas: tuple[Rep, ...]
    bens: tuple[Rep, ...]


def store(session: Session, exercise: Exercise) -> None:
    """Store an exercise, whichever version is live."""
    reason = Reason(Signature("ida", 1), "+5 good reps of Anna")
    content = Content.of(exercise_bytes(exercise))
    row = by_name(session, exercise.name)
    if row is None:
        changes.create(session, exercise.name, content, reason, uuid.uuid4())
    else:
        changes.replace(session, row, content, live(session, row.no).digest, reason)


def filled(catalog: PeopleCatalog) -> Gym:
    """Anna and Ben with all kinds of data."""
    anna, ben = (catalog.members.add(name, ALL) for name in ("Anna", "Ben"))
    digest = Content.of(exercise_bytes(SQUAT)).digest
    with catalog.database.writing() as session:
        store(session, SQUAT)
    catalog.classes.create(replace(EVENING, member_ids=(anna.member_id, ben.member_id)))
    made = {}
    for number, member in enumerate((anna, ben)):
        begun, _ = catalog.sessions.begin(f"rack-{number}", member.member_id)
        made[member.name] = tuple(
            replace(
                moved(make_rep(digest, track_id=number, rep_number=one), number * APART_US),
                session_id=begun.session_id,
                member_id=member.member_id,
            )
            for one in range(REPS)
        )
    with catalog.database.writing() as session:
        place = place_of(session, digest)
        for member in (anna, ben):
            owner = session_row(session, member.member_id)
            for rep in made[member.name]:
                keep_rep(session, place, rep, owner)
            keep_sums(session, place, owner.member_no, REPS)
            keep_baseline(session, owner, f"of-{member.name}")
            keep_workout(session, place, owner.member_no, f"Plan of {member.name}")
        keep_rep(session, place, make_rep(digest, track_id=9, set_number=7), None)
        keep_sums(session, place, 0, 1)
    return Gym(catalog, anna, ben, made["Anna"], made["Ben"])


def counts(database: Database) -> dict[str, int]:
    """The rows of each table that has something of members."""
    tables = (MemberRow, SessionRow, RepRow, RepPoses, BaselineRow, DailyTotal, DailyFault)
    with database.reading() as session:
        return {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
            for table in (*tables, WorkoutRow, WorkoutItemRow, ClassMember)
        }


def all_text(database: Database) -> str:
    """Everything in the database that is text or bytes."""
    found = []
    with database.reading() as session:
        for table in Table.metadata.sorted_tables:
            found += [repr(tuple(row)) for row in session.execute(select(table))]
    return "\n".join(found)


def in_transit(gym: Gym, reps: tuple[Rep, ...]) -> list[str]:
    """Have reps under way in Redis; returns their ids."""
    client = gym.catalog.redis
    for rep in reps:
        client.set(names.rep_key(rep.rep_id), rep_bytes(rep))
        client.hset(names.job_key(rep.rep_id), "status", "failed")
        client.zadd(names.DEAD_LETTERS, {rep.rep_id: 1})
        client.zadd(names.visit_key(rep.visit_id), {rep.rep_id: 1})
        client.hset(names.visit_verdicts_key(rep.visit_id), rep.rep_id, b"x")
        client.set(names.baseline_key(rep.visit_id, rep.reference_digest), b"x")
        data = verdict_bytes(rep_verdict(rep, FAULTY))
        client.xadd(names.VERDICTS, {names.VERDICT_FIELD: data})
    return [rep.rep_id for rep in reps]
