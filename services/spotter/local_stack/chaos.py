"""Kills and hangs processes, one after another, and measures how long service is away."""

import os
import random
import signal
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import product

TIME_OUT_S = 60.0
_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 3.0


class Kind(Enum):
    """What is done to a process."""

    KILL = "kill"
    HANG = "hang"


_SIGNALS = {Kind.KILL: signal.SIGKILL, Kind.HANG: signal.SIGSTOP}


@dataclass(frozen=True, slots=True)
class Strike:
    """What is done to which process, ``pause_s`` after service has recovered from the last one."""

    process: str
    kind: Kind
    pause_s: float


@dataclass(frozen=True, slots=True)
class Struck:
    """A strike and the seconds until service was there again; None when the time was out."""

    process: str
    kind: Kind
    served_s: float | None


def strikes(processes: Collection[str], seed: int) -> Iterator[Strike]:
    """Endless strikes in an order that ``seed`` decides; each pair comes before any comes again."""
    rng = random.Random(seed)  # noqa: S311 - reproducible, not secret
    pairs = sorted(product(processes, Kind), key=lambda pair: (pair[0], pair[1].value))
    while True:
        rng.shuffle(pairs)
        for process, kind in pairs:
            yield Strike(process, kind, rng.uniform(_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S))


def strike(kind: Kind, pid: int) -> None:
    """Send the signal; a process that has just ended by itself is struck, too."""
    with suppress(ProcessLookupError):
        os.kill(pid, _SIGNALS[kind])


class Chaos:
    """Carries strikes out, each after recovery from the last or its time-out.

    ``running`` gives the process ids by name and ``is_served`` tells whether everything works; it
    is asked only once another process has taken the struck one's place. ``clock`` is monotonic.
    """

    def __init__(
        self,
        plan: Iterator[Strike],
        running: Callable[[], Mapping[str, int]],
        is_served: Callable[[], bool],
        clock: Callable[[], float],
    ) -> None:
        self.struck: list[Struck] = []
        self._plan = plan
        self._running = running
        self._is_served = is_served
        self._clock = clock
        self._next = next(plan)
        self._due_s = clock() + self._next.pause_s
        self._pid: int | None = None

    @property
    def is_recovering(self) -> bool:
        """Whether service is not yet there again after a strike."""
        return self._pid is not None

    def turn(self) -> None:
        """Strike if it is time, or look whether service is there again; call it often."""
        if self._pid is None:
            self._strike_when_due()
            return
        waited_s = self._clock() - self._due_s
        if self._is_replaced() and self._is_served():
            self._end(self._clock() - self._due_s)
        elif waited_s > TIME_OUT_S:
            self._end(None)

    def _strike_when_due(self) -> None:
        pid = self._running().get(self._next.process)
        if pid is not None and self._clock() >= self._due_s:
            self._pid, self._due_s = pid, self._clock()
            strike(self._next.kind, pid)

    def _is_replaced(self) -> bool:
        return self._running().get(self._next.process) not in {None, self._pid}

    def _end(self, served_s: float | None) -> None:
        self.struck.append(Struck(self._next.process, self._next.kind, served_s))
        self._next, self._pid = next(self._plan), None
        self._due_s = self._clock() + self._next.pause_s
