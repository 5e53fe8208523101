"""Tells cameras and segmenters which stations are paused, in Redis."""

from typing import cast

import redis

from spotter.catalog.database.opening import Database
from spotter.catalog.kept_in_redis import KeptInRedis
from spotter.catalog.known_stations import check_station
from spotter.catalog.pauses.changes import pauses
from spotter.wire.names import STATIONS, paused_key

_EXPIRY_S = 30 * 24 * 3600
"""Of pauses that the catalog tells no more: it writes them anew all the time."""


class PauseAnnouncer:
    """Keeps the pauses in Redis as they are in the database; for any thread."""

    def __init__(self, database: Database, client: redis.Redis) -> None:
        self._database = database
        self._client = client
        self._kept = KeptInRedis("pauses", self._write)

    def announce(self) -> bool:
        """Write all pauses anew, after the commit; returns whether others know them now.

        Else they do when Redis is back, and until then a station stays as it is.
        """
        return self._kept.announce()

    def check_station(self, station_id: str) -> None:
        """Raise :class:`CatalogError` for a station that the running gym does not have."""
        check_station(self._client, station_id)

    def _write(self) -> None:
        with self._database.reading() as session:
            paused_us = {row.station_id: row.paused_us for row in pauses(session)}
        names = cast("list[bytes]", self._client.hkeys(STATIONS))
        running = {name.decode() for name in names} - paused_us.keys()
        pipeline = self._client.pipeline(transaction=True)
        for station_id, since_us in paused_us.items():
            pipeline.set(paused_key(station_id), since_us, ex=_EXPIRY_S)
        for station_id in running:
            pipeline.delete(paused_key(station_id))
        pipeline.execute()
