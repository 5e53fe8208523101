"""Makes the tables of revision 0001: alerts, what was said to them, and the engine's memory."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them; they refer to classes, sessions and members."""
    _alert()
    _alert_indexes()
    _class_line()
    _silence()
    _cue()
    _presence()
    _station_need()
    _alert_memory()
    _alert_progress()


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.String(length=64), nullable=False),
        sa.Column("session_no", sa.Integer(), nullable=True),
        sa.Column("class_no", sa.Integer(), nullable=True),
        sa.Column("opened_us", sa.BigInteger(), nullable=False),
        sa.Column("ended_us", sa.BigInteger(), nullable=True),
        sa.Column("change_no", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_no"], ["session.no"], name=op.f("fk_alert_session_no_session")
        ),
        sa.ForeignKeyConstraint(["class_no"], ["class.no"], name=op.f("fk_alert_class_no_class")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_alert")),
        sa.UniqueConstraint("id", name=op.f("uq_alert_id")),
    )


def _alert_indexes() -> None:
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index("ix_alert_change_no", ["change_no"], unique=False)
        batch_op.create_index("ix_alert_opened_us", ["opened_us"], unique=False)
        batch_op.create_index(
            "ix_alert_station_id_opened_us", ["station_id", "opened_us"], unique=False
        )
        batch_op.create_index(
            "ix_alert_class_no_opened_us", ["class_no", "opened_us"], unique=False
        )
        batch_op.create_index("ix_alert_session_no", ["session_no"], unique=False)
        batch_op.create_index(
            "ix_alert_open",
            ["opened_us"],
            unique=False,
            sqlite_where=sa.text("ended_us IS NULL"),
            postgresql_where=sa.text("ended_us IS NULL"),
        )


def _class_line() -> None:
    op.create_table(
        "class_line",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("class_no", sa.Integer(), nullable=True),
        sa.Column("begun_us", sa.BigInteger(), nullable=False),
        sa.Column("ended_us", sa.BigInteger(), nullable=True),
        sa.Column("change_no", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_no"], ["class.no"], name=op.f("fk_class_line_class_no_class")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_class_line")),
        sa.UniqueConstraint("id", name=op.f("uq_class_line_id")),
    )
    _add_indexes("class_line", "change_no", "begun_us")


def _silence() -> None:
    op.create_table(
        "silence",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=True),
        sa.Column("begun_us", sa.BigInteger(), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.Column("change_no", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_silence_member_no_member")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_silence")),
        sa.UniqueConstraint("id", name=op.f("uq_silence_id")),
    )
    _add_indexes("silence", "change_no", "until_us", "member_no")


def _cue() -> None:
    op.create_table(
        "cue",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.String(length=64), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=True),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("change_no", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_no"], ["member.no"], name=op.f("fk_cue_member_no_member")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_cue")),
        sa.UniqueConstraint("id", name=op.f("uq_cue_id")),
    )
    _add_indexes("cue", "change_no", "at_us", "member_no")


def _presence() -> None:
    op.create_table(
        "presence",
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("until_us", sa.BigInteger(), nullable=False),
        sa.Column("change_no", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("author", name=op.f("pk_presence")),
    )
    _add_indexes("presence", "change_no")


def _station_need() -> None:
    op.create_table(
        "station_need",
        sa.Column("station_id", sa.String(length=64), nullable=False),
        sa.Column("change_no", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("station_id", name=op.f("pk_station_need")),
    )
    _add_indexes("station_need", "change_no")


def _alert_memory() -> None:
    op.create_table(
        "alert_memory",
        sa.Column("station_id", sa.String(length=64), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("station_id", name=op.f("pk_alert_memory")),
    )


def _alert_progress() -> None:
    op.create_table(
        "alert_progress",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("change_no", sa.BigInteger(), nullable=False),
        sa.Column("verdict_entry_id", sa.String(length=40), nullable=False),
        sa.Column("station_entry_id", sa.String(length=40), nullable=False),
        sa.Column("is_flood", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_alert_progress")),
    )


def _add_indexes(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(f"ix_{table}_{column}", [column], unique=False)
