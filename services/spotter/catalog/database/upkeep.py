"""What a database wants done from time to time while the catalog runs."""

import structlog

from spotter.catalog.database.kinds.partitions import make_partitions, months_to_have
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import DatabaseError

EVERY_S = 3600.0


def keep_up(database: Database, now_us: int) -> None:
    """Make the months that are missing; what cannot be done now is for the next time."""
    log = structlog.get_logger()
    try:
        made = make_partitions(database, months_to_have(now_us))
    except DatabaseError as error:
        log.warning("months not made", reason=str(error))
        return
    if made:
        log.info("months made", partitions=made)
