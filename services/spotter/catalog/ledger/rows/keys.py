"""By which keys the ledger's rows are known, and how many of them are found at once."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, column, select, tuple_, values

from spotter.catalog.database.tables import PatternRep, RepPoses, RepRow

RepKey = tuple[int, int, int]
"""What reps are ordered by: start, number of the station, track."""

_COLUMNS = (
    column("started_us", BigInteger),
    column("station_no", Integer),
    column("track_id", BigInteger),
)


def has_key(
    table: type[RepRow | RepPoses | PatternRep], keys: Sequence[RepKey]
) -> ColumnElement[bool]:
    """The condition that a row of ``table`` is one of these reps'; there is at least one.

    SQLite takes 32,766 values in a statement, and a key has three.
    """
    # SQLite 3.40 reads the whole table for a list of keys, and looks each up for a selection.
    wanted = select(values(*_COLUMNS, name="wanted").data(list(keys)).cte())
    own = tuple_(table.started_us, table.station_no, table.track_id)
    starts = [key[0] for key in keys]
    return and_(
        own.in_(wanted),
        table.started_us.between(min(starts), max(starts)),  # names the partitions
    )
