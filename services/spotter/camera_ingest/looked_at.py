"""At which stations somebody has asked to be recognised."""

from collections.abc import Sequence
from itertools import compress

import redis

from spotter.runtime.redis.presence import are_there
from spotter.wire.names import looking_key


class LookedAt:
    """Those of ``station_ids`` where somebody has asked; none while Redis does not answer.

    One thread calls :meth:`step`; any thread may ask whether a station ``in`` it is looked at.
    """

    def __init__(self, client: redis.Redis, station_ids: Sequence[str]) -> None:
        self._client = client
        self._station_ids = station_ids
        self._asked: frozenset[str] = frozenset()

    def step(self) -> None:
        """Ask Redis again."""
        try:
            are_asked = are_there(self._client, map(looking_key, self._station_ids))
        except redis.RedisError:  # whoever publishes states tells
            are_asked = [False] * len(self._station_ids)
        self._asked = frozenset(compress(self._station_ids, are_asked))

    def __contains__(self, station_id: object) -> bool:
        return station_id in self._asked
