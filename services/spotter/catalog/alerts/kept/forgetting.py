"""Removes from alerts whom they were about, when a member is erased."""

from collections import Counter

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from spotter.alerting.errors import AlertingError
from spotter.alerting.forgetting import without_member
from spotter.alerting.memory import GYM
from spotter.catalog.alerts.kept.progress import keep_pieces, memory, step_on
from spotter.catalog.database.tables import (
    AlertMemory,
    AlertRow,
    CueRow,
    MemberRow,
    SessionRow,
    SilenceRow,
    StationNeedRow,
)
from spotter.wire.catalog.alerts.stored_alerts import details_without_reps, need_bytes


def forget_member(session: Session, member_no: int, now_us: int) -> Counter[str]:
    """Leave alerts that are nobody's and ended; what somebody wrote about the member goes.

    Returns of how much. Whoever hosts the engine begins anew from what is left.
    """
    change_no = step_on(session, now_us)
    member_id = str(session.get_one(MemberRow, member_no).id)
    silences = _removed(session, SilenceRow, member_no)
    _forget_in_memory(session, member_id, silences, change_no)
    alerts = _loosened(session, member_no, change_no, now_us)
    cues = _removed(session, CueRow, member_no)
    return Counter({"alerts": alerts, "silences": len(silences), "cues": len(cues)})


def _removed(session: Session, kind: type[SilenceRow | CueRow], member_no: int) -> frozenset[str]:
    found = session.scalars(select(kind.id).where(kind.member_no == member_no)).all()
    session.execute(delete(kind).where(kind.member_no == member_no))
    return frozenset(map(str, found))


def _loosened(session: Session, member_no: int, change_no: int, now_us: int) -> int:
    theirs = select(SessionRow.no).where(SessionRow.member_no == member_no)
    rows = session.scalars(select(AlertRow).where(AlertRow.session_no.in_(theirs))).all()
    for row in rows:
        row.session_no, row.change_no = None, change_no
        row.data = details_without_reps(row.data, is_over=row.ended_us is None)
        row.ended_us = row.ended_us or max(now_us, row.opened_us)
    session.flush()
    return len(rows)


def _forget_in_memory(
    session: Session, member_id: str, silences: frozenset[str], change_no: int
) -> None:
    """Change the pieces that name the member, or one of these silences."""
    known = memory(session)
    try:
        state = known.state
    except AlertingError:  # nobody can read it: it goes
        session.execute(delete(AlertMemory))
        return
    left = without_member(state, member_id, silences)
    changed = {name for name, one in left.stations.items() if one is not state.stations[name]}
    changed |= {GYM} if left.gym != state.gym else set()
    keep_pieces(session, {name: left.piece(name) for name in changed})
    for name in changed - {GYM}:
        row = update(StationNeedRow).where(StationNeedRow.station_id == name)
        need = need_bytes(left.stations[name].need)
        session.execute(row.values(data=need, change_no=change_no))
