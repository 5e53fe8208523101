"""What happens because time passes, whether Redis answers or not."""

import asyncio
from collections.abc import Callable

from spotter.notifier.live.live import Live

_EVERY_S = 1.0
_BEATS_EVERY = 2
_OLD = "Spotter's own memory does not answer: what is shown here is old. It tries again by itself."


class Ticks:
    """Once a second: notes who has fallen silent; every other second: a heartbeat to every page.

    ``has_outage`` says whether what happens cannot be read now.
    """

    def __init__(self, live: Live, has_outage: Callable[[], bool]) -> None:
        self._live = live
        self._has_outage = has_outage
        self._ticks = 0

    async def step(self) -> None:
        """Tick, then sleep."""
        self._live.set_outage(_OLD if self._has_outage() else "")
        self._live.publish_changes()
        if self._ticks % _BEATS_EVERY == 0:
            self._live.beat()
        self._ticks += 1
        await asyncio.sleep(_EVERY_S)
