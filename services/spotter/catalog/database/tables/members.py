"""People who train."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from spotter.catalog.database.tables.table import Microseconds, Name, Number, PublicId, Table


class MemberRow(Table):
    """A member, and what they agreed to have kept.

    Without ``keeps_reps`` their reps are nobody's; without ``keeps_poses`` only verdicts are kept.
    The days, where they are set, are shorter or longer than the gym's.
    """

    __tablename__ = "member"
    __table_args__ = (CheckConstraint("name <> ''", name="named"),)

    no: Mapped[Number]
    id: Mapped[PublicId]
    name: Mapped[Name]
    keeps_reps: Mapped[bool]
    keeps_poses: Mapped[bool]
    consented_us: Mapped[Microseconds]
    poses_kept_days: Mapped[int | None]
    verdicts_kept_days: Mapped[int | None]
    joined_us: Mapped[Microseconds]
    left_us: Mapped[Microseconds | None]
