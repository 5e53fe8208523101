"""The first tables."""

from spotter.catalog.database.first_tables.alerts import alerts, deliveries
from spotter.catalog.database.first_tables.checkin import checkin, faces, pauses
from spotter.catalog.database.first_tables.exercises import exercises, patterns
from spotter.catalog.database.first_tables.people import accounts, audit, people, sessions
from spotter.catalog.database.first_tables.records import ledger, totals
from spotter.catalog.database.first_tables.training import following, proposals, workouts

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables, area by area, those first to which others refer."""
    records = (people, exercises, sessions, workouts, ledger, totals, patterns)
    of_stations = (checkin, faces, following, pauses, proposals)
    for area in (*records, accounts, audit, alerts, deliveries, *of_stations):
        area.make()
