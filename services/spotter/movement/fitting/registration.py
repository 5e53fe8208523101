"""Registers one rep to another: oriented to match, by the joints and phases that both show."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.alignment import align_overlap, warp
from spotter.movement.fitting.one_sided_trunk import is_one_sided, with_trunk_beside
from spotter.movement.geometry import PHASES, Coordinates, oriented
from spotter.movement.values import JOINT_COUNT, MIRROR, Facing

_USUAL_TL = 0.15
"""A usual deviation, the unit of an alignment's cost."""
_ORIENTED_COST = 1.5
"""A rep is reoriented only if that fits this many times better."""
_FEWEST_SHARED = 0.5
FACINGS = tuple(Facing)
"""The orientations in which a rep may be seen."""

_OWN_SIDES = np.arange(JOINT_COUNT)

_Aligned = tuple[float, Facing, NDArray[np.uint16], Coordinates]


@dataclass(frozen=True, slots=True, eq=False)
class Registration:
    """A trajectory registered to another: its facing, and which phases correspond.

    ``trajectory`` is (60, 25, 2) on the other's phases, NaN at those it does not cover; ``path`` is
    (N, 2) pairs of phases; ``cost`` is the mean squared distance in usual deviations, infinity when
    both show too little in common.
    """

    facing: Facing
    path: NDArray[np.uint16]
    trajectory: Coordinates
    cost: float

    @property
    def phases(self) -> NDArray[np.bool_]:
        """(60,) the phases of the other that the trajectory covers."""
        there = np.zeros(PHASES, dtype=np.bool_)
        there[self.path[:, 1]] = True
        return there

    def frames(self, frame_count: int) -> NDArray[np.intp]:
        """(60,) the frame at each phase, of ``frame_count`` frames spaced evenly."""
        places = _warp_part(np.linspace(0, frame_count - 1, PHASES), self.path)
        there = self.phases
        phases = np.arange(PHASES)
        return np.rint(np.interp(phases, phases[there], places[there])).astype(np.intp)


def register(trajectory: Coordinates, expected: Coordinates) -> Registration:
    """Register ``trajectory`` to ``expected``, both (60, 25, 2), in the facing that fits best.

    Joints that only one of them shows do not count, but the less of the movement they share, the
    worse the fit. The trajectory is reoriented only if that fits clearly better.
    """
    shown, known = _complete(trajectory), _complete(expected)
    moved = np.nan_to_num(expected.var(axis=0).sum(axis=-1))
    one_sided = is_one_sided(trajectory)
    found: list[_Aligned] = []
    for facing in FACINGS:
        shared = np.flatnonzero(known & shown[_sides(facing)])
        share = _share(moved, shared)
        if share >= _FEWEST_SHARED:
            whole = oriented(trajectory, facing)
            whole = with_trunk_beside(whole, expected) if one_sided else whole
            one, other = (each[:, shared] / _USUAL_TL for each in (whole, expected))
            path, cost = align_overlap(one.reshape(PHASES, -1), other.reshape(PHASES, -1))
            found.append((cost / share**2, facing, path, whole))
    if not found:
        together = np.stack([np.arange(PHASES, dtype=np.uint16)] * 2, axis=1)
        return Registration(Facing.SAME, together, trajectory, np.inf)
    cost, facing, path, whole = min(found, key=_price)
    return Registration(facing, path, _warp_part(whole, path), cost)


def _sides(facing: Facing) -> NDArray[np.intp]:
    """(25,) the joint of the trajectory to compare with each expected joint."""
    return MIRROR if facing.swaps_sides else _OWN_SIDES


def _complete(trajectory: Coordinates) -> NDArray[np.bool_]:
    """(25,) the joints without a gap."""
    complete: NDArray[np.bool_] = np.isfinite(trajectory.sum(axis=(0, 2)))
    return complete


def _share(moved: NDArray[np.float64], shared: NDArray[np.intp]) -> float:
    """The share of the expected movement that the shared joints make up, 0 to 1."""
    total = moved.sum()
    return float(moved[shared].sum() / total) if total else float(len(shared) > 0)


def _price(aligned: _Aligned) -> float:
    cost, facing, *_ = aligned
    return cost if facing is Facing.SAME else cost * _ORIENTED_COST


def _warp_part(trajectory: NDArray[np.float64], path: NDArray[np.uint16]) -> NDArray[np.float64]:
    """``trajectory`` on the 60 phases of the model, NaN at phases outside the path."""
    first, last = int(path[0, 1]), int(path[-1, 1])
    part = path - np.array((0, first), dtype=np.uint16)
    whole = np.full((PHASES, *trajectory.shape[1:]), np.nan)
    whole[first : last + 1] = warp(trajectory, part, last - first + 1)
    return whole
