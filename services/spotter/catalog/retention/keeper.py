"""Lets go of what was kept for long enough, a step at a time."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress

import structlog

from spotter.catalog.database.kinds.giving_back import empty_log
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import DatabaseError
from spotter.catalog.retention.due import KeptDays
from spotter.catalog.retention.metrics import RetentionMetrics
from spotter.catalog.retention.round import Removed, newest_rep_us, removing
from spotter.catalog.retention.trusted_clock import TrustedClock, is_believed

_EVERY_S = 3600.0
_LOOK_S = 60.0
_CHUNK = 500
_SMALLEST_CHUNK = 10
"""So much goes even where the disk has hardly room to note it."""


class RetentionKeeper:
    """Begins a round each hour, if the clock can be believed; call :meth:`step` again and again.

    ``now_us`` returns microseconds since the Unix epoch, ``clock`` monotonic seconds.
    """

    def __init__(
        self,
        database: Database,
        gym: KeptDays,
        metrics: RetentionMetrics,
        *,
        now_us: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._gym = gym
        self._metrics = metrics
        self._now_us = now_us
        self._clock = clock
        self._trusted = TrustedClock()
        self._chunk = _CHUNK
        self._round: Iterator[Removed] | None = None
        self._removed = Counter[str]()
        self._next_look_s = self._next_round_s = clock()
        self._problem = ""
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Do one small transaction of a round, or look whether one is to begin."""
        try:
            if self._round is None:
                self._begin()
            else:
                self._go_on(self._round)
        except DatabaseError as error:
            self._wait(str(error))

    def _begin(self) -> None:
        at_s = self._clock()
        if at_s < self._next_look_s:
            return
        self._next_look_s = at_s + _LOOK_S
        now_us = self._now_us()
        even_s = self._trusted.even_s(now_us, at_s)
        if at_s < self._next_round_s:
            return
        if is_believed(even_s, now_us, newest_rep_us(self._database, now_us)):
            self._round = removing(self._database, now_us, self._gym, lambda: self._chunk)

    def _go_on(self, begun: Iterator[Removed]) -> None:
        one = next(begun, None)
        if one is None:
            self._end()
            return
        self._removed[one.kind] += one.count
        self._metrics.removed.labels(one.kind).inc(one.count)
        if one.month:
            self._log.info("month dropped", partition=one.month, rows=one.count)

    def _end(self) -> None:
        if self._removed:
            self._log.info("kept for long enough and removed", **self._removed)
        self._removed.clear()
        self._round, self._problem, self._chunk = None, "", _CHUNK
        self._next_round_s = self._clock() + _EVERY_S

    def _wait(self, problem: str) -> None:
        """A smaller transaction may do on a disk that is nearly full."""
        if not self._problem:
            self._log.warning("retention waits for the database", reason=problem)
        self._problem, self._round = problem, None
        self._chunk = max(_SMALLEST_CHUNK, self._chunk // 4)
        with suppress(DatabaseError):
            empty_log(self._database)
