"""Logs the beginning and the end of a Redis outage, once each."""

import redis
import structlog

_log = structlog.get_logger()


class RedisOutage:
    """Whether the last request to Redis failed; ``what`` names the work that waits for it."""

    def __init__(self, what: str) -> None:
        self.problem: str | None = None
        self._what = what

    def begin(self, error: redis.RedisError) -> None:
        """Note that Redis did not answer."""
        if self.problem is None:
            _log.warning("Redis does not answer", waiting=self._what, reason=str(error))
        self.problem = f"Redis does not answer: {error}"

    def end(self) -> None:
        """Note that Redis answered."""
        if self.problem is not None:
            _log.info("Redis answers again", waiting=self._what)
        self.problem = None
