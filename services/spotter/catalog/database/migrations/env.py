"""What Alembic runs for each command; the connection is its caller's."""

from alembic import context

from spotter.catalog.database.kinds.partitions import is_no_partition
from spotter.catalog.database.tables import Table

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    include_name=is_no_partition,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
