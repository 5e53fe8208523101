"""Whether what was done since a wave began is the exercise."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from movement.normalise import Coordinates
from movement.reps.joints import JointsState
from movement.reps.template import Explained, Template

_SAME_WAY = 0.68
_SAME_SWING = 0.6
"""The smallest shares of a rep's movement along the exercise's way, relative to the reference's:
of the places of its joints, and of their swing."""
_LEAST_BEND = 0.2
"""The joints go apart by at least this ratio of what the wave's rise would have them."""
_MISPLACED_TL = 0.35
"""The joints' heights after a rep are not farther than this from the rest position's."""


@dataclass(slots=True)
class LikenessState:
    """What is remembered since the wave began, or paused."""

    start_tl: Coordinates
    pause_tl: Coordinates
    """(25, 2) where the joints were then."""
    gone: Explained
    """The sum over the poses of how far the joints are from where they were."""
    swung: Explained
    """The sum over the poses of how they swing."""
    far_tl: Coordinates
    """(25, 2) where the joints were at the wave's highest."""
    usual: float = 0.0
    """How much of the places of the joints goes along the way in the person's own reps, 0 to 1."""

    @classmethod
    def of(cls, template: Template, joints: JointsState) -> Self:
        """Nothing done yet."""
        none = Explained.none(len(template))
        return cls(joints.way_tl, joints.way_tl, none, none, joints.way_tl)


class Likeness:
    """Compares a person's movement since a wave began with the way of an exercise."""

    def __init__(self, template: Template, joints: JointsState, state: LikenessState) -> None:
        self._template = template
        self._joints = joints
        self.state = state

    def begin(self) -> None:
        """The wave begins here."""
        self._begin_from(self._joints.way_tl)

    def reach(self) -> None:
        """The wave is at its highest so far."""
        self.state.far_tl = self._joints.way_tl

    def pause(self) -> None:
        """The person stands still on the way out."""
        self.state.pause_tl = self._joints.way_tl

    def begin_at_pause(self) -> None:
        """The wave began where the person last stood still."""
        self._begin_from(self.state.pause_tl)

    def _begin_from(self, start_tl: Coordinates) -> None:
        self.state.start_tl = start_tl
        self.state.gone = self.state.swung = Explained.none(len(self._template))

    def add(self, swing: Explained) -> None:
        """Take the next pose, in which the joints ``swing`` so."""
        gone_tl = self._joints.way_tl - self.state.start_tl
        self.state.gone += self._template.explained(gone_tl, self._joints.weight)
        self.state.swung += swing

    def is_like(self, way: int, reference_ratio: float, usual_ratio: float) -> bool:
        """Whether places and swing go along the way.

        As far as the reference's do, by one ratio of the usual limits, and as the person's own reps
        have done, by the other.
        """
        needed = reference_ratio * self._template.straightness[way]
        gone, swung = self.state.gone.shares()[way], self.state.swung.shares()[way]
        as_usual = gone >= usual_ratio * self.state.usual
        return bool(as_usual and gone >= _SAME_WAY * needed and swung >= _SAME_SWING * needed)

    def bends(self, way: int, rise: float) -> bool:
        """Whether the joints have gone apart as the way has it, for a wave that rose so far.

        They do not when the camera moves.
        """
        gone_tl = self.state.far_tl - self.state.start_tl
        ratio = self._template.bent_ratio(way, gone_tl, self._joints.weight)
        return not ratio < _LEAST_BEND * rise

    def learn(self, way: int, rate: float) -> None:
        """What was done is a rep of the person."""
        gone = float(self.state.gone.shares()[way])
        self.state.usual += (rate if self.state.usual else 1.0) * (gone - self.state.usual)

    def is_in_place(self, way: int) -> bool:
        """Whether the joints are about as high over each other as in the rest position."""
        joints = self._joints
        heights_tl = -joints.smooth_px[:, 1] / joints.size_px
        found_tl = self._template.misplaced_tl(way, heights_tl, joints.weight)
        return not np.isfinite(found_tl) or found_tl <= _MISPLACED_TL
