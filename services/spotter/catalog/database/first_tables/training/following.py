"""Makes the tables of revision 0001: workouts that are followed."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them; they refer to sessions."""
    op.create_table(
        "following",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("session_no", sa.Integer(), nullable=False),
        sa.Column("workout_id", sa.Uuid(), nullable=False),
        sa.Column("performed_id", sa.Uuid(), nullable=True),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_no"], ["session.no"], name=op.f("fk_following_session_no_session")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_following")),
        sa.UniqueConstraint("session_no", name=op.f("uq_following_session_no")),
    )
    with op.batch_alter_table("following", schema=None) as batch_op:
        batch_op.create_index("ix_following_workout_id", ["workout_id"], unique=False)
    op.create_table(
        "following_progress",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("verdict_entry_id", sa.String(length=40), nullable=False),
        sa.Column("hold_entry_id", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_following_progress")),
    )
