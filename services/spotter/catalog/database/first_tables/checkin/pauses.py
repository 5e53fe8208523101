"""Makes the tables of revision 0001: stations that are paused."""

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make it."""
    op.create_table(
        "station_pause",
        sa.Column("station_id", sa.String(length=40), nullable=False),
        sa.Column("paused_us", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("station_id", name=op.f("pk_station_pause")),
    )
