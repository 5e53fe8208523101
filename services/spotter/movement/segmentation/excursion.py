"""Turns poses into the excursion: how far the person has moved along the exercise's way."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from spotter.movement.segmentation.joint_filter import JointFilter, JointFilterState, Step
from spotter.movement.segmentation.template import Explained, Template
from spotter.movement.values import Pose

_MEMORY_S = 4.0
_CLEARLY = 0.1
"""The filter switches to another way that explains the movement better by this share."""
_CLEARLY_OTHER_SIDE = 0.2
_CLEAR_SWING = 0.08
"""It switches to the same way on the person's other side as soon as the joints swing this far along
it, as a ratio of the way, and this much better: left and right may take turns."""
_SEEN_RATIO = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class ExcursionState:
    """The state of an :class:`ExcursionFilter`."""

    joints: JointFilterState
    recent_swing: Explained
    """The joints' swing over the last seconds."""
    way: int = 0
    """The index of the way that explains the swing best."""
    excursion: float = 0.0

    @classmethod
    def of(cls, template: Template) -> Self:
        """The state before anything is seen."""
        return cls(JointFilterState(), Explained.none(len(template)))


@dataclass(frozen=True, slots=True, eq=False)
class Excursion:
    """``excursion`` is 1 higher at the reference's turning point than at rest, from any origin."""

    excursion: float
    swing: Explained


class ExcursionFilter:
    """Turns poses into excursions along the way that explains the person's movement best.

    What was an excursion of 1 before the latest pose is one of ``rescaled`` since: it is not 1 if
    that pose has changed the estimate of the person's size.
    """

    def __init__(self, template: Template, state: ExcursionState) -> None:
        self._template = template
        self.joints = JointFilter(state.joints)
        self._recent_swing = state.recent_swing
        self._way = state.way
        self._excursion = state.excursion
        self.rescaled = 1.0

    @property
    def state(self) -> ExcursionState:
        """A snapshot of the filter."""
        return ExcursionState(self.joints.state, self._recent_swing, self._way, self._excursion)

    @property
    def way(self) -> int:
        """The index of the way that it follows."""
        return self._way

    def update(self, pose: Pose, swung: Explained) -> Excursion | None:
        """Take the next pose; None if it shows too little of the person.

        ``swung`` is the joints' swing since the person left the rest position, or at rest, lately.
        """
        step = self.joints.update(pose)
        self.rescaled = 1.0 if step is None else step.rescaled
        self._excursion *= self.rescaled
        if step is None:
            return None
        swing = self._template.explained(step.swing_tl, step.weight).times(step.since_s)
        self._follow_best_way(float(np.exp(-step.since_s / _MEMORY_S)), swing)
        self._follow_best_side(swung + swing, step)
        if self._template.seen_ratio(self._way, step.seen) < _SEEN_RATIO:
            return None
        self._excursion += self._template.advance(self._way, step.moved_tl, step.weight)
        return Excursion(self._excursion, swing)

    def _follow_best_way(self, kept: float, swing: Explained) -> None:
        self._recent_swing = self._recent_swing.times(kept) + swing
        shares = self._recent_swing.shares()
        best = int(np.argmax(shares))
        sides = self._template.other_side(self._way)
        if shares[best] > shares[sides].max(initial=shares[self._way]) + _CLEARLY:
            self._way = best

    def _follow_best_side(self, swung: Explained, step: Step) -> None:
        others = self._template.other_side(self._way)
        if not len(others):
            return
        shares = swung.shares()
        best = int(others[np.argmax(shares[others])])
        if shares[best] <= shares[self._way] + _CLEARLY_OTHER_SIDE:
            return
        if abs(self._template.advance(best, step.swing_tl, step.weight)) >= _CLEAR_SWING:
            self._way = best
