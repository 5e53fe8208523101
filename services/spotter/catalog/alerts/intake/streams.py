"""Reads the streams of Redis that alerts are made of, from where it was read before."""

from dataclasses import dataclass
from typing import Any, cast

import redis

from spotter.catalog.change_stream import is_of_kind
from spotter.catalog.stream_reading import (
    BEFORE_ALL,
    Entries,
    last_of,
    newest_place,
    next_place,
    read_after,
)
from spotter.wire.names import (
    CATALOG_CHANGES,
    FRAMES_IN,
    SESSION_CHANGES,
    STATION_EVENTS,
    STATION_STATES,
    STATIONS,
    VERDICTS,
)

_SILENT_S = 30.0


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last entries that were taken from the streams of verdicts and of stations."""

    verdict_entry_id: str = BEFORE_ALL
    station_entry_id: str = BEFORE_ALL


@dataclass(frozen=True, slots=True)
class Read:
    """What came, and where to go on."""

    verdicts: Entries
    stations: Entries
    sessions_changed: bool
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class Stations:
    """Stations and the states of their cameras, as they are stored; ``silent`` ones by their ids.

    A camera is silent that has given frames, but none for 30 s: as where the process that decodes
    it has died, and cannot say that it is offline.
    """

    stations: list[bytes]
    states: list[bytes]
    silent: frozenset[str]


class Streams:
    """The streams, without a consumer group: whoever reads says from where.

    All methods raise :class:`redis.RedisError`.
    """

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._last_change = ""

    def read(self, after: Cursor, wait_ms: int) -> Read:
        """What comes after ``after``, at most a batch of each; waits up to ``wait_ms`` for it."""
        is_first = not self._last_change
        self._last_change = self._last_change or newest_place(self._client, CATALOG_CHANGES)
        streams = {
            VERDICTS: after.verdict_entry_id,
            STATION_EVENTS: after.station_entry_id,
            CATALOG_CHANGES: self._last_change,
        }
        found = read_after(self._client, streams, wait_ms)
        changes = found.get(CATALOG_CHANGES, [])
        self._last_change = last_of(changes, self._last_change)
        verdicts, stations = found.get(VERDICTS, []), found.get(STATION_EVENTS, [])
        return Read(
            verdicts,
            stations,
            is_first or any(is_of_kind(fields, SESSION_CHANGES) for _, fields in changes),
            Cursor(
                next_place(self._client, VERDICTS, verdicts, after.verdict_entry_id),
                next_place(self._client, STATION_EVENTS, stations, after.station_entry_id),
            ),
        )

    def stations(self) -> Stations:
        """The stations and their cameras, as they are now."""
        pipeline = self._client.pipeline(transaction=False)
        pipeline.hvals(STATIONS)
        pipeline.hvals(STATION_STATES)
        pipeline.zrange(FRAMES_IN, 0, -1, withscores=True)
        pipeline.time()
        stations, states, frames, (now_s, _) = cast("Any", pipeline.execute())
        silent = (name.decode() for name, at_s in frames if at_s < now_s - _SILENT_S)
        return Stations(stations, states, frozenset(silent))
