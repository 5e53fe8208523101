"""What processes cost: time on the cores, and memory."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process holds, megabytes: all of it, and its share of what it shares with others."""

    rss_mb: float
    pss_mb: float


def cpu_s(pids: Mapping[str, int]) -> dict[str, float]:
    """The time on the cores that each named process has had so far, all its threads together."""
    times = {name: psutil.Process(pid).cpu_times() for name, pid in pids.items()}
    return {name: spent.user + spent.system for name, spent in times.items()}


def memory(pids: Mapping[str, int]) -> dict[str, Memory]:
    """The memory of each named process."""
    found = {name: psutil.Process(pid).memory_full_info() for name, pid in pids.items()}
    return {name: Memory(info.rss / 1e6, info.pss / 1e6) for name, info in found.items()}


@contextmanager
def on_cores(chosen: Iterable[int]) -> Iterator[None]:
    """Processes that are started meanwhile run on the ``chosen`` cores only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, chosen)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
