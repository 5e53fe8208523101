"""Whose a rep is, and what of it may be kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog.database.tables.records.totals import NOBODY


@dataclass(frozen=True, slots=True)
class Owner:
    """The session and member of a rep by their numbers; without a session it is nobody's."""

    session_no: int | None
    member_no: int
    keeps_poses: bool


_WITHOUT_CONSENT = Owner(None, NOBODY, keeps_poses=False)


def owners(session: Session, session_ids: Iterable[str], *, nobody: Owner) -> dict[str, Owner]:
    """The owners of reps by the id of their session; those without one are ``nobody``'s.

    A member who keeps no reps, or has been erased with their sessions, did not agree, and who said
    "not me" was not there: such reps are nobody's too, and their poses are never kept. Until the
    transaction ends nobody changes what the members agreed to: whoever does removes what is kept by
    then, and must find all of it.
    """
    texts = set(session_ids)
    ids = {known: text for text in texts if (known := _id(text)) is not None}
    found = {text: _WITHOUT_CONSENT if text else nobody for text in texts}
    query = select(
        SessionRow.id,
        SessionRow.no,
        MemberRow.no,
        MemberRow.keeps_reps,
        MemberRow.keeps_poses,
    ).join(MemberRow, MemberRow.no == SessionRow.member_no)
    here = SessionRow.id.in_(ids)
    rows = session.execute(query.where(here).with_for_update(read=True, of=MemberRow)).all()
    # Only now: a "not me" said while the locks were waited for is not in the view of before.
    disowned = set(session.scalars(select(SessionRow.no).where(here, SessionRow.is_nobodys)))
    for session_id, session_no, member_no, keeps_reps, keeps_poses in rows:
        is_theirs = keeps_reps and session_no not in disowned
        found[ids[session_id]] = (
            Owner(session_no, member_no, keeps_poses) if is_theirs else _WITHOUT_CONSENT
        )
    return found


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
