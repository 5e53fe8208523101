"""Erases members: all that is known of them, in small steps that may be interrupted anywhere.

A member is noted as erased before anything is removed, and their own row goes last: whatever is
interrupted is taken up again, also after a backup from before was restored.
"""

import threading
from collections import Counter
from collections.abc import Callable

import redis
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from spotter.catalog.accounts.changes import remove_account_of
from spotter.catalog.alerts.kept.forgetting import forget_member
from spotter.catalog.audit import Signature, note
from spotter.catalog.checkin.kept_tries import forget_tries
from spotter.catalog.checkin.keys import names_tried
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import (
    AccountMember,
    AuditName,
    BadgeRow,
    BaselineRow,
    ClassMember,
    DailyFault,
    DailyTotal,
    FollowingRow,
    LearntRep,
    MemberRow,
    PatternRep,
    PatternRow,
    PatternSource,
    PinRow,
    ProgressionRow,
    ProposalRow,
    RepPoses,
    RepRow,
    SessionAnswer,
    SessionRow,
    WorkoutItemRow,
    WorkoutRow,
)
from spotter.catalog.deliveries import channels
from spotter.catalog.errors import UnknownError
from spotter.catalog.faces.keeping import remove as remove_face
from spotter.catalog.faces.telling import FaceTelling
from spotter.catalog.history.totals import take_from_totals
from spotter.catalog.ledger.rows.keys import has_key
from spotter.catalog.members.changes import KIND
from spotter.catalog.members.erased import any_by_id, is_noted, note_erased, unfinished
from spotter.catalog.members.poses import deleted, rep_keys, session_numbers
from spotter.catalog.members.remaking import Remaking
from spotter.catalog.members.transit import remove_from_transit
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.changes import end
from spotter.catalog.sessions.statements import open_of_member
from spotter.runtime.redis.outage import kind_of
from spotter.wire.catalog.people.members import Erasure

_ITSELF = "spotter"


class Erasing:
    """Erases members, one at a time; for any thread.

    ``announce_exercise`` tells of exercises that were made again, ``announce_account`` of accounts
    that are gone.
    """

    def __init__(
        self,
        database: Database,
        client: redis.Redis,
        announcer: SessionAnnouncer,
        announce_exercise: Callable[[str], None],
        announce_account: Callable[[str], None],
    ) -> None:
        self._database = database
        self._client = client
        self._announcer = announcer
        self._announce_exercise = announce_exercise
        self._announce_account = announce_account
        self._alone = threading.Lock()

    def erase(self, member_id: str, signed: Signature) -> Erasure:
        """Erase a member; one who is erased already stays so, and nothing is found of them.

        Raises :class:`UnknownError` for somebody who was never known, and DatabaseError: it then
        goes on when the database is back.
        """
        with self._alone:
            return self._erase(member_id, signed)

    def go_on(self, now_us: int) -> list[Erasure]:
        """Finish what was interrupted, unless somebody is erased. Raises :class:`DatabaseError`."""
        if not self._alone.acquire(blocking=False):
            return []
        try:
            with self._database.reading() as session:
                member_ids = [str(one) for one in unfinished(session)]
            return [self._erase(one, Signature(_ITSELF, now_us)) for one in member_ids]
        finally:
            self._alone.release()

    def _erase(self, member_id: str, signed: Signature) -> Erasure:
        ended_ids = []
        with self._database.writing() as session:
            row = any_by_id(session, member_id)
            if row is None and is_noted(session, member_id):
                return Erasure(())
            if row is None:
                raise UnknownError(f"there is no member {member_id}")
            member_no = row.no
            row.keeps_reps = row.keeps_poses = False  # the ledger keeps nothing more of them
            if note_erased(session, [row.id], signed.at_us):
                note(session, signed, KIND, row.id, "erased the member", member_no=row.no)
            channels.forget_member(session, str(row.id))
            faces = remove_face(session, member_no)
            found = open_of_member(session, member_no)
            if found is not None:
                end(session, found, signed)
                ended_ids.append(str(found.id))
            account_id = remove_account_of(session, member_no)
        FaceTelling(self._client).changed()
        self._announcer.announce(ended_ids)
        if account_id:
            self._announce_account(account_id)
        return self._remove(
            member_no, signed, Counter({"faces": faces, "accounts": int(bool(account_id))})
        )

    def _remove(self, member_no: int, signed: Signature, removed: Counter[str]) -> Erasure:
        remaking = Remaking(self._database, member_no, signed)
        remaking.run()
        for exercise_id in remaking.changed_ids:
            self._announce_exercise(exercise_id)
        removed += self._reps(member_no)
        with self._database.writing() as session:
            removed += forget_member(session, member_no, signed.at_us)
            removed += _rows_of(session, member_no)
        still_to_do = list(remaking.still_to_do)
        try:
            removed["entries in Redis"] += self._from_transit(member_no)
        except redis.RedisError as error:
            still_to_do.append(
                f"{kind_of(error)}: what it holds of them goes as soon as it answers"
            )
            self._forget_name(member_no)
        else:
            with self._database.writing() as session:
                removed += forget_member(session, member_no, signed.at_us)
                removed += _rows_of(session, member_no)
                removed += _last_rows(session, member_no)
        counts = tuple((kind, count) for kind, count in removed.items() if count)
        return Erasure(counts, tuple(remaking.remade), tuple(still_to_do))

    def _reps(self, member_no: int) -> Counter[str]:
        removed = Counter[str]()
        for keys in rep_keys(self._database, member_no):
            with self._database.writing() as session:
                poses = deleted(session, delete(RepPoses).where(has_key(RepPoses, keys)))
                session.execute(delete(PatternRep).where(has_key(PatternRep, keys)))
                reps = deleted(session, delete(RepRow).where(has_key(RepRow, keys)))
            removed += Counter({"reps": reps, "poses of reps": poses})
        return removed

    def _from_transit(self, member_no: int) -> int:
        with self._database.reading() as session:
            ids = session.scalars(select(SessionRow.id).where(SessionRow.member_no == member_no))
            session_ids = {str(one) for one in ids}
        return remove_from_transit(self._client, session_ids)

    def _forget_name(self, member_no: int) -> None:
        with self._database.writing() as session:
            row = session.get_one(MemberRow, member_no)
            row.name = row.folded = str(row.id)


