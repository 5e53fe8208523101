"""What is proposed to members for the next time, and what they say of their sessions."""

import uuid
from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import (
    Author,
    Microseconds,
    Name,
    Number,
    PublicId,
    Table,
)


class ProposalRow(Table):
    """What is proposed after the plan ``workout_id``, which may have been deleted since, was done.

    ``state`` is a :class:`~spotter.wire.catalog.training.proposals.State`; ``data`` is a
    StoredProposal of ``proposal_service.proto``.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("workout_id", "exercise_no"),
        Index("ix_proposal_member_no_title_exercise_no", "member_no", "title", "exercise_no"),
        Index("ix_proposal_state", "state"),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"))
    workout_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    title: Mapped[Name]
    exercise_no: Mapped[int] = mapped_column(ForeignKey("exercise.no"))
    day: Mapped[date]
    made_us: Mapped[Microseconds]
    state: Mapped[str] = mapped_column(String(16))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    decided_us: Mapped[int | None] = mapped_column(BigInteger)
    decided_by: Mapped[Author | None]


class ProgressionRow(Table):
    """The rule by which a member's load rises in workouts of a title, and whether it is locked."""

    __tablename__ = "progression"

    member_no: Mapped[int] = mapped_column(ForeignKey("member.no"), primary_key=True)
    title: Mapped[str] = mapped_column(String(200), primary_key=True)
    exercise_no: Mapped[int] = mapped_column(ForeignKey("exercise.no"), primary_key=True)
    rule: Mapped[str] = mapped_column(String(32))
    is_locked: Mapped[bool]


class SessionAnswer(Table):
    """What a member said before a session and after it; NULL is what they did not say."""

    __tablename__ = "session_answer"

    session_no: Mapped[int] = mapped_column(ForeignKey("session.no"), primary_key=True)
    sleep: Mapped[int | None]
    stress: Mapped[int | None]
    fatigue: Mapped[int | None]
    soreness: Mapped[int | None]
    effort: Mapped[float | None]
    hurts: Mapped[bool | None]
