"""Leaves the last of Redis's memory to the scorers, who make room by judging."""

from collections.abc import Callable

import redis

from spotter.runtime.redis.room import Room

_EVERY_S = 1.0


class Reserve:
    """Looks once a second while there is room; for any thread.

    ``clock`` is monotonic, in seconds.
    """

    def __init__(self, client: redis.Redis, clock: Callable[[], float]) -> None:
        self._client = client
        self._clock = clock
        self._room = Room(0, 0)
        self._next_s = clock()

    def check(self) -> None:
        """Raise :class:`redis.OutOfMemoryError` while there is no room for more poses."""
        if self._room.is_full or self._clock() >= self._next_s:
            self._next_s = self._clock() + _EVERY_S
            self._room = Room.of(self._client.info("memory"))
        if self._room.is_full:
            used = f"{self._room.used_ratio:.0%}"
            raise redis.OutOfMemoryError(f"expected room for poses; found {used} of the limit used")
