"""Tells segmenters whose reps those at each station are, in Redis."""

import threading
from collections.abc import Callable, Iterable
from typing import cast

import redis
import structlog

from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import CatalogError, DatabaseError
from spotter.catalog.sessions.statements import station_sessions
from spotter.runtime.redis.outage import kind_of
from spotter.wire.names import SESSION_CHANGES, STATION_SESSIONS, STATIONS
from spotter.wire.sessions import station_sessions_bytes

_ENDED_LATELY_US = 3_600_000_000
"""A rep that started in a session may be cut, or cut again, after its end."""
_EXPIRY_S = 24 * 3600
"""Of sessions that the catalog tells no more: it writes them anew all the time."""
_SHOWN = 20


class SessionAnnouncer:
    """Keeps the sessions in Redis as they are in the database; for any thread.

    ``now_us`` returns microseconds since the Unix epoch.
    """

    def __init__(self, database: Database, client: redis.Redis, now_us: Callable[[], int]) -> None:
        self._database = database
        self._client = client
        self._now_us = now_us
        self._changes = ChangeStream(client)
        self._lock = threading.Lock()
        self._log = structlog.get_logger()

    def announce(self, session_ids: Iterable[str] = ()) -> None:
        """Write all sessions anew, and tell that these have changed; call it after the commit.

        What was committed counts: without Redis or the database it is done when they are back.
        """
        with self._lock:  # so that of two writers the later one has read later
            try:
                self._write()
            except (redis.RedisError, DatabaseError) as error:
                reason = kind_of(error) if isinstance(error, redis.RedisError) else str(error)
                self._log.warning("sessions not announced", reason=reason)
        for session_id in session_ids:
            self._changes.announce(SESSION_CHANGES, session_id)

    def check_station(self, station_id: str) -> None:
        """Raise :class:`CatalogError` for a station that the running gym does not have."""
        try:
            names = cast("list[bytes]", self._client.hkeys(STATIONS))
        except redis.RedisError:
            return
        known = sorted(name.decode() for name in names)
        if known and station_id not in known:
            there = ", ".join(known[:_SHOWN]) + (", ..." if known[_SHOWN:] else "")
            raise CatalogError(f"the gym has no station {station_id}; it has {there}")

    def _write(self) -> None:
        with self._database.reading() as session:
            found = station_sessions(session, self._now_us() - _ENDED_LATELY_US)
        pipeline = self._client.pipeline(transaction=True)
        pipeline.delete(STATION_SESSIONS)
        for station_id, sessions in found.items():
            pipeline.hset(STATION_SESSIONS, station_id, station_sessions_bytes(sessions))
        pipeline.expire(STATION_SESSIONS, _EXPIRY_S)
        pipeline.execute()
