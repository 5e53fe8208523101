"""Tells when the pictures of a stream were taken, from its time stamps and their arrivals.

A stream's stamps (PTS) count seconds from anywhere. No picture arrives before it is taken, so the
smallest "arrival minus stamp" of the last while is the offset between the two clocks, as exact as
the quickest transfer is quick. (NTP's clock filter rests on the same thought: RFC 5905, 10.)
"""

from collections import deque
from statistics import median

from spotter.camera_ingest.capture.stream_time.sliding_minimum import SlidingMinimum
from spotter.camera_ingest.capture.stream_time.stamp_rate import StampRate

SLEW_RATIO = 0.005
"""A corrected offset is approached this fast: 100 ppm of drift are followed, no tempo is bent."""

_WINDOW_S = 20.0
"""Holds two HLS segments of the usual greatest length."""

_JUMP_S = 0.5
_JUMP_STEPS = 5
"""A jump of the stamps is longer than this, and than so many of their steps."""

_STEPS_KEPT = 9
_UNUSABLE_IN_A_ROW = 10
"""So many packets without a stamp, with that of the one before, or with a jump: it has none."""

_SETTLED_S = 0.5
_SETTLING_LIMIT_S = 5.0
_FLOOD_S = 0.05


class StreamClock:
    """Maps a stream's stamps to ``arrived_s``'s clock, in seconds, which never jumps.

    Stamps may jump, backwards or forwards; the stream then goes on one step later. They may drift.
    Many streams begin with a flood of older pictures, so the clock is settled only once pictures no
    longer come faster than they were taken.
    """

    def __init__(self) -> None:
        self._rate = StampRate()
        self._missing = self._unusable = 0
        self._steps: deque[float] = deque(maxlen=_STEPS_KEPT)
        self._least_s = SlidingMinimum(_WINDOW_S)
        self._minus_greatest_s = SlidingMinimum(_WINDOW_S)
        self._stamp_s: float | None = None
        self._stream_s = self._arrived_s = 0.0
        self._settles_s = self._settles_at_latest_s = 0.0
        self._offset_s: float | None = None
        self._mapped_s = 0.0

    @property
    def is_plausible(self) -> bool:
        """Whether there are stamps, and they pass as fast as time does."""
        return self._unusable < _UNUSABLE_IN_A_ROW and self._rate.is_plausible

    @property
    def settles_s(self) -> float:
        """When the clock is settled, unless more pictures come faster than they were taken."""
        return self._settles_s

    @property
    def lateness_s(self) -> float:
        """The longest time between being taken and arriving, lately."""
        offset_s = self._least_s.value if self._offset_s is None else self._offset_s
        return -self._minus_greatest_s.value - offset_s

    def observe(self, stamp_s: float | None, arrived_s: float) -> float:
        """Note a packet's stamp; return its stream time: the stamp without the jumps before it.

        A packet without a stamp comes a step after the one before.
        """
        if self._stamp_s is None:
            self._settles_at_latest_s = arrived_s + _SETTLING_LIMIT_S
            self._stamp_s = self._stream_s = stamp_s or 0.0
        elif stamp_s is None or stamp_s == self._stamp_s:
            self._missing += 1
            self._unusable += 1
            self._stream_s += self._usual_s
        else:
            self._stream_s += self._passed_s(stamp_s - self._stamp_s, arrived_s)
            self._stamp_s, self._missing = stamp_s, 0
        self._arrived_s = arrived_s
        self._measure(arrived_s - self._stream_s)
        return self._stream_s

    def captured_s(self, stream_s: float) -> float:
        """When the picture of that stream time was taken; times are asked for in stream order."""
        if self._offset_s is None:
            self._offset_s, self._mapped_s = self._least_s.value, stream_s
        most_s = SLEW_RATIO * max(0.0, stream_s - self._mapped_s)
        self._mapped_s = max(self._mapped_s, stream_s)
        self._offset_s += min(most_s, max(-most_s, self._least_s.value - self._offset_s))
        return stream_s + self._offset_s

    @property
    def _usual_s(self) -> float:
        return median(self._steps) if self._steps else 0.0

    def _passed_s(self, stamps_step_s: float, arrived_s: float) -> float:
        """How far the stream has come since the last packet, whatever its stamps say."""
        step_s = stamps_step_s - self._missing * self._usual_s
        since_s = arrived_s - self._arrived_s
        if self._is_jump(step_s, since_s):
            self._unusable += 1
            # What waiting for a burst does not explain has passed in the stream too.
            waited_s = -self._minus_greatest_s.value - self._least_s.value
            return max(self._usual_s, since_s - waited_s)
        self._unusable = 0
        self._steps.append(abs(stamps_step_s) / (self._missing + 1))
        return step_s

    def _is_jump(self, step_s: float, since_s: float) -> bool:
        limit_s = max(_JUMP_S, _JUMP_STEPS * self._usual_s)
        if step_s < -limit_s:
            return True  # more than the reordering of pictures
        # Pictures may be missing within a burst; but none arrives before it is taken.
        behind_s = self._arrived_s + since_s - self._stream_s - step_s
        return step_s - since_s > limit_s and behind_s < self._least_s.value - _JUMP_S

    def _measure(self, behind_s: float) -> None:
        if behind_s < self._least_s.value - _FLOOD_S:
            self._settles_s = min(self._arrived_s + _SETTLED_S, self._settles_at_latest_s)
        self._least_s.add(self._arrived_s, behind_s)
        self._minus_greatest_s.add(self._arrived_s, -behind_s)
        self._rate.observe(behind_s, self._arrived_s)
