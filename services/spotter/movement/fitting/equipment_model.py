"""Learns from a reference how the ends of its equipment usually go, and how much that varies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.fitting.reference_model import ReferenceModel
from spotter.movement.fitting.registration import Attempt
from spotter.movement.geometry import Coordinates, equipment_trajectory, phase_trajectory
from spotter.movement.values import END_COUNT, Reference

Signals = NDArray[np.float64]
"""(60, 5) torso lengths: x and y of the left end, x and y of the right one, and how much higher the
right one is than the left; NaN where nothing is known."""

TILT = 2 * END_COUNT
"""The place of the last of them."""

_PRIOR_SPREAD_TL, _PRIOR_REPS, _TOLERANCE_TL = 0.03, 3, 0.04
"""The spread before any rep has been seen, how many reps it counts as, and what camera and follower
add."""
_NOISE_TL, _INDEPENDENT_SHARE = 0.1, 1 / 12
"""As for joints: what a phase may be off by, and that twelve neighbours count as one."""
_USUAL_STANCE_TL, _MOST_STANCE_TL = 0.1, 0.25
_LARGER_RATIO = 0.05
"""How far another stance or grip usually puts equipment, at most, and how much larger another body
usually makes its way."""
_LEVEL_APART_TL = 0.6
"""Ends that look nearer to each other than this show no tilt."""


@dataclass(frozen=True, slots=True, eq=False)
class EquipmentModel:
    """The usual way of a reference's equipment over the phases of its reps.

    ``ends`` (60, 2, 2) are torso lengths from where the hips start, NaN for an end that at most
    half of the reps show; ``spread`` is how large usual deviations are.
    """

    ends: Coordinates
    spread: Signals

    @property
    def signals(self) -> Signals:
        """What is judged of the usual way."""
        return signals_of(self.ends)

    @property
    def travel_tl(self) -> NDArray[np.float64]:
        """(5,) how far each signal goes, 0 for one that is not known."""
        travel_tl: NDArray[np.float64] = np.nan_to_num(np.ptp(self.signals, axis=0))
        return travel_tl

    def off(self, ends: Coordinates) -> Signals:
        """How far ``ends`` (60, 2, 2) are off, less what another stance and body explain."""
        return _unexplained(signals_of(ends), self.signals)


def learn_equipment(
    reference: Reference, expected: ReferenceModel, *, is_turned: bool = False
) -> EquipmentModel | None:
    """The model of a reference's equipment, on the phases of ``expected``; None without any.

    A reference that ``is_turned`` shows heights alone: nobody knows the depth of equipment.
    """
    found = []
    for rep in reference.reps:
        ends = equipment_trajectory(rep)
        if ends is not None:
            fit = Attempt.of(phase_trajectory(rep)).register(expected.target)
            found.append(fit.equipment(ends))
    if not found:
        return None
    ways = np.stack(found)
    usual = _usual(ways)
    if is_turned:
        usual[..., 0] = np.nan
    if not np.isfinite(usual).any():
        return None
    return EquipmentModel(usual, _spread(ways, usual))


def signals_of(ends: Coordinates) -> Signals:
    """What is judged of ``ends`` (60, 2, 2)."""
    apart = ends[:, 1] - ends[:, 0]
    hides_tilt = np.abs(apart[:, 0]) < _LEVEL_APART_TL
    tilt = np.where(hides_tilt, np.nan, apart[:, 1])
    return np.concatenate([ends.reshape(len(ends), TILT), tilt[:, None]], axis=1)


def _usual(ways: NDArray[np.float64]) -> Coordinates:
    """The median of (N, 60, 2, 2) at each phase, for ends that more than half of the reps show."""
    shown = np.asarray(np.isfinite(ways).any(axis=(1, 3)))
    usual = np.full(ways.shape[1:], np.nan)
    for end in range(ways.shape[2]):
        of_end = ways[shown[:, end], :, end]
        if 2 * len(of_end) > len(ways):
            usual[:, end] = _median(of_end)
    return usual


def _median(ways: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median of (N, 60, 2) over those that cover a phase; NaN where none does."""
    covered = np.asarray(np.isfinite(ways).all(axis=-1))
    middle = np.full(ways.shape[1:], np.nan)
    for phase in np.flatnonzero(covered.any(axis=0)):
        middle[phase] = np.median(ways[covered[:, phase], phase], axis=0)
    return middle


def _spread(ways: NDArray[np.float64], usual: Coordinates) -> Signals:
    expected = signals_of(usual)
    squares = [np.nan_to_num(_unexplained(signals_of(way), expected) ** 2) for way in ways]
    prior = _PRIOR_REPS * _PRIOR_SPREAD_TL**2
    varied = np.sqrt((prior + np.sum(squares, axis=0)) / (_PRIOR_REPS + len(ways) - 1))
    spread: Signals = varied + _TOLERANCE_TL
    return spread


def _unexplained(signals: Signals, expected: Signals) -> Signals:
    """The part of the difference that neither a constant nor a larger way explains.

    A ridge regression for each signal alone, with the usual sizes of both.
    """
    left = signals - expected
    for place in range(left.shape[1]):
        known = np.isfinite(left[:, place])
        if known.any():
            left[known, place] = _residual(left[known, place], expected[known, place])
    return left


def _residual(off: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    factors = np.stack([np.ones_like(off), expected])
    precision = _INDEPENDENT_SHARE / _NOISE_TL**2
    usual = np.diag([_USUAL_STANCE_TL**-2, _LARGER_RATIO**-2])
    stance_tl, larger = np.linalg.solve(
        precision * factors @ factors.T + usual, precision * factors @ off
    )
    stance_tl = np.clip(stance_tl, -_MOST_STANCE_TL, _MOST_STANCE_TL)
    residual: NDArray[np.float64] = off - stance_tl - larger * expected
    return residual
