"""Which stations the running gym has."""

from typing import cast

import redis

from spotter.catalog.errors import CatalogError
from spotter.wire.names import STATIONS

_SHOWN = 20


def check_station(client: redis.Redis, station_id: str) -> None:
    """Raise :class:`CatalogError` for a station that the running gym does not have.

    While no gym runs, and without Redis, every station may be one.
    """
    try:
        names = cast("list[bytes]", client.hkeys(STATIONS))
    except redis.RedisError:
        return
    known = sorted(name.decode() for name in names)
    if known and station_id not in known:
        there = ", ".join(known[:_SHOWN]) + (", ..." if known[_SHOWN:] else "")
        raise CatalogError(f"the gym has no station {station_id}; it has {there}")
