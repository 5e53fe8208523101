"""Makes the tables of revision 0001: exercises, their versions, and of whom they learnt."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _exercise()
    _exercise_version()
    _exercise_activation()
    _exercise_description()
    _learnt_rep()


def _exercise() -> None:
    op.create_table(
        "exercise",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.Column("archived_us", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_exercise")),
        sa.UniqueConstraint("id", name=op.f("uq_exercise_id")),
    )
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.create_index(
            "uq_exercise_name",
            ["name"],
            unique=True,
            sqlite_where=sa.text("archived_us IS NULL"),
            postgresql_where=sa.text("archived_us IS NULL"),
        )


def _exercise_version() -> None:
    op.create_table(
        "exercise_version",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("good_reps", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("faulty_reps", sa.Integer(), nullable=False),
        sa.Column("cues", sa.Integer(), nullable=False),
        sa.Column("false_alarm_ratio", sa.Float(precision=53), nullable=False),
        sa.Column("created_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_exercise_version_exercise_no_exercise")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_exercise_version")),
        sa.UniqueConstraint(
            "exercise_no", "digest", name=op.f("uq_exercise_version_exercise_no_digest")
        ),
    )
    with op.batch_alter_table("exercise_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exercise_version_digest"), ["digest"], unique=False)


def _exercise_activation() -> None:
    op.create_table(
        "exercise_activation",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("activated_us", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_no"],
            ["exercise.no"],
            name=op.f("fk_exercise_activation_exercise_no_exercise"),
        ),
        sa.ForeignKeyConstraint(
            ["version_no"],
            ["exercise_version.no"],
            name=op.f("fk_exercise_activation_version_no_exercise_version"),
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_exercise_activation")),
    )
    with op.batch_alter_table("exercise_activation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exercise_activation_exercise_no"), ["exercise_no"], unique=False
        )


def _exercise_description() -> None:
    op.create_table(
        "exercise_description",
        sa.Column("exercise_no", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_no"],
            ["exercise.no"],
            name=op.f("fk_exercise_description_exercise_no_exercise"),
        ),
        sa.PrimaryKeyConstraint("exercise_no", name=op.f("pk_exercise_description")),
        sa.UniqueConstraint("source_id", name=op.f("uq_exercise_description_source_id")),
    )


def _learnt_rep() -> None:
    op.create_table(
        "learnt_rep",
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.Column("exercise_no", sa.Integer(), nullable=False),
        sa.Column("started_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ended_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_learnt_rep_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_learnt_rep_member_no_member")
        ),
        sa.PrimaryKeyConstraint(
            "member_no", "exercise_no", "started_us", name=op.f("pk_learnt_rep")
        ),
    )
