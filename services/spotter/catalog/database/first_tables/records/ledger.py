"""Makes the tables of revision 0001: every rep with its verdict and its poses."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _station()
    _method()
    _rep()
    _rep_indexes()
    _rep_poses()
    _baseline()
    _default_partitions()


def _station() -> None:
    op.create_table(
        "station",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_station")),
        sa.UniqueConstraint("station_id", name=op.f("uq_station_station_id")),
    )


def _method() -> None:
    op.create_table(
        "method",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_method")),
        sa.UniqueConstraint("version", name=op.f("uq_method_version")),
    )


def _rep() -> None:
    op.create_table(
        "rep",
        sa.Column("started_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("station_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("track_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ended_us", sa.BigInteger(), nullable=False),
        sa.Column("set_started_us", sa.BigInteger(), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("rep_number", sa.Integer(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("method_no", sa.Integer(), nullable=False),
        sa.Column("session_no", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.SmallInteger(), nullable=False),
        sa.Column("score", sa.Float(precision=53), nullable=True),
        sa.Column("threshold", sa.Float(precision=53), nullable=True),
        sa.Column("reference_ratio", sa.Float(precision=53), nullable=True),
        sa.Column("baseline_id", sa.String(length=16), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["method_no"], ["method.no"], name=op.f("fk_rep_method_no_method")),
        sa.ForeignKeyConstraint(
            ["session_no"], ["session.no"], name=op.f("fk_rep_session_no_session")
        ),
        sa.ForeignKeyConstraint(
            ["station_no"], ["station.no"], name=op.f("fk_rep_station_no_station")
        ),
        sa.ForeignKeyConstraint(
            ["version_no"], ["exercise_version.no"], name=op.f("fk_rep_version_no_exercise_version")
        ),
        sa.PrimaryKeyConstraint("started_us", "station_no", "track_id", name=op.f("pk_rep")),
        postgresql_partition_by="RANGE (started_us)",
        sqlite_with_rowid=False,
    )


def _rep_indexes() -> None:
    with op.batch_alter_table("rep", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rep_session_no_started_us",
            ["session_no", "started_us"],
            unique=False,
            sqlite_where=sa.text("session_no IS NOT NULL"),
            postgresql_where=sa.text("session_no IS NOT NULL"),
        )


def _rep_poses() -> None:
    op.create_table(
        "rep_poses",
        sa.Column("started_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("station_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("track_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rep", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_no"], ["station.no"], name=op.f("fk_rep_poses_station_no_station")
        ),
        sa.PrimaryKeyConstraint("started_us", "station_no", "track_id", name=op.f("pk_rep_poses")),
        postgresql_partition_by="RANGE (started_us)",
    )


def _baseline() -> None:
    op.create_table(
        "baseline",
        sa.Column("baseline_id", sa.String(length=16), nullable=False),
        sa.Column("session_no", sa.Integer(), nullable=True),
        sa.Column("started_us", sa.BigInteger(), nullable=False),
        sa.Column("accepted_by", sa.String(length=200), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_no"], ["session.no"], name=op.f("fk_baseline_session_no_session")
        ),
        sa.PrimaryKeyConstraint("baseline_id", name=op.f("pk_baseline")),
    )
    with op.batch_alter_table("baseline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_baseline_session_no"), ["session_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_baseline_started_us"), ["started_us"], unique=False)


def _default_partitions() -> None:
    """On PostgreSQL a row of a month without its partition goes there."""
    if op.get_context().dialect.name == "postgresql":
        for table in ("rep", "rep_poses"):
            op.execute(f"CREATE TABLE {table}_default PARTITION OF {table} DEFAULT")
