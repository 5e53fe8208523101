"""Turns the timing and depth of reps into a motion profile."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from spotter.simulation.athletes.posture import Array
from spotter.simulation.motion.faults import (
    HALF_REP_RATIO,
    KNEES_IN_DEG,
    LAG_PHASE,
    LAG_RATIO,
    LEANING_FORWARD_DEG,
    SHALLOW_RATIO,
    FaultKind,
)
from spotter.simulation.motion.motion_profile import MotionProfile, there_and_back

_SWAY_M = (0.006, 0.005)
_SWAY_DEG = 0.7


@dataclass(frozen=True, slots=True)
class RepTiming:
    """The timing of one rep.

    ``depth_ratio`` is how far it goes, ``turn`` the phases at which it reaches the turning point
    and leaves it.
    """

    start_s: float
    end_s: float
    depth_ratio: float
    turn: tuple[float, float]
    faults: Collection[FaultKind]

    @classmethod
    def varied(
        cls,
        start_s: float,
        rep_s: float,
        depth_ratio: float,
        faults: Collection[FaultKind],
        rng: np.random.Generator,
    ) -> "RepTiming":
        """A rep as a person does it: a few per cent longer or shorter, deeper or shallower."""
        end_s = start_s + rep_s * (1 + np.clip(rng.normal(0, 0.04), -0.1, 0.1))
        depth_ratio *= 1 + np.clip(rng.normal(0, 0.015), -0.035, 0.035)
        depth_ratio *= HALF_REP_RATIO if FaultKind.HALF_REP in faults else 1.0
        depth_ratio *= SHALLOW_RATIO if FaultKind.SHALLOW in faults else 1.0
        arrive = 0.46 + rng.uniform(-0.03, 0.03)
        return cls(start_s, float(end_s), float(depth_ratio), (arrive, arrive + 0.08), faults)

    def phase(self, times_s: Array) -> Array:
        """(T,) 0 until the rep's start, rising to 1 at its end, 1 after it."""
        phase: Array = np.clip((times_s - self.start_s) / (self.end_s - self.start_s), 0, 1)
        return phase

    def progress(self, phase: Array) -> Array:
        """(T, 2) the progress of left and right."""
        right = self.depth_ratio * there_and_back(phase, self.turn)
        if FaultKind.ONE_SIDE_LAGGING not in self.faults:
            return np.stack([right, right], axis=-1)
        late = np.clip((phase - LAG_PHASE) / (1 - LAG_PHASE), 0, 1)
        left = LAG_RATIO * self.depth_ratio * there_and_back(late, self.turn)
        return np.stack([left, right], axis=-1)


def profile_of(
    timings: Sequence[RepTiming], times_s: Array, rng: np.random.Generator
) -> MotionProfile:
    """The motion profile of ``timings`` at ``times_s`` (T,), with a random sway from ``rng``."""
    progress = np.zeros((len(times_s), 2))
    knees_in_deg, extra_lean_deg = np.zeros((2, len(times_s)))
    for timing in timings:
        phase = timing.phase(times_s)
        progress += timing.progress(phase)
        bump = there_and_back(phase, timing.turn)
        if FaultKind.KNEES_IN in timing.faults:
            knees_in_deg += KNEES_IN_DEG * bump
        if FaultKind.LEANING_FORWARD in timing.faults:
            extra_lean_deg += LEANING_FORWARD_DEG * bump
    sway_m = np.stack([amplitude * _wander(times_s, rng) for amplitude in _SWAY_M], axis=-1)
    sway_deg = _SWAY_DEG * _wander(times_s, rng)
    return MotionProfile(progress, knees_in_deg, extra_lean_deg, sway_m, sway_deg)


def _wander(times_s: Array, rng: np.random.Generator) -> Array:
    """(T,) a slow, smooth random curve between about -1 and 1."""
    rates_hz = rng.uniform(0.08, 0.45, size=4)
    starts = rng.uniform(0, 2 * np.pi, size=4)
    waves = np.sin(2 * np.pi * rates_hz * times_s[:, None] + starts)
    wander: Array = waves.mean(axis=-1)
    return wander
