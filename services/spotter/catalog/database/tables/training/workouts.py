"""What is planned for a member on a day, and the templates that plans are made from."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from spotter.catalog.database.tables.table import (
    Author,
    Microseconds,
    Name,
    Number,
    PublicId,
    Table,
)


class WorkoutRow(Table):
    """A workout: a member's on a day of the gym's time zone, or a template, which has neither.

    It was first stored at ``created_us`` and last, by the author, at ``stored_us``.
    """

    __tablename__ = "workout"
    __table_args__ = (
        CheckConstraint("(member_no IS NULL) = (day IS NULL)", name="whose"),
        Index("ix_workout_member_no_day", "member_no", "day"),
        Index("ix_workout_day", "day"),
    )

    no: Mapped[Number]
    id: Mapped[PublicId]
    title: Mapped[Name]
    member_no: Mapped[int | None] = mapped_column(ForeignKey("member.no"))
    day: Mapped[date | None]
    class_no: Mapped[int | None] = mapped_column(ForeignKey("class.no"))
    is_performed: Mapped[bool]
    created_us: Mapped[Microseconds]
    stored_us: Mapped[Microseconds]
    author: Mapped[Author]


class WorkoutItemRow(Table):
    """An exercise of a workout, in its order; either ``reps`` or ``seconds`` is set.

    With ``least_reps``, ``reps`` is the top of a range; at ``most_speed_loss_ratio`` a set ends.
    """

    __tablename__ = "workout_item"
    __table_args__ = (CheckConstraint("(reps IS NULL) <> (seconds IS NULL)", name="measure"),)

    workout_no: Mapped[int] = mapped_column(ForeignKey("workout.no"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    exercise_no: Mapped[int] = mapped_column(ForeignKey("exercise.no"))
    sets: Mapped[int]
    reps: Mapped[int | None]
    seconds: Mapped[float | None]
    tempo: Mapped[str] = mapped_column(String(40))
    rest_s: Mapped[float | None]
    load_kg: Mapped[float | None]
    least_reps: Mapped[int | None]
    most_speed_loss_ratio: Mapped[float | None]
