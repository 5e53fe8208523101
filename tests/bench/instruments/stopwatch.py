"""Times work."""

import time
from collections.abc import Callable
from dataclasses import dataclass

_REPEATS = 9
_AT_LEAST_S = 0.05


@dataclass(frozen=True, slots=True)
class Spent:
    """How long some work lasted, and for how long a processor worked for this process meanwhile.

    On a machine that is busy with other things only the latter says what the work costs.
    """

    lasted_s: float = 0.0
    processor_s: float = 0.0

    @classmethod
    def on(cls, work: Callable[[], object]) -> "Spent":
        """What doing that took."""
        began_s, began_processor_s = time.perf_counter(), time.process_time()
        work()
        return cls(time.perf_counter() - began_s, time.process_time() - began_processor_s)

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.lasted_s + other.lasted_s, self.processor_s + other.processor_s)


def timed_us(work: Callable[[], object]) -> tuple[float, ...]:
    """Microseconds per call, measured several times over many calls."""
    work()
    calls = 1
    while (lasted_s := _lasted_s(work, calls)) < _AT_LEAST_S:
        calls *= 2 if lasted_s > _AT_LEAST_S / 10 else 10
    return tuple(1e6 * _lasted_s(work, calls) / calls for _ in range(_REPEATS))


def _lasted_s(work: Callable[[], object], calls: int) -> float:
    began_s = time.perf_counter()
    for _ in range(calls):
        work()
    return time.perf_counter() - began_s
