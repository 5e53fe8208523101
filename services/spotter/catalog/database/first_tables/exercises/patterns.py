"""Makes the tables of revision 0001: patterns of faults and their reps, and searches for them."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _pattern()
    _pattern_rep()
    _pattern_search()
    _pattern_source()
    _lost_pattern()


def _pattern() -> None:
    op.create_table(
        "pattern",
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("film", sa.LargeBinary(), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_pattern_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_pattern_member_no_member")
        ),
        sa.PrimaryKeyConstraint("exercise_no", "digest", name=op.f("pk_pattern")),
    )


def _pattern_rep() -> None:
    op.create_table(
        "pattern_rep",
        sa.Column("started_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("station_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("track_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("exercise_no", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_pattern_rep_exercise_no_exercise")
        ),
        sa.ForeignKeyConstraint(
            ["station_no"], ["station.no"], name=op.f("fk_pattern_rep_station_no_station")
        ),
        sa.PrimaryKeyConstraint(
            "started_us", "station_no", "track_id", name=op.f("pk_pattern_rep")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("pattern_rep", schema=None) as batch_op:
        batch_op.create_index("ix_pattern_rep_exercise_no", ["exercise_no"], unique=False)


def _pattern_search() -> None:
    op.create_table(
        "pattern_search",
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ended_us", sa.BigInteger(), nullable=False),
        sa.Column("since_us", sa.BigInteger(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_pattern_search_exercise_no_exercise")
        ),
        sa.PrimaryKeyConstraint("exercise_no", name=op.f("pk_pattern_search")),
    )


def _pattern_source() -> None:
    op.create_table(
        "pattern_source",
        sa.Column("member_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_pattern_source_member_no_member")
        ),
        sa.PrimaryKeyConstraint("member_no", "digest", name=op.f("pk_pattern_source")),
    )


def _lost_pattern() -> None:
    op.create_table(
        "lost_pattern",
        sa.Column("exercise_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("cue", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_no"], ["exercise.no"], name=op.f("fk_lost_pattern_exercise_no_exercise")
        ),
        sa.PrimaryKeyConstraint("exercise_no", "digest", name=op.f("pk_lost_pattern")),
    )
