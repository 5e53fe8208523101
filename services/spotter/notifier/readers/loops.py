"""Tasks that go round and round and survive what Redis does."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from redis.exceptions import RedisError

from spotter.runtime.health import Readiness, Watchdog

_PAUSE_S = 1.0
_STEP_LIMIT_S = 15.0


class Loop:
    """Repeats ``step`` until it is cancelled; while Redis fails it pauses between turns.

    ``clock`` gives seconds that only rise.
    """

    def __init__(
        self, name: str, step: Callable[[], Awaitable[None]], clock: Callable[[], float]
    ) -> None:
        self._step = step
        self._watchdog = Watchdog(clock, _STEP_LIMIT_S)
        self._problem: str | None = "has not begun"
        self._name = name

    def watch(self, readiness: Readiness) -> None:
        """Make ``readiness`` depend on this loop."""
        readiness.add(self._name, lambda: self._problem or self._watchdog.check())

    async def run(self) -> None:
        """Go round. What is not Redis's fault is raised."""
        log = structlog.get_logger().bind(loop=self._name)
        is_away = False
        while True:
            try:
                await self._step()
            except RedisError as error:
                if not is_away:
                    log.warning("redis does not answer", error=str(error))
                is_away = True
                self._problem = f"Redis does not answer: {error}"
                await asyncio.sleep(_PAUSE_S)
            else:
                if is_away:
                    log.info("redis answers again")
                is_away = False
                self._problem = None
                self._watchdog.feed()
