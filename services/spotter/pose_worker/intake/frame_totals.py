"""Tells the other services how many frames of each station are read, and how many too late."""

import redis

from spotter.pose_worker.intake.frame_counts import READ, STALE, FrameCounts
from spotter.wire.names import FRAMES_READ, FRAMES_STALE

_EXPIRY_S = 24 * 3600
_KEYS = {READ: FRAMES_READ, STALE: FRAMES_STALE}


class FrameTotals:
    """Adds what ``counts`` has counted to the totals of all workers in Redis."""

    def __init__(self, client: redis.Redis, counts: FrameCounts) -> None:
        self._client = client
        self._counts = counts

    def step(self) -> None:
        """Add what is new; while Redis does not answer, it is kept for the next time."""
        untold = self._counts.take_untold()
        if not untold:
            return
        pipe = self._client.pipeline(transaction=True)
        for (station_id, kind), frames in untold.items():
            pipe.hincrby(_KEYS[kind], station_id, frames)
        for key in _KEYS.values():
            pipe.expire(key, _EXPIRY_S)
        try:
            pipe.execute()
        except redis.RedisError:  # which the heartbeat tells
            self._counts.put_back(untold)
