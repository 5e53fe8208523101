"""Makes the tables of revision 0001: what is proposed, and what members say of their sessions."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _proposal()
    _progression()
    _session_answer()


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.Column("workout_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("exercise_no", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("decided_us", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_proposal_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_proposal_member_no_member")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_proposal")),
        sa.UniqueConstraint("id", name=op.f("uq_proposal_id")),
        sa.UniqueConstraint(
            "workout_id", "exercise_no", name=op.f("uq_proposal_workout_id_exercise_no")
        ),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_proposal_member_no_title_exercise_no",
            ["member_no", "title", "exercise_no"],
            unique=False,
        )
        batch_op.create_index("ix_proposal_state", ["state"], unique=False)


def _progression() -> None:
    op.create_table(
        "progression",
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("exercise_no", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_progression_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_progression_member_no_member")
        ),
        sa.PrimaryKeyConstraint("member_no", "title", "exercise_no", name=op.f("pk_progression")),
    )


def _session_answer() -> None:
    op.create_table(
        "session_answer",
        sa.Column("session_no", sa.Integer(), nullable=False),
        sa.Column("sleep", sa.Integer(), nullable=True),
        sa.Column("stress", sa.Integer(), nullable=True),
        sa.Column("fatigue", sa.Integer(), nullable=True),
        sa.Column("soreness", sa.Integer(), nullable=True),
        sa.Column("effort", sa.Double(), nullable=True),
        sa.Column("hurts", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_no"], ["session.no"], name=op.f("fk_session_answer_session_no_session")
        ),
        sa.PrimaryKeyConstraint("session_no", name=op.f("pk_session_answer")),
    )
