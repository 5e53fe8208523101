"""Tells segmenters whose reps those at each station are, in Redis."""

from collections.abc import Callable, Iterable

import redis

from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.kept_in_redis import KeptInRedis
from spotter.catalog.known_stations import check_station
from spotter.catalog.sessions.statements import station_sessions
from spotter.wire.names import SESSION_CHANGES, STATION_SESSIONS
from spotter.wire.sessions import station_sessions_bytes

_ENDED_LATELY_US = 3_600_000_000
"""A rep that started in a session may be cut, or cut again, after its end."""
_EXPIRY_S = 24 * 3600
"""Of sessions that the catalog tells no more: it writes them anew all the time."""


class SessionAnnouncer:
    """Keeps the sessions in Redis as they are in the database; for any thread.

    ``now_us`` returns microseconds since the Unix epoch.
    """

    def __init__(self, database: Database, client: redis.Redis, now_us: Callable[[], int]) -> None:
        self._database = database
        self._client = client
        self._now_us = now_us
        self._changes = ChangeStream(client)
        self._kept = KeptInRedis("sessions", self._write)

    def announce(self, session_ids: Iterable[str] = ()) -> None:
        """Write all sessions anew, and tell that these have changed; call it after the commit."""
        self._kept.announce()
        for session_id in session_ids:
            self._changes.announce(SESSION_CHANGES, session_id)

    def check_station(self, station_id: str) -> None:
        """Raise :class:`CatalogError` for a station that the running gym does not have."""
        check_station(self._client, station_id)

    def _write(self) -> None:
        now_us = self._now_us()
        with self._database.reading() as session:
            found = station_sessions(session, now_us - _ENDED_LATELY_US, now_us)
        pipeline = self._client.pipeline(transaction=True)
        pipeline.delete(STATION_SESSIONS)
        for station_id, sessions in found.items():
            pipeline.hset(STATION_SESSIONS, station_id, station_sessions_bytes(sessions))
        pipeline.expire(STATION_SESSIONS, _EXPIRY_S)
        pipeline.execute()
