"""Holds a live stream's packets so that they are let out at the stream's own pace."""

from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar

from spotter.camera_ingest.capture.stream_time.arrival_times import ArrivalTimes
from spotter.camera_ingest.capture.stream_time.stream_clock import StreamClock

LONGEST_DELAY_S = 15.0
"""More than the usual longest HLS segment, and a poll for it, take."""

_CATCHING_UP_RATIO = 0.2
"""A delay that is no longer needed is shortened this fast."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Released(Generic[Item]):
    """An item, when it was captured, and how much later than planned it is let out."""

    item: Item
    captured_s: float
    late_s: float


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Item]):
    item: Item
    stream_s: float
    clock: StreamClock


class JitterBuffer(Generic[Item]):
    """Gives packets their capture times and holds each until it is due.

    An item is due ``delay_s`` after its capture: as long as the latest one of the last while took
    to arrive. So a steady camera's is let out as it comes, a burst at the pace at which it was
    filmed. Streams without stamps, or whose stamps make no sense, are timed by their arrival. All
    times are seconds of one clock that never jumps.
    """

    def __init__(self, *, has_stamps: bool) -> None:
        self.delay_s = 0.0
        self._arrivals = None if has_stamps else ArrivalTimes()
        self._clock = StreamClock()
        self._unspread: deque[tuple[Item, float]] = deque()
        self._waiting: deque[_Waiting[Item]] = deque()
        self._first_captured_s: float | None = None
        self._captured_s: float | None = None

    def __len__(self) -> int:
        return len(self._waiting) + len(self._unspread)

    def put(self, item: Item, stamp_s: float | None, arrived_s: float) -> None:
        """Add the packet that came next."""
        if self._arrivals is not None:
            times_s = self._arrivals.add(arrived_s)
            self._spread(times_s)
            self._unspread.append((item, arrived_s))
            return
        self._append(item, stamp_s, arrived_s)
        if not self._clock.is_plausible:
            self._clock, self._arrivals = StreamClock(), ArrivalTimes()

    def due_s(self) -> float:
        """When to ask for the next item; infinity if there is none. Later arrivals may defer it."""
        closes_s = self._arrivals.closes_s if self._arrivals else float("inf")
        return min(closes_s, self._first_due_s())

    def take(self, now_s: float) -> Released[Item] | None:
        """The next item, if it is due."""
        if self._arrivals is not None and now_s >= self._arrivals.closes_s:
            self._spread(self._arrivals.close())
        due_s = self._first_due_s()
        if due_s > now_s:
            return None
        if self._captured_s is None:  # the first of all: keep the pace at which it begins
            self.delay_s = min(now_s - self._captured(), LONGEST_DELAY_S)
        captured_s = self._captured()
        self._captured_s, self._first_captured_s = captured_s, None
        return Released(self._waiting.popleft().item, captured_s, max(0.0, now_s - due_s))

    def _spread(self, times_s: list[float]) -> None:
        for time_s in times_s:
            item, arrived_s = self._unspread.popleft()
            self._append(item, time_s, arrived_s)

    def _append(self, item: Item, stamp_s: float | None, arrived_s: float) -> None:
        stream_s = self._clock.observe(stamp_s, arrived_s)
        self._waiting.append(_Waiting(item, stream_s, self._clock))

    def _first_due_s(self) -> float:
        if not self._waiting:
            return float("inf")
        if self._captured_s is None and (settles_s := self._waiting[0].clock.settles_s):
            return settles_s
        captured_s = self._captured()
        needed_s = min(self._waiting[0].clock.lateness_s, LONGEST_DELAY_S)
        self.delay_s = max(self.delay_s, needed_s, 0.0)
        return captured_s + self.delay_s

    def _captured(self) -> float:
        """When the first waiting item was captured; shortens the delay for the time since."""
        if self._first_captured_s is None:
            first = self._waiting[0]
            self._first_captured_s = first.clock.captured_s(first.stream_s)
            if self._captured_s is not None:
                passed_s = max(0.0, self._first_captured_s - self._captured_s)
                self.delay_s -= _CATCHING_UP_RATIO * passed_s
        return self._first_captured_s
