"""Makes the tables of revision 0001: sums by day."""

from typing import Any

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _daily_total()
    _daily_fault()
    _station_total()
    _station_fault()
    _gym_total()
    _gym_fault()


def _sums() -> tuple[sa.Column[Any], ...]:
    """The columns of reps by their outcome, and of sums over those that were measured."""
    return (
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("faulty", sa.Integer(), nullable=False),
        sa.Column("unscorable", sa.Integer(), nullable=False),
        sa.Column("measured", sa.Integer(), nullable=False),
        sa.Column("range_ratio_sum", sa.Double(), nullable=False),
        sa.Column("out_s_sum", sa.Double(), nullable=False),
        sa.Column("back_s_sum", sa.Double(), nullable=False),
        sa.Column("rep_s_sum", sa.Double(), nullable=False),
    )


def _told() -> tuple[sa.Column[Any], ...]:
    """The columns of a fault and of the reps in which it was told."""
    return (
        sa.Column("code", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("joint", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
    )


def _daily_total() -> None:
    op.create_table(
        "daily_total",
        sa.Column("member_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("station_no", sa.Integer(), autoincrement=False, nullable=False),
        *_sums(),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_daily_total_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["station_no"], ["station.no"], name=op.f("fk_daily_total_station_no_station")
        ),
        sa.PrimaryKeyConstraint(
            "member_no", "day", "exercise_no", "station_no", name=op.f("pk_daily_total")
        ),
        sqlite_with_rowid=False,
    )


def _daily_fault() -> None:
    op.create_table(
        "daily_fault",
        sa.Column("member_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("station_no", sa.Integer(), autoincrement=False, nullable=False),
        *_told(),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_daily_fault_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["station_no"], ["station.no"], name=op.f("fk_daily_fault_station_no_station")
        ),
        sa.PrimaryKeyConstraint(
            "member_no",
            "day",
            "exercise_no",
            "station_no",
            "code",
            "joint",
            name=op.f("pk_daily_fault"),
        ),
        sqlite_with_rowid=False,
    )


def _station_total() -> None:
    op.create_table(
        "station_total",
        sa.Column("station_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        *_sums(),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_station_total_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["station_no"], ["station.no"], name=op.f("fk_station_total_station_no_station")
        ),
        sa.PrimaryKeyConstraint("station_no", "day", "exercise_no", name=op.f("pk_station_total")),
        sqlite_with_rowid=False,
    )


def _station_fault() -> None:
    op.create_table(
        "station_fault",
        sa.Column("station_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        *_told(),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_station_fault_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["station_no"], ["station.no"], name=op.f("fk_station_fault_station_no_station")
        ),
        sa.PrimaryKeyConstraint(
            "station_no", "day", "exercise_no", "code", "joint", name=op.f("pk_station_fault")
        ),
        sqlite_with_rowid=False,
    )


def _gym_total() -> None:
    op.create_table(
        "gym_total",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        *_sums(),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_gym_total_exercise_no_exercise")
        ),
        sa.PrimaryKeyConstraint("day", "exercise_no", name=op.f("pk_gym_total")),
        sqlite_with_rowid=False,
    )


def _gym_fault() -> None:
    op.create_table(
        "gym_fault",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        *_told(),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_gym_fault_exercise_no_exercise")
        ),
        sa.PrimaryKeyConstraint("day", "exercise_no", "code", "joint", name=op.f("pk_gym_fault")),
        sqlite_with_rowid=False,
    )
