"""At which stations somebody has asked to be recognised, and which of them this process reads."""

from itertools import compress
from typing import cast

import redis

from spotter.runtime.redis.presence import are_there
from spotter.wire.names import STATIONS, looking_key, reader_key

_READER_MS = 2000


class AskedStations:
    """Shares the stations where somebody has asked among all checkin processes.

    A station is read by one process, whose ``name`` is kept in Redis while it goes on asking; a
    process that dies leaves its stations to the others two seconds later.
    """

    def __init__(self, client: redis.Redis, name: str) -> None:
        self._client = client
        self._name = name

    def ours(self) -> tuple[str, ...]:
        """The stations to read now, sorted. Raises :class:`redis.RedisError`."""
        return tuple(station_id for station_id in self._asked() if self._claims(station_id))

    def _asked(self) -> list[str]:
        station_ids = sorted(
            key.decode() for key in cast("list[bytes]", self._client.hkeys(STATIONS))
        )
        return list(compress(station_ids, are_there(self._client, map(looking_key, station_ids))))

    def _claims(self, station_id: str) -> bool:
        key = reader_key(station_id)
        if self._client.set(key, self._name, nx=True, px=_READER_MS):
            return True
        is_ours = self._client.get(key) == self._name.encode()
        return is_ours and bool(self._client.pexpire(key, _READER_MS))
