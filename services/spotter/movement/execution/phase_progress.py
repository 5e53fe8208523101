"""A movement's progress from rest to its turning point: one number for the whole body."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.segmentation.template import main_way

_LEVEL_PHASES = 5
_CUT_OFF_RATIO = 0.35
"""A rep that begins or ends this far along its way was cut off."""
_MOVING_RATIO = 0.1
"""The body moves while it is faster than a tenth of its top speed on the way out, or back."""
_END_RATIO = 0.1
_STEP = 3
"""Speed is measured over a tenth of the rep, so that noise matters equally at every tempo."""


def way_of(expected: Coordinates) -> Coordinates:
    """The way from rest to turning point: (25, 2) torso lengths, 0 for joints that are not seen.

    ``expected`` is (60, 25, 2). The way is the first principal component of the movement.
    """
    shown: NDArray[np.bool_] = np.isfinite(expected.sum(axis=(0, 2)))
    gone = np.where(shown[:, None], expected - (expected[0] + expected[-1]) / 2, 0.0)
    return main_way(gone, shown.astype(np.float64))


def phase_progress(trajectory: Coordinates, way: Coordinates) -> NDArray[np.float64] | None:
    """The progress along the way at each phase: (60,), 1 apart between rest and turning point.

    ``trajectory`` is (60, 25, 2). None when no moving joint is seen.
    """
    shown = np.isfinite(trajectory.sum(axis=(0, 2)))
    length = float((way[shown] ** 2).sum())
    if not length > 0:
        return None
    along: NDArray[np.float64] = (trajectory[:, shown] * way[shown]).sum(axis=(1, 2)) / length
    return along


@dataclass(frozen=True, slots=True)
class TurningPoints:
    """The phases (0 to 59) at which a rep leaves rest, turns, and is back at rest."""

    leave: int
    turn: int
    back: int

    def height(self, along: NDArray[np.float64]) -> float:
        """The progress of ``along`` (60,) at the turn, from the mean of the two rests."""
        level = _level(along)
        return float(level[self.turn] - (level[self.leave] + level[self.back]) / 2)


def turning_points(along: NDArray[np.float64]) -> TurningPoints | None:
    """The turning points of ``along`` (60,); None for a rep that does not begin and end at rest."""
    level = _level(along)
    turn = int(level.argmax())
    leave = int(level[: turn + 1].argmin())
    back = turn + int(level[turn:].argmin())
    top, ends = level[turn], (level[0], level[-1])
    bottom = min(level[leave], level[back])
    if not top > bottom or max(ends) - bottom > _CUT_OFF_RATIO * (top - bottom):
        return None
    return TurningPoints(leave, turn, back)


def moving_spans(
    along: NDArray[np.float64], turns: TurningPoints
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The spans of phases, 0 to 59, in which the body moves: on the way out, and on the way back.

    The middle of a way, a tenth from its ends, always belongs to it, even if the body pauses there.
    """
    level = _level(along)
    padded = _edge_padded(along, _STEP)
    speed = padded[2 * _STEP :] - padded[: -2 * _STEP]
    turn = turns.turn
    first, last = _span(speed[: turn + 1], level[: turn + 1])
    rested, again = _span(-speed[turn:][::-1], level[turn:][::-1])
    end = len(along) - 1
    return (first, last), (end - again, end - rested)


def _span(speed: NDArray[np.float64], level: NDArray[np.float64]) -> tuple[float, float]:
    """The span in which the body moves while ``level`` (N,) rises to its last value."""
    bottom, top = float(level.min()), float(level[-1])
    margin = _END_RATIO * (top - bottom)
    left = int(np.flatnonzero(level <= bottom + margin)[-1])
    arrived = left + int(np.flatnonzero(level[left:] >= top - margin)[0])
    limit = _MOVING_RATIO * float(speed[left : arrived + 1].max())
    still = speed <= limit
    before, after = np.flatnonzero(still[: left + 1]), np.flatnonzero(still[arrived:])
    start = _crossing(speed, int(before[-1]), 1, limit) if len(before) else 0.0
    end = _crossing(speed, arrived + int(after[0]), -1, limit) if len(after) else len(speed) - 1.0
    return start, end


def _crossing(speed: NDArray[np.float64], still: int, step: int, limit: float) -> float:
    """Where the speed crosses the limit, between ``still`` and its neighbour."""
    neighbour = still + step
    if not 0 <= neighbour < len(speed) or speed[neighbour] <= limit:
        return float(still)
    rise = float(speed[neighbour] - speed[still])
    return still + step * float(limit - speed[still]) / rise


def _level(along: NDArray[np.float64]) -> NDArray[np.float64]:
    """A moving average over five phases, so that no single frame decides the range."""
    weights = np.full(_LEVEL_PHASES, 1 / _LEVEL_PHASES)
    return np.convolve(_edge_padded(along, _LEVEL_PHASES // 2), weights, mode="valid")


def _edge_padded(along: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """``along`` with its first and last value repeated ``reach`` times."""
    return np.concatenate([np.full(reach, along[0]), along, np.full(reach, along[-1])])
