"""Whom alerts, silences and cues are about."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import AlertRow, MemberRow, SessionRow


def member_no(
    session: Session, *, member_id: str = "", alert_id: str = "", station_id: str = ""
) -> int | None:
    """The member, or whose the alert is, or else who trains at the station; None: nobody.

    What is written about a station may be about whoever is there.
    """
    if member_id:
        return session.scalar(select(MemberRow.no).where(MemberRow.id == uuid.UUID(member_id)))
    asked = select(SessionRow.member_no)
    if alert_id:
        alert = select(AlertRow.session_no).where(AlertRow.id == uuid.UUID(alert_id))
        return session.scalar(asked.where(SessionRow.no == alert.scalar_subquery()))
    here = asked.where(SessionRow.station_id == station_id, SessionRow.ended_us.is_(None))
    return session.scalar(here)
