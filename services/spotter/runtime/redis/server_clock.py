"""The clock of a Redis server, which all processes share."""

from collections.abc import Callable

import redis

from spotter.runtime.redis.membership import server_time_s

_SYNCHRONISE_S = 1.0


class ServerClock:
    """The server's time in seconds since the Unix epoch, read rarely and extrapolated.

    ``steady_s`` is a monotonic clock in seconds; it extrapolates the server's time until the next
    reading, after ``synchronise_s``. Call :meth:`synchronise` before :meth:`now_s`.
    """

    def __init__(
        self,
        client: redis.Redis,
        steady_s: Callable[[], float],
        *,
        synchronise_s: float = _SYNCHRONISE_S,
    ) -> None:
        self._client = client
        self._steady_s = steady_s
        self._synchronise_s = synchronise_s
        self._offset_s = 0.0
        self._next_s = float("-inf")

    def synchronise(self) -> None:
        """Read the server's time if the last reading is old; assumes equal ways there and back."""
        asked_s = self._steady_s()
        if asked_s >= self._next_s:
            server_s = server_time_s(self._client)
            self._offset_s = server_s - (asked_s + self._steady_s()) / 2
            self._next_s = asked_s + self._synchronise_s

    def now_s(self) -> float:
        """The server's time now."""
        return self._steady_s() + self._offset_s
