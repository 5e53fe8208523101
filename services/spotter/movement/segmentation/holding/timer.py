"""For how long somebody keeps a position, and at which joint they leave it."""

from collections import deque
from dataclasses import dataclass

from spotter.movement.segmentation.holding.positions import Farthest, HoldPositions, placed
from spotter.movement.values import Joint, Pose, PoseSeries

_SIZE_US = 1_000_000
"""The body's size is that of the last second: no single pose decides."""
_LEAST_US = 1_000_000
"""Whoever passes through the position holds nothing."""
_LEFT_US = 700_000
"""So long somebody is out of position before the hold is over: networks err for a moment."""
_UNSEEN_US = 2_000_000
_TOLD_US = 1_000_000


@dataclass(frozen=True, slots=True)
class HoldKept:
    """A position that has been kept from ``started_us`` to ``ended_us``, so far.

    ``broke`` is the joint at which it was left; None while it is kept, and if nobody saw it.
    """

    started_us: int
    ended_us: int
    broke: Joint | None = None


class HoldTimer:
    """Times one person's holds from their poses, fed in the order of capture."""

    def __init__(self, positions: HoldPositions) -> None:
        self._positions = positions
        self._recent = deque[Pose]()
        self._started_us = 0
        self._kept_us = 0
        self._told_us = 0
        self._which: int | None = None
        self._left_at: Joint | None = None

    def feed(self, pose: Pose) -> HoldKept | None:
        """What the next pose says: that a hold goes on, about once a second, or that it is over."""
        now_us = pose.captured_us
        self._recent.append(pose)
        while now_us - self._recent[0].captured_us > _SIZE_US:
            self._recent.popleft()
        place_tl = placed(PoseSeries.of(list(self._recent)))[-1]
        found = self._positions.farthest(place_tl, self._which)
        if found is None:
            return self._end(None) if now_us - self._kept_us > _UNSEEN_US else None
        return self._keep(now_us, found) if found.ratio <= 1 else self._leave(now_us, found.joint)

    def _keep(self, now_us: int, found: Farthest) -> HoldKept | None:
        self._started_us = self._started_us or now_us
        self._kept_us, self._left_at = now_us, None
        if now_us - self._started_us < _LEAST_US:
            return None
        self._which = found.which  # another side's position would fit a joint that leaves
        if now_us - self._told_us < _TOLD_US:
            return None
        self._told_us = now_us
        return HoldKept(self._started_us, now_us)

    def _leave(self, now_us: int, joint: Joint) -> HoldKept | None:
        self._left_at = self._left_at or joint
        return self._end(self._left_at) if now_us - self._kept_us > _LEFT_US else None

    def _end(self, broke: Joint | None) -> HoldKept | None:
        """The hold up to its last moment; None if there was none."""
        started_us, self._started_us = self._started_us, 0
        self._which = self._left_at = None
        was_held = started_us and self._kept_us - started_us >= _LEAST_US
        return HoldKept(started_us, self._kept_us, broke) if was_held else None
