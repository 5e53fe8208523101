"""A tool through a performance: where its pieces and its keypoints are in each frame."""

from dataclasses import dataclass

import numpy as np

from spotter.simulation.athletes.figure import Solids
from spotter.simulation.athletes.posture import OUTWARD, Array
from spotter.simulation.tools.holding import beside_the_legs
from spotter.simulation.tools.shapes import HANDLE_M, band, placed, shape_of
from spotter.simulation.tools.tool import PLATE_FROM_MIDDLE_M, Tool, radius_m
from spotter.simulation.tools.use import Use

_LEVEL = 0.35
"""How much a dumbbell over the head turns with the forearm."""
_AHEAD: Array = np.array([1.0, 0.0, 0.0])
_ASIDE: Array = np.array([0.0, 1.0, 0.0])
_UP: Array = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """One tool: its P pieces with their middles (T, P, 3) and axes (T, P, 3, 3), as columns.

    ``points_m`` (T, K, 3) are its keypoints. A band has no pieces: it is between its keypoints.
    """

    use: Use
    points_m: Array
    middles_m: Array
    axes: Array

    def solids(self, frame: int) -> list[Solids]:
        """The solids of each piece in one frame."""
        if self.use.tool is Tool.BAND:
            return [band(self.points_m[frame, side::2]) for side in range(2)]
        shape = shape_of(self.use.tool, self.use.load_kg)
        pieces = zip(self.middles_m[frame], self.axes[frame], strict=True)
        return [placed(shape, middle, axes) for middle, axes in pieces]


@dataclass(frozen=True, slots=True, eq=False)
class Hands:
    """(T, 2, 3) grips on the tool and the forearms' directions; ``lift`` (T,) as in handling."""

    grips: Array
    forearms: Array
    lift: Array

    def together(self) -> "Hands":
        """(T, 1, 3) both hands as one."""
        forearms = unit(self.forearms.mean(axis=1, keepdims=True))
        return Hands(self.grips.mean(axis=1, keepdims=True), forearms, self.lift)


def in_pieces(use: Use, hands: Hands) -> Carried:
    """A tool of rigid pieces in these hands."""
    across = _AHEAD if use.hold is beside_the_legs else _ASIDE
    if use.tool is Tool.BARBELL:
        axes = _axes(_AHEAD, unit(hands.grips[:, :1] - hands.grips[:, 1:]))
        middles = hands.grips.mean(axis=1, keepdims=True)
        ends = middles + PLATE_FROM_MIDDLE_M * axes[..., 2] * OUTWARD[:, 1:2]
        return Carried(use, ends, middles, axes)
    if use.tool is Tool.DUMBBELLS:
        turned = _LEVEL if use.is_overhead else 1.0
        held = turned * hands.lift[:, None, None] * hands.forearms
        along = unit(across - np.sum(across * held, axis=-1, keepdims=True) * held)
        return Carried(use, hands.grips, hands.grips, _axes(hands.forearms, along))
    if use.tool is Tool.KETTLEBELL:
        hands = hands.together()
    up = -_hanging(use, hands)
    balls = hands.grips - (radius_m(use.tool, use.load_kg) + HANDLE_M) * up
    return Carried(use, balls, balls, _axes(across, up))


def _hanging(use: Use, hands: Hands) -> Array:
    """(T, P, 3) from the handle to the ball: down, or over the forearm of a hand that is raised."""
    lift = hands.lift[:, None, None]
    rests = 0.9 * np.clip(hands.forearms[..., 2:], 0, 1) * _AHEAD - _UP
    if use.is_overhead and use.tool is Tool.KETTLEBELLS:
        rests = 0.75 * OUTWARD - 0.66 * hands.forearms
    return unit(lift * rests - (1 - lift) * _UP)


def _axes(first: Array, third: Array) -> Array:
    """(..., 3, 3) axes with this ``third`` one and the first as close to ``first`` as possible."""
    first = first - np.sum(first * third, axis=-1, keepdims=True) * third
    first = unit(first)
    return np.stack([first, np.cross(third, first), third], axis=-1)


def unit(steps: Array) -> Array:
    """(..., 3) the directions of ``steps``."""
    unit: Array = steps / np.maximum(np.linalg.norm(steps, axis=-1, keepdims=True), 1e-12)
    return unit
