"""People who train."""

import uuid

from sqlalchemy import CheckConstraint, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Microseconds, Name, Number, PublicId, Table


class MemberRow(Table):
    """A member, and what they agreed to have kept.

    ``folded`` is the name as it is sorted and searched, whatever its case. Without ``keeps_reps``
    their reps are nobody's; without ``keeps_poses`` only verdicts are kept.
    The days, where they are set, are shorter or longer than the gym's. ``height_m`` is how tall
    they are, if somebody said so.
    """

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        Index("ix_member_folded_no", "folded", "no"),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    name: Mapped[Name]
    folded: Mapped[str] = mapped_column(String(600))
    keeps_reps: Mapped[bool]
    keeps_poses: Mapped[bool]
    consented_us: Mapped[Microseconds]
    poses_kept_days: Mapped[int | None]
    verdicts_kept_days: Mapped[int | None]
    joined_us: Mapped[Microseconds]
    left_us: Mapped[Microseconds | None]
    height_m: Mapped[float | None]


class ErasedMember(Table):
    """A member who was erased, or is being: nobody who knows the id learns anything by it.

    The list outlives its members, so that they are erased again after a backup is restored.
    """

    __tablename__ = "erased_member"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    erased_us: Mapped[Microseconds]
