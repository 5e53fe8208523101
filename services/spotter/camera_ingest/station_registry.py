"""Where the other services find the stations and what is known of their cameras."""

from collections import deque
from collections.abc import Sequence

import redis

from spotter.wire.names import STATE_FIELD, STATION_EVENTS, STATION_STATES, STATIONS
from spotter.wire.stations import Station, StationState, station_bytes, station_state_bytes

_EVENTS_KEPT = 10_000
_UNSENT_KEPT = 1_000


class StationRegistry:
    """Publishes ``stations`` and their states; what Redis did not take is sent again.

    Of the announcements that could not be sent, only the newest are kept.
    """

    def __init__(self, client: redis.Redis, stations: Sequence[Station]) -> None:
        self._client = client
        self._stations = stations
        self._unsent: deque[StationState] = deque(maxlen=_UNSENT_KEPT)

    def announce(self, state: StationState) -> None:
        """A station's status has changed: to be sent with the next update."""
        self._unsent.append(state)

    def update(self, states: Sequence[StationState]) -> None:
        """Write all stations and states and send the announcements.

        All of it, as Redis may have forgotten. Raises :class:`redis.RedisError` when the server
        does not take it.
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
