"""Group membership: live members send heartbeats to a sorted set in Redis."""

from collections.abc import Callable
from math import ceil
from typing import cast

import redis

_FORGOTTEN_AFTER = 10
"""Timeouts."""


class Membership:
    """One process's membership in a group.

    ``key`` names the group's sorted set: member -> time of its last heartbeat, in seconds of the
    Redis server's clock. A member without a heartbeat for ``timeout_s`` counts as dead. ``clock``
    is monotonic, in seconds.
    """

    def __init__(
        self,
        client: redis.Redis,
        key: str,
        member: str,
        *,
        timeout_s: float,
        clock: Callable[[], float],
    ) -> None:
        self.member = member
        self._client = client
        self._key = key
        self._timeout_s = timeout_s
        self._clock = clock
        self._next_beat_s = clock()

    def beat(self) -> bool:
        """Send a heartbeat, at most four times per ``timeout_s``; returns whether it did."""
        if self._clock() < self._next_beat_s:
            return False
        self._next_beat_s = self._clock() + self._timeout_s / 4
        now_s = server_time_s(self._client)
        pipeline = self._client.pipeline(transaction=False)
        pipeline.zadd(self._key, {self.member: now_s})
        pipeline.expire(self._key, ceil(_FORGOTTEN_AFTER * self._timeout_s))
        pipeline.execute()
        return True

    def leave(self) -> None:
        """Leave the group now, so that others take over before the timeout."""
        self._client.zrem(self._key, self.member)

    def live(self) -> tuple[str, ...]:
        """The live members, sorted by name."""
        return live_members(self._client, self._key, timeout_s=self._timeout_s)


def live_members(client: redis.Redis, key: str, *, timeout_s: float) -> tuple[str, ...]:
    """The live members of the group ``key``, sorted by name.

    Removes members that have been silent for ten timeouts, or since the server's clock was set back
    by as much: a heartbeat from the future is one from before.
    """
    now_s = server_time_s(client)
    forgotten_s = _FORGOTTEN_AFTER * timeout_s
    client.zremrangebyscore(key, "-inf", now_s - forgotten_s)
    client.zremrangebyscore(key, now_s + forgotten_s, "+inf")
    alive = cast("list[bytes]", client.zrangebyscore(key, now_s - timeout_s, now_s + timeout_s))
    return tuple(sorted(member.decode() for member in alive))


def server_time_s(client: redis.Redis) -> float:
    """The Redis server's clock, which all members share, in seconds since the Unix epoch."""
    seconds, microseconds = client.time()
    return float(seconds) + microseconds / 1e6
