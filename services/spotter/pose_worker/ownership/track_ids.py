"""The highest track id assigned at each station, so that no id is assigned twice."""

import redis

from spotter.wire.encoding.bounds import HIGHEST_TRACK_ID
from spotter.wire.names import TRACK_IDS

_EXPIRY_S = 8 * 24 * 3600
"""Since the last new person: longer than reps are kept."""
START_AGAIN = HIGHEST_TRACK_ID - 10_000_000
"""From here on a takeover begins with 1 again: a tracker must not run out of ids."""


class TrackIds:
    """Keeps them in a sorted set in Redis: station -> highest track id."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._noted: dict[str, int] = {}

    def next_id(self, station_id: str) -> int:
        """The lowest id above all that were assigned at the station; 1 after the highest of all."""
        highest = int(self._client.zscore(TRACK_IDS, station_id) or 0)
        if highest < START_AGAIN:
            return highest + 1
        self._client.zrem(TRACK_IDS, station_id)
        self._noted.pop(station_id, None)
        return 1

    def note(self, station_id: str, track_id: int) -> None:
        """Record that ``track_id`` is assigned; only a new highest id costs a round trip."""
        if track_id > self._noted.get(station_id, 0):
            pipeline = self._client.pipeline(transaction=False)
            pipeline.zadd(TRACK_IDS, {station_id: track_id}, gt=True)
            pipeline.expire(TRACK_IDS, _EXPIRY_S)
            pipeline.execute()
            self._noted[station_id] = track_id
