"""The first tables."""

from spotter.catalog.database.first_tables import (
    exercises,
    ledger,
    patterns,
    people,
    sessions,
    totals,
    workouts,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables, room by room, those first to which others refer."""
    for room in (people, exercises, sessions, workouts, ledger, totals, patterns):
        room.make()
