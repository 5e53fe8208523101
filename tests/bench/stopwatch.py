"""Times work that takes microseconds."""

import time
from collections.abc import Callable

_REPEATS = 9
_AT_LEAST_S = 0.05


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
