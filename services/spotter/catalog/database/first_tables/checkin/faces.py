"""Makes the table of revision 0001 for what is kept of members' faces."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make it."""
    op.create_table(
        "face",
        sa.Column("member_no", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_us", sa.BigInteger(), nullable=False),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("agreed_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_no"], ["member.no"], name=op.f("fk_face_member_no_member")
        ),
        sa.PrimaryKeyConstraint("member_no", name=op.f("pk_face")),
    )
