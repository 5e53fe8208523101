"""Publishes the stations and the state of their cameras to the other services."""

from collections import deque
from collections.abc import Collection, Sequence

import redis

from spotter.camera_ingest.former_stations import FormerStations
from spotter.runtime.redis.membership import server_time_s
from spotter.wire.names import (
    FRAMES_IN,
    GONE_STATIONS,
    STATE_FIELD,
    STATION_EVENTS,
    STATION_STATES,
    STATIONS,
)
from spotter.wire.stations import Station, StationState, station_bytes, station_state_bytes

_EVENTS_KEPT = 10_000
_UNSENT_KEPT = 1_000
_FRAMES_IN_EXPIRY_S = 24 * 3600
_EXPIRY_S = 7 * 24 * 3600
"""Since the last update: so long a gym may be closed and still be shown, as offline."""


class StationRegistry:
    """Publishes ``stations`` and their states, and resends what Redis did not accept.

    It also has the ``former`` stations removed.

    It keeps only the newest announcements that could not be sent.
    """

    def __init__(
        self, client: redis.Redis, stations: Sequence[Station], former: FormerStations
    ) -> None:
        self._client = client
        self._stations = stations
        self._former = former
        self._unsent: deque[StationState] = deque(maxlen=_UNSENT_KEPT)

    def announce(self, state: StationState) -> None:
        """Queue a station's changed status for the next update."""
        self._unsent.append(state)

    def update(self, states: Sequence[StationState]) -> None:
        """Write all stations and states and send the announcements.

        It writes everything each time, as Redis may have lost it. Raises
        :class:`redis.RedisError` when the server fails.
        """
        pipe = self._client.pipeline(transaction=True)
        for station in self._stations:
            pipe.hset(STATIONS, station.station_id, station_bytes(station))
            pipe.zrem(GONE_STATIONS, station.station_id)
        for state in states:
            pipe.hset(STATION_STATES, state.station_id, station_state_bytes(state))
        for state in self._unsent:
            fields = {STATE_FIELD: station_state_bytes(state)}
            pipe.xadd(STATION_EVENTS, fields, maxlen=_EVENTS_KEPT, approximate=True)  # type: ignore[arg-type]  # redis-py's types are invariant
        for key in (STATIONS, STATION_STATES, STATION_EVENTS):
            pipe.expire(key, _EXPIRY_S)
        pipe.execute()
        self._unsent.clear()
        self._former.remove()

    def note_frames(self, station_ids: Collection[str]) -> None:
        """Write that the camera of each of these stations has just given a frame.

        Raises :class:`redis.RedisError` when the server fails.
        """
        now_s = server_time_s(self._client)
        pipe = self._client.pipeline(transaction=False)
        pipe.zadd(FRAMES_IN, dict.fromkeys(station_ids, now_s))
        pipe.expire(FRAMES_IN, _FRAMES_IN_EXPIRY_S)
        pipe.execute()
