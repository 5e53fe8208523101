"""What is told to a member of what stations know them by."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.checkin.kept_tries import failed_tries
from spotter.catalog.checkin.keys import names_tried
from spotter.catalog.database.tables import BadgeRow, FaceRow, PinRow
from spotter.catalog.members.export.told import Told, time_of


def told_keys(session: Session, member_no: int) -> Iterator[Told]:
    """Their number, the tries with it that failed lately, their badges and their face."""
    pin = session.get(PinRow, member_no)
    if pin is not None:
        yield _told("number and PIN", number=pin.number)
    failures, last_us = failed_tries(session, *names_tried(session, member_no))
    if failures:
        yield _told(f"{failures} failed tries, the last when shown", shown_us=last_us)
    badges = select(BadgeRow).where(BadgeRow.member_no == member_no)
    for row in session.scalars(badges.order_by(BadgeRow.no)):
        yield _told("badge", made_us=row.made_us, shown_us=row.shown_us)
    face = session.get(FaceRow, member_no)
    if face is not None:  # its numbers only checkin can read
        yield _told("face, sealed", made_us=face.made_us)


def _told(
    kind: str, *, number: str = "", made_us: int | None = None, shown_us: int | None = None
) -> Told:
    return {"kind": kind, "number": number, "made": time_of(made_us), "shown": time_of(shown_us)}
