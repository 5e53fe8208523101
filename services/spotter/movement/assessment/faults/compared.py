"""What is certain of a rep's deviations from its reference."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.deviations import Deviations
from spotter.movement.assessment.faults.finding import Finding
from spotter.movement.assessment.faults.shown import Shown
from spotter.movement.fitting import ReferenceModel
from spotter.movement.geometry import Coordinates
from spotter.movement.values import FaultCode, Joint

_REACH = 2
"""Phases before and after one: a deviation counts by its least value over a twelfth of the rep."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A rep's certain deviations.

    ``offset_tl`` (60, 25, 2) are the deviations as far as they hold both as seen and without half
    of the difference at the start (see :class:`Deviations`): the smaller of the two, 0 where they
    disagree about the direction, NaN where nothing is known; ``allowance`` is how large they may
    be. ``trajectory`` is the rep's, like its reference's; ``shown`` says which directions they can
    be named in.
    """

    trajectory: Coordinates
    offset_tl: Coordinates
    allowance: Coordinates
    expected: ReferenceModel
    shown: Shown

    @classmethod
    def of(cls, deviations: Deviations, expected: ReferenceModel) -> Self:
        """The certain part of ``deviations`` from ``expected``."""
        seen_tl = deviations.trajectory - expected.trajectory
        shown = Shown.of(deviations.trajectory[deviations.phases], expected)
        offset_tl = _agreed(seen_tl, deviations.offset)
        return cls(deviations.trajectory, offset_tl, expected.allowance, expected, shown)

    def way_tl(self, joint: Joint, axis: int) -> NDArray[np.float64]:
        """(60,) how far a joint has gone from its start in the reference."""
        trajectory = self.expected.trajectory[:, joint, axis]
        way_tl: NDArray[np.float64] = np.nan_to_num(trajectory - trajectory[0])
        return way_tl

    def range_ratio(self, joint: Joint, axis: int) -> float:
        """How far a joint moves along an axis, compared with the reference."""
        moved_tl = self.trajectory[:, joint, axis]
        usual_tl = float(np.ptp(self.expected.trajectory[:, joint, axis]))
        return float(np.nanmax(moved_tl) - np.nanmin(moved_tl)) / usual_tl

    def beyond(self, joint: Joint, carried: Collection[Joint]) -> "Compared":
        """The same, where ``carried`` joints count by how much they exceed the other ``joint``."""
        offset_tl, moving = self.offset_tl.copy(), sorted(carried)
        offset_tl[:, moving] = _agreed(
            offset_tl[:, moving], offset_tl[:, moving] - offset_tl[:, [joint]]
        )
        return replace(self, offset_tl=offset_tl)

    def finding(  # noqa: PLR0913 - what a finding is made of
        self,
        code: FaultCode,
        joint: Joint,
        axis: int,
        ratio: NDArray[np.float64],
        *,
        weight: float = 1.0,
        least: float = 1.0,
    ) -> Finding | None:
        """The finding where ``ratio`` (60,) is largest for a while.

        None if that is below ``least``, or if the picture does not show the joint's direction.
        """
        lasts = lasting(ratio)
        around = int(np.where(np.isnan(lasts), -np.inf, lasts).argmax())
        if not lasts[around] >= least:
            return None
        first = around - _REACH
        at = first + int(ratio[first : around + _REACH + 1].argmax())
        offset_tl = float(self.offset_tl[at, joint, axis])
        direction = self.shown.direction(joint, axis, at, offset_tl)
        if direction is None:
            return None
        size = float(lasts[around])
        return Finding(code, joint, axis, direction, at, offset_tl, size, weight)


def lasting(ratio: NDArray[np.float64]) -> NDArray[np.float64]:
    """The least value over a twelfth of the rep around each phase: (60, ...), the same shape.

    No single frame decides. NaN where part of the twelfth is unknown, and at the ends.
    """
    least = np.full_like(ratio, np.nan)
    shifted = [ratio[first : len(ratio) - 2 * _REACH + first] for first in range(2 * _REACH + 1)]
    least[_REACH:-_REACH] = np.minimum.reduce(shifted)
    return least


def _agreed(one: Coordinates, other: Coordinates) -> Coordinates:
    """The smaller of both where they have the same sign, 0 where they have not."""
    smaller = np.where(np.abs(one) <= np.abs(other), one, other)
    agreed = np.where(np.sign(one) == np.sign(other), smaller, 0.0)
    return np.where(np.isnan(one + other), np.nan, agreed)
