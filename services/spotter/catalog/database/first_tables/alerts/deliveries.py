"""Makes the tables of revision 0001: how trainers are reached, and what went out to them."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _channel()
    _channel_route()
    _delivery()
    _delivery_alert()
    _push_key()


def _channel() -> None:
    op.create_table(
        "channel",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("leads_to", sa.String(length=300), nullable=False),
        sa.Column("is_routed", sa.Boolean(), nullable=False),
        sa.Column("lowest_priority", sa.Integer(), nullable=False),
        sa.Column("quiet_begin", sa.Time(), nullable=True),
        sa.Column("quiet_end", sa.Time(), nullable=True),
        sa.Column("high_comes", sa.Boolean(), nullable=False),
        sa.Column("from_escalation", sa.Integer(), nullable=False),
        sa.Column("has_names", sa.Boolean(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("gone_us", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_channel")),
        sa.UniqueConstraint("id", name=op.f("uq_channel_id")),
    )
    with op.batch_alter_table("channel", schema=None) as batch_op:
        batch_op.create_index("ix_channel_account_id", ["account_id"], unique=False)


def _channel_route() -> None:
    op.create_table(
        "channel_route",
        sa.Column("channel_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_no"], ["channel.no"], name=op.f("fk_channel_route_channel_no_channel")
        ),
        sa.PrimaryKeyConstraint("channel_no", "kind", "target", name=op.f("pk_channel_route")),
    )
    with op.batch_alter_table("channel_route", schema=None) as batch_op:
        batch_op.create_index("ix_channel_route_kind_target", ["kind", "target"], unique=False)


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel_no", sa.Integer(), nullable=False),
        sa.Column("is_digest", sa.Boolean(), nullable=False),
        sa.Column("alerts", sa.Integer(), nullable=False),
        sa.Column("escalation", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=200), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("due_us", sa.BigInteger(), nullable=False),
        sa.Column("leased_until_us", sa.BigInteger(), nullable=False),
        sa.Column("ended_us", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["channel_no"], ["channel.no"], name=op.f("fk_delivery_channel_no_channel")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_delivery")),
        sa.UniqueConstraint("id", name=op.f("uq_delivery_id")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_delivery_channel_no_made_us", ["channel_no", "made_us"], unique=False
        )
        batch_op.create_index(
            "ix_delivery_waiting",
            ["due_us"],
            unique=False,
            sqlite_where=sa.text("ended_us IS NULL"),
            postgresql_where=sa.text("ended_us IS NULL"),
        )
        batch_op.create_index("ix_delivery_made_us", ["made_us"], unique=False)


def _delivery_alert() -> None:
    op.create_table(
        "delivery_alert",
        sa.Column("delivery_no", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_no"], ["delivery.no"], name=op.f("fk_delivery_alert_delivery_no_delivery")
        ),
        sa.PrimaryKeyConstraint("delivery_no", "alert_id", name=op.f("pk_delivery_alert")),
    )
    with op.batch_alter_table("delivery_alert", schema=None) as batch_op:
        batch_op.create_index("ix_delivery_alert_alert_id", ["alert_id"], unique=False)


def _push_key() -> None:
    op.create_table(
        "push_key",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("private_pem", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_push_key")),
    )
