"""Registers one rep to another: oriented to match, by the joints and phases that both show."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.alignment import align_overlap, warp
from spotter.movement.fitting.one_sided_trunk import is_one_sided, with_trunk_beside
from spotter.movement.geometry import PHASES, Coordinates, oriented, oriented_ends
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

    def equipment(self, ends: Coordinates) -> Coordinates:
        """The ends (60, 2, 2) of the trajectory's equipment, oriented and on the other's phases."""
        return _warp_part(oriented_ends(ends, self.facing), self.path)


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A trajectory (60, 25, 2) to register to: what is the same for whatever is registered.

    ``complete`` (25,) are the joints without a gap, ``moved`` (25,) how much each moves.
    """

    trajectory: Coordinates
    complete: NDArray[np.bool_]
    moved: NDArray[np.float64]

    @classmethod
    def of(cls, trajectory: Coordinates) -> Self:
        """The trajectory, as ``register`` needs it."""
        moved = np.nan_to_num(trajectory.var(axis=0).sum(axis=-1))
        return cls(trajectory, _complete(trajectory), moved)

    def share(self, shared: NDArray[np.intp]) -> float:
        """The share of the movement that the shared joints make up, 0 to 1."""
        total = self.moved.sum()
        return float(self.moved[shared].sum() / total) if total else float(len(shared) > 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """A facing in which a trajectory may be registered, and what is aligned then.

    ``one`` and ``other`` are (60, D): the joints that both show, in usual deviations. They make up
    ``share`` of the movement.
    """

    facing: Facing
    share: float
    placed: Coordinates
    one: NDArray[np.float64]
    other: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """A trajectory (60, 25, 2) to be registered, to one or several others: in each facing.

    ``oriented`` are the trajectory and its joints without a gap, (25,), in the order of FACINGS.
    """

    trajectory: Coordinates
    oriented: tuple[tuple[Coordinates, NDArray[np.bool_]], ...]
    is_one_sided: bool

    @classmethod
    def of(cls, trajectory: Coordinates) -> Self:
        """The trajectory, as ``register`` needs it."""
        complete = _complete(trajectory)
        ways = tuple((oriented(trajectory, one), complete[_sides(one)]) for one in FACINGS)
        return cls(trajectory, ways, is_one_sided(trajectory))

    def register(self, target: Target) -> Registration:
        """Register to ``target`` in the facing that fits best.

        Joints that only one of them shows do not count, but the less of the movement they share,
        the worse the fit. The trajectory is reoriented only if that fits clearly better.
        """
        found: list[_Aligned] = []
        for way in self._ways(target):
            path, cost = align_overlap(way.one, way.other)
            found.append((cost / way.share**2, way.facing, path, way.placed))
        if not found:
            together = np.stack([np.arange(PHASES, dtype=np.uint16)] * 2, axis=1)
            return Registration(Facing.SAME, together, self.trajectory, np.inf)
        cost, facing, path, placed = min(found, key=_price)
        return Registration(facing, path, _warp_part(placed, path), cost)

    def pairs(self, target: Target) -> Iterator[tuple[Coordinates, Coordinates]]:
        """What ``register`` aligns: this and ``target``, (60, D) each, in every facing."""
        return ((way.one, way.other) for way in self._ways(target))

    def _ways(self, target: Target) -> Iterator[_Way]:
        expected = target.trajectory
        for facing, (whole, shown) in zip(FACINGS, self.oriented, strict=True):
            shared = np.flatnonzero(target.complete & shown)
            share = target.share(shared)
            if share >= _FEWEST_SHARED:
                placed = with_trunk_beside(whole, expected) if self.is_one_sided else whole
                one, other = (
                    (each[:, shared] / _USUAL_TL).reshape(PHASES, -1) for each in (placed, expected)
                )
                yield _Way(facing, share, placed, one, other)


def register(trajectory: Coordinates, expected: Coordinates) -> Registration:
    """Register ``trajectory`` to ``expected``, both (60, 25, 2), in the facing that fits best."""
    return Attempt.of(trajectory).register(Target.of(expected))


def _sides(facing: Facing) -> NDArray[np.intp]:
    """(25,) the joint of the trajectory to compare with each expected joint."""
    return MIRROR if facing.swaps_sides else _OWN_SIDES


def _complete(trajectory: Coordinates) -> NDArray[np.bool_]:
    """(25,) the joints without a gap."""
    complete: NDArray[np.bool_] = np.isfinite(trajectory.sum(axis=(0, 2)))
    return complete


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