def _rows_of(session: Session, member_no: int) -> Counter[str]:
    tries = forget_tries(session, *names_tried(session, member_no))
    workouts = select(WorkoutRow.no).where(WorkoutRow.member_no == member_no)
    session.execute(delete(WorkoutItemRow).where(WorkoutItemRow.workout_no.in_(workouts)))
    take_from_totals(session, member_no)
    films = update(PatternRow).where(PatternRow.member_no == member_no)
    session.execute(films.values(film=b"", member_no=None))
    baselines = BaselineRow.session_no.in_(session_numbers(member_no))
    statements = {
        "baselines": delete(BaselineRow).where(baselines),
        "proposals": delete(ProposalRow).where(ProposalRow.member_no == member_no),
        "rules of proposals": delete(ProgressionRow).where(ProgressionRow.member_no == member_no),
        "answers about sessions": delete(SessionAnswer).where(
            SessionAnswer.session_no.in_(session_numbers(member_no))
        ),
        "sums of days": delete(DailyTotal).where(DailyTotal.member_no == member_no),
        "sums of faults": delete(DailyFault).where(DailyFault.member_no == member_no),
        "workouts that were followed": delete(FollowingRow).where(
            FollowingRow.session_no.in_(session_numbers(member_no))
        ),
        "workouts": delete(WorkoutRow).where(WorkoutRow.member_no == member_no),
        "reps that taught": delete(LearntRep).where(LearntRep.member_no == member_no),
        "parts in patterns of faults": delete(PatternSource).where(
            PatternSource.member_no == member_no
        ),
        "PINs": delete(PinRow).where(PinRow.member_no == member_no),
        "badges": delete(BadgeRow).where(BadgeRow.member_no == member_no),
        "places in scopes": delete(AccountMember).where(AccountMember.member_no == member_no),
        "places in classes": delete(ClassMember).where(ClassMember.member_no == member_no),
    }
    removed = {kind: deleted(session, one) for kind, one in statements.items()}
    return Counter({"failed tries": tries, **removed})


def _last_rows(session: Session, member_no: int) -> Counter[str]:
    """Remove what is left, while nobody adds anything that refers to the member."""
    session.get_one(MemberRow, member_no, with_for_update=True)
    removed = _rows_of(session, member_no)
    removed["faces"] += remove_face(session, member_no)
    # From here on, what is noted of them is of nobody in particular.
    session.execute(delete(AuditName).where(AuditName.member_no == member_no))
    sessions = deleted(session, delete(SessionRow).where(SessionRow.member_no == member_no))
    members = deleted(session, delete(MemberRow).where(MemberRow.no == member_no))
    return removed + Counter({"sessions": sessions, "members": members})
