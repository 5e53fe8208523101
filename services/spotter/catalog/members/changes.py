"""What changes members: each function is one change in the transaction of ``session``."""

import uuid

from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature, note
from spotter.catalog.database.tables import MemberRow, SessionRow
from spotter.catalog.errors import ConflictError
from spotter.catalog.faces.keeping import remove as remove_face
from spotter.catalog.members.names import folded
from spotter.catalog.sessions.changes import end
from spotter.catalog.sessions.statements import open_of_member
from spotter.wire.catalog.checks import checked_name
from spotter.wire.catalog.people.members import Consent, Retention, checked_height_m

KIND = "member"


def add(
    session: Session, name: str, consent: Consent, signed: Signature, member_id: uuid.UUID
) -> MemberRow:
    """A new member; several may have the same name."""
    name = checked_name(name)
    row = MemberRow(
        id=member_id,
        name=name,
        folded=folded(name),
        keeps_reps=consent.keeps_reps,
        keeps_poses=consent.keeps_poses,
        consented_us=signed.at_us,
        joined_us=signed.at_us,
    )
    session.add(row)
    session.flush()
    note(
        session, signed, KIND, row.id, f"added a member; {consent_words(consent)}", member_no=row.no
    )
    return row


def rename(session: Session, row: MemberRow, name: str, signed: Signature) -> None:
    """Give a member another name."""
    name = checked_name(name)
    if name != row.name:
        row.name, row.folded = name, folded(name)
        note(session, signed, KIND, row.id, "renamed the member", member_no=row.no)


def change_consent(
    session: Session, row: MemberRow, consent: Consent, signed: Signature
) -> SessionRow | None:
    """Note what a member agrees to have kept, and when; returns the session that ends by it.

    Without reps nobody knows whose they are, so their open session ends, and their face goes.
    """
    row.keeps_reps, row.keeps_poses = consent.keeps_reps, consent.keeps_poses
    row.consented_us = signed.at_us
    note(
        session,
        signed,
        KIND,
        row.id,
        f"changed the consent: {consent_words(consent)}",
        member_no=row.no,
    )
    if consent.keeps_reps:
        return None
    remove_face(session, row.no)
    return _end_open(session, row, signed)


def change_retention(
    session: Session, row: MemberRow, retention: Retention, signed: Signature
) -> None:
    """Change for how long a member's data are kept."""
    row.poses_kept_days = retention.poses_kept_days
    row.verdicts_kept_days = retention.verdicts_kept_days
    poses, verdicts = map(_days, (retention.poses_kept_days, retention.verdicts_kept_days))
    note(
        session,
        signed,
        KIND,
        row.id,
        f"keeps poses {poses} and verdicts {verdicts}",
        member_no=row.no,
    )


def change_height(
    session: Session, row: MemberRow, height_m: float | None, signed: Signature
) -> None:
    """Note how tall a member is; None: it is known no longer. The audit does not say how tall.

    Raises :class:`WireError` for a height that nobody has.
    """
    row.height_m = checked_height_m(height_m)
    what = "removed the height" if height_m is None else "noted the height"
    note(session, signed, KIND, row.id, what, member_no=row.no)


def leave(session: Session, row: MemberRow, signed: Signature) -> SessionRow | None:
    """End a membership; returns the session that ends by it.

    Raises :class:`ConflictError` for somebody who has left.
    """
    if row.left_us is not None:
        raise ConflictError(f"{row.name} has left already")
    row.left_us = max(signed.at_us, row.joined_us)
    remove_face(session, row.no)
    note(session, signed, KIND, row.id, "the member left", member_no=row.no)
    return _end_open(session, row, signed)


def consent_words(consent: Consent) -> str:
    """What is kept, in words."""
    if consent.keeps_poses:
        return "reps and their poses are kept"
    return "reps are kept, no poses" if consent.keeps_reps else "nothing is kept"


def _end_open(session: Session, row: MemberRow, signed: Signature) -> SessionRow | None:
    found = open_of_member(session, row.no)
    if found is not None:
        end(session, found, signed)
    return found


def _days(days: int | None) -> str:
    return "as the gym does" if days is None else f"for {days} days"
