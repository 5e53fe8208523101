"""From poses to the excursion: how far the person has gone along the exercise's way."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from spotter.movement.segmentation.joint_filter import JointFilter, JointFilterState
from spotter.movement.segmentation.template import Explained, Template
from spotter.movement.values.poses import Pose

_MEMORY_S = 4.0
_CLEARLY = 0.1
"""Another way leads when it explains the movement better by this share."""
_SEEN_RATIO = 0.4


@dataclass(slots=True)
class ExcursionState:
    """What is remembered from pose to pose."""

    joints: JointFilterState
    lately: Explained
    """How the joints have swung in the last seconds."""
    way: int = 0
    """The way that explains this best."""
    excursion: float = 0.0

    @classmethod
    def of(cls, template: Template) -> Self:
        """Nothing seen yet."""
        return cls(JointFilterState(), Explained.none(len(template)))


@dataclass(frozen=True, slots=True, eq=False)
class Excursion:
    """``excursion`` is 1 from rest to the reference's turning point; its origin is arbitrary."""

    excursion: float
    swing: Explained


class ExcursionFilter:
    """Turns poses into excursions along the way that explains the person's movement best."""

    def __init__(self, template: Template, state: ExcursionState) -> None:
        self._template = template
        self._joints = JointFilter(state.joints)
        self.state = state

    def look(self, pose: Pose) -> Excursion | None:
        """What is seen in the next pose; None when it is too little of the person."""
        step = self._joints.follow(pose)
        if step is None:
            return None
        swing = self._template.explained(step.swing_tl, step.weight).times(step.since_s)
        self._follow_best_way(float(np.exp(-step.since_s / _MEMORY_S)), swing)
        state = self.state
        if self._template.seen_ratio(state.way, step.seen) < _SEEN_RATIO:
            return None
        state.excursion += self._template.advance(state.way, step.moved_tl, step.weight)
        return Excursion(state.excursion, swing)

    def _follow_best_way(self, kept: float, swing: Explained) -> None:
        state = self.state
        state.lately = state.lately.times(kept) + swing
        shares = state.lately.shares()
        best = int(np.argmax(shares))
        if shares[best] > shares[state.way] + _CLEARLY:
            state.way = best
