"""Workouts that are followed in sessions, and how far reps and holds have been counted to them."""

import uuid

from sqlalchemy import ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import Number, Table


class FollowingRow(Table):
    """The workout of a session: ``data`` is a FollowedWorkout of ``following_service.proto``.

    ``workout_id`` is the plan that it began from, and ``performed_id`` what was stored as performed
    of it once the session had ended; either may have been deleted since.
    """

    __tablename__ = "following"

    no: Mapped[Number]
    session_no: Mapped[int] = mapped_column(ForeignKey("session.no"), unique=True)
    workout_id: Mapped[uuid.UUID] = mapped_column(Uuid, index=True)
    performed_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    is_over: Mapped[bool]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class FollowingProgress(Table):
    """The last entries of the streams of verdicts and of holds that were counted: one row.

    Whoever counts moves it on from where they found it, or does not count.
    """

    __tablename__ = "following_progress"

    no: Mapped[Number]
    verdict_entry_id: Mapped[str] = mapped_column(String(40))
    hold_entry_id: Mapped[str] = mapped_column(String(40))
