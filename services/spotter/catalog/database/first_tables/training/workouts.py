"""Makes the tables of revision 0001: what is planned and what was done."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _workout()
    _workout_item()


def _workout() -> None:
    op.create_table(
        "workout",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("class_no", sa.Integer(), nullable=True),
        sa.Column("is_performed", sa.Boolean(), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.Column("stored_us", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.CheckConstraint("(member_no IS NULL) = (day IS NULL)", name=op.f("ck_workout_whose")),
        sa.ForeignKeyConstraint(["class_no"], ["class.no"], name=op.f("fk_workout_class_no_class")),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_workout_member_no_member")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_workout")),
        sa.UniqueConstraint("id", name=op.f("uq_workout_id")),
    )
    with op.batch_alter_table("workout", schema=None) as batch_op:
        batch_op.create_index("ix_workout_day", ["day"], unique=False)
        batch_op.create_index("ix_workout_member_no_day", ["member_no", "day"], unique=False)


def _workout_item() -> None:
    op.create_table(
        "workout_item",
        sa.Column("workout_no", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("exercise_no", sa.Integer(), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("tempo", sa.String(length=40), nullable=False),
        sa.Column("rest_s", sa.Double(), nullable=True),
        sa.Column("load_kg", sa.Double(), nullable=True),
        sa.Column("least_reps", sa.Integer(), nullable=True),
        sa.Column("most_speed_loss_ratio", sa.Double(), nullable=True),
        sa.CheckConstraint(
            "(reps IS NULL) <> (seconds IS NULL)", name=op.f("ck_workout_item_measure")
        ),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_workout_item_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["workout_no"], ["workout.no"], name=op.f("fk_workout_item_workout_no_workout")
        ),
        sa.PrimaryKeyConstraint("workout_no", "position", name=op.f("pk_workout_item")),
    )
