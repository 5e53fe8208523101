"""What the last while says of one station: its frames, its people and its reps."""

from collections import deque
from statistics import median

import numpy as np

from spotter.movement.geometry.body.body_size import size_by_limb_px, size_px
from spotter.notifier.live.keeping_up.shortfall import JudgedRep, StationMeasures
from spotter.notifier.views.models import VerdictView
from spotter.wire.poses.people import PoseFrame
from spotter.wire.stations import Station, StationState

_WINDOW_S = 10.0
_LOOK_EVERY_S = 0.9
"""Of a station on an open page, more poses come than are needed."""
_FEWEST_LOOKS = 3
_FEWEST_READ = 20
_STATURE_TL = 3.4
"""De Leva's 1738 mm, men's and women's, over 507 mm from mid-shoulder to mid-hip: see body_size."""
_REPS = 10
_REPS_S = 300.0


class StationWindow:
    """Keeps what happened at a station lately; ``now_s`` is monotonic, in seconds."""

    def __init__(self) -> None:
        self._totals: deque[tuple[float, int, int]] = deque()
        self._heights_px: deque[tuple[float, float]] = deque()
        self._reps: deque[tuple[float, JudgedRep]] = deque(maxlen=_REPS)

    def add_totals(self, read: int, stale: int, now_s: float) -> None:
        """Note how many frames have been read so far, and how many of them were too old."""
        if self._totals and (read < self._totals[-1][1] or stale < self._totals[-1][2]):
            self._totals.clear()  # Redis has lost them
        self._totals.append((now_s, read, stale))

    def add_people(self, frame: PoseFrame, now_s: float) -> None:
        """Note how tall the tallest person of a frame is."""
        if not frame.people or (
            self._heights_px and now_s - self._heights_px[-1][0] < _LOOK_EVERY_S
        ):
            return
        by_limb_px = size_by_limb_px(np.stack([person.keypoints for person in frame.people]))
        tallest_px = np.fmax.reduce([size_px(of_one[None]) for of_one in by_limb_px])
        if np.isfinite(tallest_px):
            self._heights_px.append((now_s, _STATURE_TL * float(tallest_px)))

    def add_verdict(self, verdict: VerdictView, now_s: float) -> None:
        """Note whether a rep could be judged."""
        self._reps.append((now_s, JudgedRep(verdict.reason_code or "", verdict.reason)))

    def measures(self, station: Station, state: StationState, now_s: float) -> StationMeasures:
        """What is known of the station now."""
        for window, length_s in (
            (self._totals, _WINDOW_S),
            (self._heights_px, _WINDOW_S),
            (self._reps, _REPS_S),
        ):
            while window and now_s - window[0][0] > length_s:
                window.popleft()
        return StationMeasures(
            station.frame_rate_hz,
            state.measures,
            state.delay_s,
            self._stale_ratio(),
            self._person_px(),
            tuple(rep for _, rep in self._reps),
        )

    def _stale_ratio(self) -> float:
        if not self._totals:
            return 0.0
        (_, read_before, stale_before), (_, read, stale) = self._totals[0], self._totals[-1]
        if read - read_before < _FEWEST_READ:
            return 0.0
        return min(1.0, (stale - stale_before) / (read - read_before))

    def _person_px(self) -> float | None:
        if len(self._heights_px) < _FEWEST_LOOKS:
            return None
        return median(height_px for _, height_px in self._heights_px)
