"""Smooths the jitter of keypoints without delaying movement.

The One Euro filter of Casiez, Roussel and Vogel, "1 Euro Filter: A Simple Speed-based Low-pass
Filter for Noisy Input in Interactive Systems", CHI 2012: a low-pass filter whose cutoff rises with
speed, so that resting joints are smoothed and moving ones pass. Lengths are in torso lengths, so
that near and far people are treated alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import Keypoints, PoseSeries
from spotter.tracking.body_proportions import Floats, size_px
from spotter.tracking.track_observations import Tracked

_RESTING_HZ = 1.0
"""The cutoff at rest."""
_HZ_PER_SPEED = 3.0
"""The increase of the cutoff per torso length per second."""
_SPEED_HZ = 1.5
"""The cutoff of the speed itself, so low that the speed stays high through a turning point."""
_LEAST_TRUST = 0.3
_GAP_US = 500_000
_FORGOTTEN_US = 10_000_000
_SIZE_KEPT_S = 4.0


@dataclass(slots=True)
class Smoother:
    """Smooths one person's keypoints from frame to frame."""

    _seen_us: int | None = None
    _size_px: float = 0.0
    _raw_px: Floats | None = None
    _smooth_px: Floats | None = None
    _speed_tl_s: Floats | None = None

    def smooth(self, captured_us: int, keypoints: Keypoints) -> Keypoints:
        """The smoothed keypoints (25, 3) of the next frame.

        A missing joint stays missing and starts afresh when it is back; so do all joints after half
        a second without a frame. The less confident a joint, the more it is smoothed. Frames may
        come at any rate; a frame that is not newer than the last one passes unchanged.
        """
        raw = keypoints[:, :2].astype(np.float64)
        if not np.isfinite(raw).any():
            return keypoints
        gap_us = captured_us - self._seen_us if self._seen_us is not None else _GAP_US + 1
        if gap_us <= 0:
            return keypoints
        gap_s = gap_us / 1e6
        size = size_px(raw)
        self._size_px = max(size, self._size_px * exp(-gap_s / _SIZE_KEPT_S))
        before_raw, before, speed = self._raw_px, self._smooth_px, self._speed_tl_s
        if gap_us > _GAP_US or before_raw is None or before is None or speed is None:
            before_raw, before, speed = raw, raw, np.zeros_like(raw)
        newest = (raw - before_raw) / gap_s / max(self._size_px, np.finfo(float).tiny)
        speed = np.where(np.isfinite(newest), speed + _gain(_SPEED_HZ, gap_s) * (newest - speed), 0)
        trust = np.clip(keypoints[:, 2], _LEAST_TRUST, 1.0).astype(np.float64)
        cutoff_hz = trust * (_RESTING_HZ + _HZ_PER_SPEED * np.hypot(*speed.T))
        filtered = before + _gain(cutoff_hz, gap_s)[:, None] * (raw - before)
        smooth = np.where(np.isfinite(filtered), filtered, raw)
        self._seen_us, self._raw_px = captured_us, raw
        self._smooth_px, self._speed_tl_s = smooth, speed
        result = keypoints.copy()
        result[:, :2] = smooth
        return result


class PersonTracker(Protocol):
    """Something that assigns track ids to people."""

    def track(self, captured_us: int, people: Sequence[Keypoints]) -> tuple[Tracked, ...]:
        """The people of the next frame with their track ids."""
        ...


class Smoothers:
    """Smooths several people, with one :class:`Smoother` per track."""

    def __init__(self) -> None:
        self._smoothers: dict[int, tuple[Smoother, int]] = {}

    def smooth(self, captured_us: int, people: Sequence[Tracked]) -> tuple[Tracked, ...]:
        """The people of the next frame, each smoothed."""
        smooth = tuple(
            one._replace(
                keypoints=self._smoother(one.track_id, captured_us).smooth(
                    captured_us, one.keypoints
                )
            )
            for one in people
        )
        since_us = captured_us - _FORGOTTEN_US
        self._smoothers = {
            track_id: (smoother, seen_us)
            for track_id, (smoother, seen_us) in self._smoothers.items()
            if seen_us >= since_us
        }
        return smooth

    def _smoother(self, track_id: int, captured_us: int) -> Smoother:
        smoother, _ = self._smoothers.get(track_id, (Smoother(), 0))
        self._smoothers[track_id] = smoother, captured_us
        return smoother


class SmoothingTracker:
    """A tracker that also smooths each person's keypoints."""

    def __init__(self, tracker: PersonTracker) -> None:
        self._tracker = tracker
        self._smoothers = Smoothers()

    def track(self, captured_us: int, people: Sequence[Keypoints]) -> tuple[Tracked, ...]:
        """As :meth:`Tracker.track`, smoothed."""
        return self._smoothers.smooth(captured_us, self._tracker.track(captured_us, people))


def smoothed(poses: PoseSeries) -> PoseSeries:
    """The smoothed series; each pose depends only on those before it."""
    smoother = Smoother()
    smooth = [
        smoother.smooth(int(captured_us), keypoints)
        for captured_us, keypoints in zip(poses.captured_us, poses.keypoints, strict=True)
    ]
    return replace(poses, keypoints=np.stack(smooth)) if smooth else poses


def _gain(cutoff_hz: Floats | float, gap_s: float) -> NDArray[np.float64]:
    """The newest value's weight in a first-order low-pass filter."""
    turn = 2 * np.pi * np.asarray(cutoff_hz, dtype=np.float64) * gap_s
    return turn / (turn + 1)
