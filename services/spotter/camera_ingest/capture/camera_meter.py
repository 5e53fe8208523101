"""Measures what a station's camera gives."""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise

from spotter.wire.stations import CameraMeasures

_WINDOW_US = 10_000_000
_LEAST_US = 5_000_000
"""A camera that has filmed for less is not measured."""
_EVERY_US = 2_000_000
"""So that the station's state does not change with every frame."""


@dataclass(frozen=True, slots=True)
class _Frame:
    captured_us: int
    late_before: int
    brightness: float


class CameraMeter:
    """Measures the last 10 s that a camera filmed, by its frames' capture times.

    So a file that is played faster or slower than it was filmed gives what its camera gave.
    ``measures`` are renewed every two seconds, and None until there are enough frames.
    """

    def __init__(self) -> None:
        self.measures: CameraMeasures | None = None
        self._frames: deque[_Frame] = deque()
        self._late = 0
        self._measured_us = 0

    def add(self, captured_us: int, brightness: float) -> None:
        """Note a frame to publish, with its brightness, 0 to 255."""
        if self._frames and captured_us <= self._frames[-1].captured_us:  # a clock was set back
            self._frames.clear()
            self._measured_us = 0
        self._frames.append(_Frame(captured_us, self._late, brightness))
        self._late = 0
        while captured_us - self._frames[0].captured_us > _WINDOW_US:
            self._frames.popleft()
        if captured_us - self._measured_us >= _EVERY_US:
            self.measures, self._measured_us = self._measured(), captured_us

    def add_late(self) -> None:
        """Note a frame that was left out because the machine was too slow."""
        self._late += 1

    def _measured(self) -> CameraMeasures | None:
        frames = self._frames
        length_us = frames[-1].captured_us - frames[0].captured_us
        if length_us < _LEAST_US:
            return None
        times_us = [frame.captured_us for frame in frames]
        gaps_us = [later - before for before, later in pairwise(times_us)]
        late = sum(frame.late_before for frame in frames) - frames[0].late_before
        return CameraMeasures(
            frame_rate_hz=round(1e6 * len(gaps_us) / length_us, 1),
            late_hz=round(1e6 * late / length_us, 1),
            longest_gap_s=round(max(gaps_us) / 1e6, 1),
            brightness=round(sum(frame.brightness for frame in frames) / len(frames)),
        )
