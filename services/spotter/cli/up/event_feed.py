"""Reads the gym's events from Redis, and writes there how often processes were restarted."""

import time
from collections.abc import Mapping
from typing import Any, cast

import redis

from spotter.local_stack.embedded_redis import client_without_retries
from spotter.wire.errors import WireError
from spotter.wire.names import (
    RESTARTS,
    STATE_FIELD,
    STATION_EVENTS,
    STATIONS,
    VERDICT_FIELD,
    VERDICTS,
)
from spotter.wire.stations import StationState, station_from_bytes, station_state_from_bytes
from spotter.wire.verdicts import RepVerdict, verdict_from_bytes

_MOST_ENTRIES = 100
_RESTARTS_EXPIRY_S = 7 * 24 * 3600
_LAST_SEQUENCE = 2**64 - 1

_Entries = list[tuple[bytes, list[tuple[bytes, dict[bytes, bytes]]]]]


class EventFeed:
    """Verdicts and changes of camera state from ``since_ms`` (Redis's clock) on.

    While Redis does not answer there are no events; they arrive later.
    """

    def __init__(self, url: str, since_ms: int) -> None:
        self._client = client_without_retries(url)
        # Any: redis-py's types for stream names are invariant.
        self._last: dict[Any, Any] = {
            stream.encode(): f"{max(since_ms - 1, 0)}-{_LAST_SEQUENCE}"
            for stream in (VERDICTS, STATION_EVENTS)
        }
        self._names: dict[str, str] = {}
        self._told: dict[str, int] = {}

    def read(self, wait_s: float) -> list[RepVerdict | StationState]:
        """The new events; waits up to ``wait_s`` seconds for the first."""
        try:
            found = self._client.xread(self._last, count=_MOST_ENTRIES, block=round(wait_s * 1000))
        except redis.RedisError:
            time.sleep(wait_s)
            return []
        events: list[RepVerdict | StationState] = []
        for stream, entries in cast("_Entries", found):
            for entry_id, fields in entries:
                self._last[stream] = entry_id
                events += _events_in(fields)
        return events

    def name_of(self, station_id: str) -> str:
        """The station's display name; its id while the name is unknown."""
        if station_id not in self._names:
            try:
                stored = self._client.hget(STATIONS, station_id)
                if not isinstance(stored, bytes):
                    return station_id
                self._names[station_id] = station_from_bytes(stored).name
            except (redis.RedisError, WireError):
                return station_id
        return self._names[station_id]

    def tell_restarts(self, counts: Mapping[str, int]) -> None:
        """Write how often each process was restarted, if that is new and Redis answers."""
        if counts == self._told:
            return
        try:
            for name, count in counts.items():
                self._client.hset(RESTARTS, name, f"{count}")
                self._client.expire(RESTARTS, _RESTARTS_EXPIRY_S)
        except redis.RedisError:
            return
        self._told = dict(counts)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()


def _events_in(fields: dict[bytes, bytes]) -> list[RepVerdict | StationState]:
    """The event of an entry; empty for an entry that an incompatible version wrote."""
    try:
        if VERDICT_FIELD in fields:
            return [verdict_from_bytes(fields[VERDICT_FIELD])]
        return [station_state_from_bytes(fields[STATE_FIELD])]
    except (WireError, KeyError):
        return []
