"""The clock of a Redis server, which all processes share."""

from collections.abc import Callable

import redis

from spotter.runtime.membership import server_time_s

_SYNCHRONISE_S = 1.0


class ServerClock:
    """Seconds since the Unix epoch by the server's clock, asked for rarely and extrapolated.

    ``steady_s`` gives seconds that only rise, by which the server's time goes on until the server
    is asked again, after ``synchronise_s``. To be synchronised before it is read.
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
        """Ask the server, if that was long ago; the way back is taken for half of the time."""
        asked_s = self._steady_s()
        if asked_s >= self._next_s:
            server_s = server_time_s(self._client)
            self._offset_s = server_s - (asked_s + self._steady_s()) / 2
            self._next_s = asked_s + self._synchronise_s

    def now_s(self) -> float:
        """The server's time now."""
        return self._steady_s() + self._offset_s
