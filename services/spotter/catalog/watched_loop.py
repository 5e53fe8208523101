"""Keeps something up to date in a thread of the catalog's process, and says when it hangs."""

import threading
import time
from typing import Protocol

from spotter.runtime.health import Readiness, Watchdog
from spotter.runtime.loops import Loop

_STUCK_S = 30.0


class Keeper(Protocol):
    """What is kept up to date step by step."""

    def step(self) -> None:
        """Do what has come, or wait for something for about a second."""

    def problem(self) -> str | None:
        """Why it stands still; None if it does not."""


def watched_loop(
    name: str, keeper: Keeper, readiness: Readiness, stopping: threading.Event
) -> Loop:
    """Take steps until the loop is stopped; a failure that nobody foresaw sets ``stopping``.

    Readiness tells, under ``name``, that it stands still or hangs.
    """
    watchdog = Watchdog(time.monotonic, limit_s=_STUCK_S)
    readiness.add(name, lambda: keeper.problem() or watchdog.check())
    readiness.turns(name, watchdog)

    def step() -> None:
        watchdog.feed()
        keeper.step()

    return Loop(name, step, stopping.set)
