"""Makes the tables of revision 0001: who trains here."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _member()
    _erased_member()


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=600), nullable=False),
        sa.Column("keeps_reps", sa.Boolean(), nullable=False),
        sa.Column("keeps_poses", sa.Boolean(), nullable=False),
        sa.Column("consented_us", sa.BigInteger(), nullable=False),
        sa.Column("poses_kept_days", sa.Integer(), nullable=True),
        sa.Column("verdicts_kept_days", sa.Integer(), nullable=True),
        sa.Column("joined_us", sa.BigInteger(), nullable=False),
        sa.Column("left_us", sa.BigInteger(), nullable=True),
        sa.Column("height_m", sa.Double(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_member_named")),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_member")),
        sa.UniqueConstraint("id", name=op.f("uq_member_id")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index("ix_member_folded_no", ["folded", "no"], unique=False)


def _erased_member() -> None:
    op.create_table(
        "erased_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("erased_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased_member")),
    )
