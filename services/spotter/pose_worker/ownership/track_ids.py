"""The highest track id assigned at each station, so that no id is assigned twice."""

import redis

from spotter.wire.names import TRACK_IDS


class TrackIds:
    """Keeps them in a sorted set in Redis: station -> highest track id."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._noted: dict[str, int] = {}

    def next_id(self, station_id: str) -> int:
        """The lowest id above all that were assigned at the station."""
        highest = self._client.zscore(TRACK_IDS, station_id)
        return int(highest or 0) + 1

    def note(self, station_id: str, track_id: int) -> None:
        """Record that ``track_id`` is assigned; only a new highest id costs a round trip."""
        if track_id > self._noted.get(station_id, 0):
            self._client.zadd(TRACK_IDS, {station_id: track_id}, gt=True)
            self._noted[station_id] = track_id
