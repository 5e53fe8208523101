"""Keeps in Redis what the database says, for processes that ask there."""

import threading
from collections.abc import Callable

import redis
import structlog

from spotter.catalog.errors import DatabaseError
from spotter.runtime.redis.outage import kind_of


class KeptInRedis:
    """Has ``write`` read all of it anew and write it; ``named`` in the log; for any thread."""

    def __init__(self, named: str, write: Callable[[], None]) -> None:
        self._named = named
        self._write = write
        self._lock = threading.Lock()

    def announce(self) -> bool:
        """Write it, after the commit; returns whether that was possible.

        What was committed counts: without Redis or the database it is done when they are back.
        """
        try:
            with self._lock:  # so that of two writers the later one has read later
                self._write()
        except (redis.RedisError, DatabaseError) as error:
            reason = kind_of(error) if isinstance(error, redis.RedisError) else str(error)
            structlog.get_logger().warning(f"{self._named} not announced", reason=reason)
            return False
        return True
