"""Makes the tables of revision 0001: what members are known by at a station."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them."""
    _pin()
    _badge()
    _tries()


def _pin() -> None:
    op.create_table(
        "pin",
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("pin_hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["member_no"], ["member.no"], name=op.f("fk_pin_member_no_member")),
        sa.PrimaryKeyConstraint("member_no", name=op.f("pk_pin")),
        sa.UniqueConstraint("number", name=op.f("uq_pin_number")),
    )


def _badge() -> None:
    op.create_table(
        "badge",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("shown_us", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_badge_member_no_member")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_badge")),
        sa.UniqueConstraint("id", name=op.f("uq_badge_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_badge_secret_hash")),
    )
    with op.batch_alter_table("badge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_badge_member_no"), ["member_no"], unique=False)


def _tries() -> None:
    op.create_table(
        "checkin_tries",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_checkin_tries")),
    )
