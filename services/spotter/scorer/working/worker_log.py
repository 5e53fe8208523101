"""Keeps RQ from logging a traceback at each try while Redis fails."""

import logging

import redis

from spotter.runtime.redis.outage import RedisOutage


class OutageFilter(logging.Filter):
    """Notes failures of Redis in ``outage``, which says them once, and lets all else pass."""

    def __init__(self, outage: RedisOutage) -> None:
        super().__init__()
        self._outage = outage

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the ``record`` is logged."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, redis.RedisError):
            self._outage.begin(error)
            return False
        return True
