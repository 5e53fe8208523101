"""Publishes the stations and the state of their cameras to the other services."""

from collections import deque
from collections.abc import Sequence

import redis

from spotter.wire.names import STATE_FIELD, STATION_EVENTS, STATION_STATES, STATIONS
from spotter.wire.stations import Station, StationState, station_bytes, station_state_bytes

_EVENTS_KEPT = 10_000
_UNSENT_KEPT = 1_000


class StationRegistry:
    """Publishes ``stations`` and their states, and resends what Redis did not accept.

    It keeps only the newest announcements that could not be sent.
    """

    def __init__(self, client: redis.Redis, stations: Sequence[Station]) -> None:
        self._client = client
        self._stations = stations
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
        for state in states:
            pipe.hset(STATION_STATES, state.station_id, station_state_bytes(state))
        for state in self._unsent:
            fields = {STATE_FIELD: station_state_bytes(state)}
            pipe.xadd(STATION_EVENTS, fields, maxlen=_EVENTS_KEPT, approximate=True)  # type: ignore[arg-type]  # redis-py's types are invariant
        pipe.execute()
        self._unsent.clear()
