"""The CPU time and memory of processes."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Memory:
    """A process's memory in megabytes: resident (RSS), and with shared pages divided (PSS)."""

    rss_mb: float
    pss_mb: float


def cpu_s(pids: Mapping[str, int]) -> dict[str, float]:
    """The CPU time of each named process so far, all threads together."""
    times = {name: psutil.Process(pid).cpu_times() for name, pid in pids.items()}
    return {name: spent.user + spent.system for name, spent in times.items()}


def memory(pids: Mapping[str, int]) -> dict[str, Memory]:
    """The memory of each named process."""
    found = {name: psutil.Process(pid).memory_full_info() for name, pid in pids.items()}
    return {name: Memory(info.rss / 1e6, info.pss / 1e6) for name, info in found.items()}


@contextmanager
def on_cores(chosen: Iterable[int]) -> Iterator[None]:
    """Pins processes that are started meanwhile to the ``chosen`` cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, chosen)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
