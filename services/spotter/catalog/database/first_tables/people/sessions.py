"""Makes the tables of revision 0001: classes, and who trains where."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _class()
    _class_member()
    _class_station()
    _class_trainer()
    _session()
    _session_indexes()


def _class() -> None:
    op.create_table(
        "class",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("is_weekly", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("archived_us", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_class_named")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_class")),
        sa.UniqueConstraint("id", name=op.f("uq_class_id")),
    )


def _class_member() -> None:
    op.create_table(
        "class_member",
        sa.Column("class_no", sa.Integer(), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_no"], ["class.no"], name=op.f("fk_class_member_class_no_class")
        ),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_class_member_member_no_member")
        ),
        sa.PrimaryKeyConstraint("class_no", "member_no", name=op.f("pk_class_member")),
    )
    with op.batch_alter_table("class_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_class_member_member_no"), ["member_no"], unique=False)


def _class_station() -> None:
    op.create_table(
        "class_station",
        sa.Column("class_no", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_no"], ["class.no"], name=op.f("fk_class_station_class_no_class")
        ),
        sa.PrimaryKeyConstraint("class_no", "station_id", name=op.f("pk_class_station")),
    )


def _class_trainer() -> None:
    op.create_table(
        "class_trainer",
        sa.Column("class_no", sa.Integer(), nullable=False),
        sa.Column("trainer", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_no"], ["class.no"], name=op.f("fk_class_trainer_class_no_class")
        ),
        sa.PrimaryKeyConstraint("class_no", "trainer", name=op.f("pk_class_trainer")),
    )


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.Column("station_id", sa.String(length=64), nullable=False),
        sa.Column("class_no", sa.Integer(), nullable=True),
        sa.Column("begun_us", sa.BigInteger(), nullable=False),
        sa.Column("ended_us", sa.BigInteger(), nullable=True),
        sa.Column("begun_by", sa.String(length=200), nullable=False),
        sa.Column("ended_by", sa.String(length=200), nullable=True),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("consented_us", sa.BigInteger(), nullable=False),
        sa.Column("is_nobodys", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "ended_us IS NULL OR ended_us >= begun_us", name=op.f("ck_session_order")
        ),
        sa.ForeignKeyConstraint(["class_no"], ["class.no"], name=op.f("fk_session_class_no_class")),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_session_member_no_member")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_session")),
        sa.UniqueConstraint("id", name=op.f("uq_session_id")),
    )


def _session_indexes() -> None:
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index("ix_session_begun_us", ["begun_us"], unique=False)
        batch_op.create_index("ix_session_ended_us", ["ended_us"], unique=False)
        batch_op.create_index(
            "ix_session_member_no_begun_us", ["member_no", "begun_us"], unique=False
        )
        batch_op.create_index(
            "ix_session_station_id_begun_us", ["station_id", "begun_us"], unique=False
        )
        batch_op.create_index(
            "uq_session_open_member",
            ["member_no"],
            unique=True,
            sqlite_where=sa.text("ended_us IS NULL"),
            postgresql_where=sa.text("ended_us IS NULL"),
        )
        batch_op.create_index(
            "uq_session_open_station",
            ["station_id"],
            unique=True,
            sqlite_where=sa.text("ended_us IS NULL"),
            postgresql_where=sa.text("ended_us IS NULL"),
        )
