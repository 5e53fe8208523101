"""Tasks that repeat a step and survive Redis outages."""

import asyncio
from collections.abc import Awaitable, Callable

from redis.exceptions import RedisError

from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.redis.outage import RedisOutage

_PAUSE_S = 1.0
_STEP_LIMIT_S = 15.0


class Loop:
    """Repeats ``step`` until cancelled; while Redis fails it pauses between steps.

    ``clock`` returns monotonic seconds.
    """

    def __init__(
        self, name: str, step: Callable[[], Awaitable[None]], clock: Callable[[], float]
    ) -> None:
        self._step = step
        self._watchdog = Watchdog(clock, _STEP_LIMIT_S)
        self._turning = Watchdog(clock, _STEP_LIMIT_S)
        self._outage = RedisOutage(name)
        self._has_begun = False
        self._name = name

    def watch(self, readiness: Readiness) -> None:
        """Add this loop to the ``readiness`` checks."""
        readiness.add(self._name, self._problem)
        readiness.turns(self._name, self._turning)

    async def run(self) -> None:
        """Repeat the step; raises every error that is not a :class:`RedisError`.

        A step may answer a cancellation as if Redis had failed: it is the last one all the same.
        """
        while not _is_cancelled():
            self._turning.feed()
            try:
                await self._step()
            except RedisError as error:
                self._outage.begin(error)
                await asyncio.sleep(_PAUSE_S)
            else:
                self._outage.end()
                self._has_begun = True
                self._watchdog.feed()

    @property
    def stalls(self) -> bool:
        """Whether Redis does not answer, or what was begun does not go on."""
        hangs = self._has_begun and self._watchdog.check() is not None
        return hangs or self._outage.problem is not None

    def _problem(self) -> str | None:
        if self._outage.problem is None and not self._has_begun:
            return "has not started"
        return self._outage.problem or self._watchdog.check()


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
