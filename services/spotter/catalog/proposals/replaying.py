"""Makes proposals again from what they were made of."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import ProposalRow
from spotter.wire.catalog.training.proposals import made_from_bytes

_AT_ONCE = 500


def replayed(session: Session, member_no: int | None) -> tuple[int, list[str]]:
    """How many were made again, and the ids of those that come out otherwise."""
    asked = select(ProposalRow)
    if member_no is not None:
        asked = asked.where(ProposalRow.member_no == member_no)
    count, different = 0, []
    rows = session.scalars(asked.order_by(ProposalRow.no).execution_options(yield_per=_AT_ONCE))
    for row in rows:
        count += 1
        if not made_from_bytes(row.data).is_as_made_again:
            different.append(str(row.id))
    return count, different
