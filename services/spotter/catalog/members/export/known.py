"""All that is known of a member, a table at a time."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.alerts.kept.reading import alerts_of_member
from spotter.catalog.audit.reading import about
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    AccountRow,
    ClassMember,
    ClassRow,
    CueRow,
    DailyFault,
    DailyTotal,
    ExerciseRow,
    FollowingRow,
    MemberRow,
    RepPoses,
    RepRow,
    SessionRow,
    SignInRow,
    SilenceRow,
    StationRow,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.catalog.ledger.reading import oldest
from spotter.catalog.ledger.rows.keys import has_key
from spotter.catalog.members import statements
from spotter.catalog.members.export.adaptation import told_answers, told_proposals
from spotter.catalog.members.export.keys import told_keys
from spotter.catalog.members.export.told import (
    Told,
    time_of,
    told_alert,
    told_poses,
    told_rep,
    told_set,
    told_silence,
)
from spotter.catalog.members.poses import rep_keys
from spotter.movement.values import point_name
from spotter.wire.catalog.alerts.stored_alerts import silence_from_bytes
from spotter.wire.catalog.training.followed_workouts import following_from_bytes
from spotter.wire.encoding.enums import FAULT_CODES
from spotter.wire.poses.points import numbered_point
from spotter.wire.reps import rep_from_bytes


class Known:
    """What is known of a member; each method reads it anew. Raises :class:`DatabaseError`."""

    def __init__(self, database: Database, member_id: str) -> None:
        self._database = database
        with database.reading() as session:
            row = statements.by_id(session, member_id)
            self._no, self.member_id = row.no, str(row.id)
        self._account = select(AccountRow).where(AccountRow.member_no == self._no)

    def member(self) -> Told:
        """The member: name, consent, and for how long data are kept."""
        with self._database.reading() as session:
            value = statements.value(session.get_one(MemberRow, self._no))
        told = asdict(value)
        told["consent"]["consented"] = time_of(value.consent.consented_us)
        return told | {"joined": time_of(value.joined_us), "left": time_of(value.left_us)}

    def sessions(self) -> Iterator[Told]:
        """Their sessions, the first first."""
        with self._database.reading() as session:
            asked = select(SessionRow).where(SessionRow.member_no == self._no)
            for row in session.scalars(asked.order_by(SessionRow.begun_us, SessionRow.no)):
                yield {
                    "session_id": str(row.id),
                    "station_id": row.station_id,
                    "class_id": _class_id(session, row.class_no),
                    "begun": time_of(row.begun_us),
                    "ended": time_of(row.ended_us),
                    "begun_by": row.begun_by,
                    "ended_by": row.ended_by,
                    "how": row.how,
                    "under_consent_of": time_of(row.consented_us),
                }

    def keys(self) -> Iterator[Told]:
        """What a station knows them by, and how often somebody failed by it lately."""
        with self._database.reading() as session:
            yield from told_keys(session, self._no)

    def reps(self) -> Iterator[Told]:
        """Their reps, the first first, with verdict and faults in words."""
        for keys in rep_keys(self._database, self._no):
            with self._database.reading() as session:
                for found in oldest(session, (has_key(RepRow, keys),)):
                    yield told_rep(found.entry.judged, found.entry.load_kg)

    def poses(self) -> Iterator[Told]:
        """The poses of the reps of which they are kept."""
        for keys in rep_keys(self._database, self._no):
            with self._database.reading() as session:
                asked = select(RepPoses.rep).where(has_key(RepPoses, keys))
                for data in session.scalars(asked.order_by(RepPoses.started_us)):
                    yield told_poses(rep_from_bytes(data))

    def workouts(self) -> Iterator[Told]:
        """The exercises of their workouts, an entry each."""
        with self._database.reading() as session:
            asked = (
                select(WorkoutRow, WorkoutItemRow, ExerciseRow.name)
                .join(WorkoutItemRow, WorkoutItemRow.workout_no == WorkoutRow.no, isouter=True)
                .join(ExerciseRow, ExerciseRow.no == WorkoutItemRow.exercise_no, isouter=True)
                .where(WorkoutRow.member_no == self._no)
                .order_by(WorkoutRow.day, WorkoutRow.no, WorkoutItemRow.position)
            )
            for workout, item, exercise in session.execute(asked):
                yield {
                    "workout_id": str(workout.id),
                    "title": workout.title,
                    "day": _text(workout.day),
                    "is_performed": workout.is_performed,
                    "exercise": exercise,
                    "sets": None if item is None else item.sets,
                    "reps": None if item is None else item.reps,
                    "seconds": None if item is None else item.seconds,
                    "tempo": None if item is None else item.tempo,
                    "rest_s": None if item is None else item.rest_s,
                    "load_kg": None if item is None else item.load_kg,
                    "least_reps": None if item is None else item.least_reps,
                    "most_speed_loss_ratio": None if item is None else item.most_speed_loss_ratio,
                }

    def followed_sets(self) -> Iterator[Told]:
        """The sets of the workouts that were followed, and what was done of each."""
        with self._database.reading() as session:
            asked = select(SessionRow, FollowingRow.data).join(FollowingRow)
            own = asked.where(SessionRow.member_no == self._no).order_by(SessionRow.begun_us)
            for row, data in session.execute(own):
                following = following_from_bytes(data)
                for one in following.sets:
                    yield {"session_id": str(row.id), "title": following.title} | told_set(one)

    def proposals(self) -> Iterator[Told]:
        """What was proposed after their workouts, the first first, and what was decided."""
        with self._database.reading() as session:
            yield from told_proposals(session, self._no)

    def answers(self) -> Iterator[Told]:
        """What they said before and after sessions."""
        with self._database.reading() as session:
            yield from told_answers(session, self._no)

    def classes(self) -> Iterator[Told]:
        """The classes that they take part in."""
        with self._database.reading() as session:
            asked = select(ClassRow).join(ClassMember, ClassMember.class_no == ClassRow.no)
            own = asked.where(ClassMember.member_no == self._no)
            for row in session.scalars(own.order_by(ClassRow.name, ClassRow.no)):
                yield {
                    "class_id": str(row.id),
                    "name": row.name,
                    "first_day": _text(row.first_day),
                    "is_weekly": row.is_weekly,
                    "starts_at": f"{row.starts_at:%H:%M}",
                    "minutes": row.minutes,
                }

    def totals(self) -> Iterator[Told]:
        """Their sums by day, exercise and station."""
        with self._database.reading() as session:
            asked = (
                select(DailyTotal, ExerciseRow.name, StationRow.station_id)
                .join(ExerciseRow, ExerciseRow.no == DailyTotal.exercise_no)
                .join(StationRow, StationRow.no == DailyTotal.station_no)
                .where(DailyTotal.member_no == self._no)
                .order_by(DailyTotal.day, ExerciseRow.name, StationRow.station_id)
            )
            for row, exercise, station_id in session.execute(asked):
                yield _of_day(row, exercise, station_id) | {
                    "good": row.good,
                    "faulty": row.faulty,
                    "unscorable": row.unscorable,
                    "measured": row.measured,
                    "range_ratio_sum": row.range_ratio_sum,
                    "out_s_sum": row.out_s_sum,
                    "back_s_sum": row.back_s_sum,
                    "rep_s_sum": row.rep_s_sum,
                }

    def faults(self) -> Iterator[Told]:
        """How often each fault was told, by day, exercise and station."""
        with self._database.reading() as session:
            asked = (
                select(DailyFault, ExerciseRow.name, StationRow.station_id)
                .join(ExerciseRow, ExerciseRow.no == DailyFault.exercise_no)
                .join(StationRow, StationRow.no == DailyFault.station_no)
                .where(DailyFault.member_no == self._no)
                .order_by(DailyFault.day, ExerciseRow.name, StationRow.station_id)
            )
            for row, exercise, station_id in session.execute(asked):
                yield _of_day(row, exercise, station_id) | {
                    "fault": FAULT_CODES.member(row.code).value if row.code else None,
                    "joint": point_name(numbered_point(row.joint)) if row.joint else None,
                    "reps": row.reps,
                }

    def alerts(self) -> Iterator[Told]:
        """The alerts about them, the first first, and how they ended."""
        with self._database.reading() as session:
            for alert in alerts_of_member(session, self._no):
                yield told_alert(alert)

    def cues(self) -> Iterator[Told]:
        """What was sent to a station's screen while they were there."""
        with self._database.reading() as session:
            own = select(CueRow).where(CueRow.member_no == self._no)
            for row in session.scalars(own.order_by(CueRow.at_us, CueRow.no)):
                yield {
                    "cue_id": str(row.id),
                    "station_id": row.station_id,
                    "at": time_of(row.at_us),
                    "author": row.author,
                    "text": row.text,
                    "alert_id": str(row.alert_id or ""),
                }

    def silences(self) -> Iterator[Told]:
        """What trainers chose to be quiet about, as far as it is about them."""
        with self._database.reading() as session:
            own = select(SilenceRow.data).where(SilenceRow.member_no == self._no)
            for data in session.scalars(own.order_by(SilenceRow.begun_us, SilenceRow.no)):
                yield told_silence(silence_from_bytes(data))

    def accounts(self) -> Iterator[Told]:
        """The account by which they sign in, if there is one."""
        with self._database.reading() as session:
            for row in session.scalars(self._account):
                yield {
                    "account_id": str(row.id),
                    "name": row.name,
                    "sign_in_name": row.sign_in_name,
                    "identity_provider": row.issuer,
                    "made": time_of(row.made_us),
                }

    def sign_ins(self) -> Iterator[Told]:
        """Where they are signed in, and since when."""
        with self._database.reading() as session:
            for account in session.scalars(self._account):
                asked = select(SignInRow).where(SignInRow.account_no == account.no)
                for row in session.scalars(asked.order_by(SignInRow.no)):
                    yield {
                        "agent": row.agent,
                        "begun": time_of(row.begun_us),
                        "used": time_of(row.used_us),
                    }

    def changes(self) -> Iterator[Told]:
        """Who saw and changed what of the member, consent included."""
        with self._database.reading() as session:
            for entry in about(session, session.get_one(MemberRow, self._no)):
                yield {
                    "at": time_of(entry.at_us),
                    "author": entry.author,
                    "author_name": entry.author_name or None,
                    "kind": entry.kind,
                    "id": entry.subject,
                    "what": entry.what,
                }


def _of_day(row: DailyTotal | DailyFault, exercise: str, station_id: str) -> Told:
    return {"day": _text(row.day), "exercise": exercise, "station_id": station_id}


def _class_id(session: Session, class_no: int | None) -> str | None:
    return None if class_no is None else str(session.get_one(ClassRow, class_no).id)


def _text(value: Any) -> str | None:  # noqa: ANN401 - a day, or none
    return None if value is None else str(value)
