"""Makes the tables of revision 0001: who saw and changed what."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make them, in the order in which they refer to each other."""
    _audit_entry()
    _audit_head()
    _audit_name()


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_author"), ["author"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_person"), ["person"], unique=False)


def _audit_head() -> None:
    op.create_table(
        "audit_head",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_audit_head")),
    )


def _audit_name() -> None:
    op.create_table(
        "audit_name",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_audit_name_member_no_member")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_audit_name")),
        sa.UniqueConstraint("id", name=op.f("uq_audit_name_id")),
        sa.UniqueConstraint("member_no", "subject", name=op.f("uq_audit_name_member_no_subject")),
    )
