"""Takes a session from its member, who says that it was somebody else's."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import (
    BaselineRow,
    DailyFault,
    DailyTotal,
    ExerciseVersion,
    FollowingRow,
    MemberRow,
    PatternRep,
    RepPoses,
    RepRow,
    SessionRow,
)
from spotter.catalog.database.tables.records.totals import NOBODY
from spotter.catalog.gym_days import day_in
from spotter.catalog.history.day_sums import DayKey, day_sums, fault_sums
from spotter.catalog.history.totals import add_to_totals
from spotter.catalog.ledger.reading import Found, oldest
from spotter.catalog.ledger.rows.keys import RepKey, has_key
from spotter.catalog.sessions.changes import KIND, end
from spotter.wire.catalog.records.verdict_details import without_scale


def disown(session: Session, row: SessionRow, zone: ZoneInfo, signed: Signature) -> None:
    """End an open session as nobody's: its reps stay as verdicts of nobody in particular.

    Nothing of it counts as performed. Reps that are still under way are told by ``is_nobodys``.
    Days are those of ``zone``.
    """
    # What the ledger is writing of this member ends first, so that it is found below.
    session.get_one(MemberRow, row.member_no, with_for_update=True)
    end(session, row, signed)
    row.is_nobodys = True
    session.execute(delete(FollowingRow).where(FollowingRow.session_no == row.no))
    note(session, signed, KIND, row.id, "said that it was somebody else", member_no=row.member_no)
    reps = oldest(session, (RepRow.session_no == row.no,))
    if reps:
        _move_sums(session, row, reps, zone)
        keys = [one.key for one in reps]
        session.execute(delete(RepPoses).where(has_key(RepPoses, keys)))
        session.execute(delete(PatternRep).where(has_key(PatternRep, keys)))
        session.execute(delete(BaselineRow).where(BaselineRow.session_no == row.no))
        _forget_height(session, reps)
        session.execute(update(RepRow).where(RepRow.session_no == row.no).values(session_no=None))


def _forget_height(session: Session, reps: Sequence[Found]) -> None:
    """Metres by the height of somebody else are wrong, and whose it is could be guessed by them."""
    for one in reps:
        lifting = one.entry.judged.verdict.measures.lifting
        if lifting is not None and lifting.scale is not None:
            rep = session.get_one(RepRow, one.key)
            rep.details = without_scale(rep.details)


def _move_sums(session: Session, row: SessionRow, reps: Sequence[Found], zone: ZoneInfo) -> None:
    exercises = _exercise_numbers(session, row)
    own = [(_day_key(one.key, row.member_no, exercises, zone), one) for one in reps]
    nobodys = [(_day_key(one.key, NOBODY, exercises, zone), one) for one in reps]
    taken = [(key, one.entry.judged.verdict) for key, one in own]
    given = [(key, one.entry.judged.verdict) for key, one in nobodys]
    sums = {key: -one for key, one in day_sums(taken).items()} | day_sums(given)
    faults = {key: -reps for key, reps in fault_sums(taken).items()} | fault_sums(given)
    add_to_totals(session, sums, faults)
    left = DailyTotal.good + DailyTotal.faulty + DailyTotal.unscorable
    session.execute(delete(DailyTotal).where(DailyTotal.member_no == row.member_no, left == 0))
    empty = DailyFault.reps == 0
    session.execute(delete(DailyFault).where(DailyFault.member_no == row.member_no, empty))


def _day_key(
    key: RepKey, member_no: int, exercises: Mapping[RepKey, int], zone: ZoneInfo
) -> DayKey:
    started_us, station_no, _ = key
    return DayKey(member_no, day_in(started_us, zone), exercises[key], station_no)


def _exercise_numbers(session: Session, row: SessionRow) -> dict[RepKey, int]:
    asked = (
        select(RepRow.started_us, RepRow.station_no, RepRow.track_id, ExerciseVersion.exercise_no)
        .join(ExerciseVersion, ExerciseVersion.no == RepRow.version_no)
        .where(RepRow.session_no == row.no)
    )
    return {(us, station, track): no for us, station, track, no in session.execute(asked)}
