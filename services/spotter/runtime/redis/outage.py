"""Logs the beginning and the end of a Redis outage, once each."""

import redis
import structlog

AWAY = "Redis does not answer"
FULL = "Redis is full"
UNWRITABLE = "Redis cannot write to its disk"

_log = structlog.get_logger()


class RedisOutage:
    """Whether the last request to Redis failed; ``what`` names the work that waits for it."""

    def __init__(self, what: str) -> None:
        self.problem: str | None = None
        self._kind = ""
        self._what = what

    def begin(self, error: redis.RedisError) -> None:
        """Note that Redis did not do what was asked; logs when it is another kind of failure."""
        kind = kind_of(error)
        if self.problem is None or kind != self._kind:
            _log.warning(kind, waiting=self._what, reason=str(error))
        self.problem, self._kind = f"{kind}: {error}", kind

    def end(self) -> None:
        """Note that Redis answered."""
        if self.problem is not None:
            _log.info("Redis answers again", waiting=self._what)
        self.problem = None


def kind_of(error: redis.RedisError) -> str:
    """What the failure of a request means, in words.

    A full server refuses writes, by itself or in a script; one that cannot write to its disk
    refuses PING, too.
    """
    if isinstance(error, redis.OutOfMemoryError) or "OOM command not allowed" in str(error):
        return FULL
    return UNWRITABLE if "MISCONF" in str(error) else AWAY
