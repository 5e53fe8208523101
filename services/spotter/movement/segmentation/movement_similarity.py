"""Whether what was done since a wave began is the exercise."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from spotter.movement.geometry.normalisation import Coordinates
from spotter.movement.segmentation.joint_filter import JointFilter, JointFilterState
from spotter.movement.segmentation.template import Explained, Template

_SAME_WAY = 0.68
_SAME_SWING = 0.6
"""The smallest shares of a rep's movement along the exercise's way, relative to the reference's:
of the places of its joints, and of their swing."""
_LEAST_BEND = 0.2
"""The joints go apart by at least this ratio of what the wave's rise would have them."""
_MISPLACED_TL = 0.35
"""The joints' heights after a rep are not farther than this from the rest position's."""


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """What was done since a moment."""

    from_tl: Coordinates
    """(25, 2) where the joints were then."""
    gone: Explained
    """The sum over the poses of how far the joints are from where they were."""
    swung: Explained
    """The sum over the poses of how they swing."""

    @classmethod
    def nothing(cls, ways: int, from_tl: Coordinates) -> Self:
        """It begins here."""
        return cls(from_tl, Explained.none(ways), Explained.none(ways))

    def plus(self, gone: Explained, swung: Explained) -> "Done":
        """With what was done in one more pose."""
        return Done(self.from_tl, self.gone + gone, self.swung + swung)


@dataclass(frozen=True, slots=True, eq=False)
class MovementSimilarityState:
    """What :class:`MovementSimilarity` remembers of the wave."""

    whole: Done
    """Since it began."""
    mark: Done
    """Since the mark, from which it, or the next one, may turn out to have begun."""
    back: Done
    """Since its highest."""
    usual: float = 0.0
    """How much of the places of the joints goes along the way in the person's own reps, 0 to 1."""

    @classmethod
    def of(cls, template: Template, joints: JointFilterState) -> Self:
        """Nothing done yet."""
        nothing = Done.nothing(len(template), joints.way_tl)
        return cls(nothing, nothing, nothing)


class MovementSimilarity:
    """Compares a person's movement since a wave began with the way of an exercise.

    ``joints`` are followed by somebody else.
    """

    def __init__(
        self, template: Template, joints: JointFilter, state: MovementSimilarityState
    ) -> None:
        self._template = template
        self._joints = joints
        self._whole, self._mark, self._back = state.whole, state.mark, state.back
        self._usual = state.usual

    @property
    def state(self) -> MovementSimilarityState:
        """All that it knows but the joints."""
        return MovementSimilarityState(self._whole, self._mark, self._back, self._usual)

    def begin(self) -> None:
        """The wave begins here."""
        self.mark()
        self.begin_at_mark()

    def reach(self) -> None:
        """The wave is at its highest so far."""
        self._back = self._nothing()

    def mark(self) -> None:
        """The wave, or the next one, may turn out to have begun here."""
        self._mark = self._nothing()

    def begin_at_mark(self) -> None:
        """The wave began at the mark."""
        self._whole = self._mark

    def _nothing(self) -> Done:
        return Done.nothing(len(self._template), self._joints.state.way_tl)

    def add(self, swing: Explained) -> None:
        """Take the next pose, in which the joints ``swing`` so."""
        self._whole = self._with(self._whole, swing)
        self._mark = self._with(self._mark, swing)
        self._back = self._with(self._back, swing)

    def _with(self, done: Done, swing: Explained) -> Done:
        joints = self._joints.state
        gone = self._template.explained(joints.way_tl - done.from_tl, joints.weight)
        return done.plus(gone, swing)

    def is_like(self, way: int, reference_ratio: float, usual_ratio: float) -> bool:
        """Whether places and swing go along the way.

        As far as the reference's do, by one ratio of the usual limits, and as the person's own reps
        have done, by the other.
        """
        return self._goes_along(way, self._whole, reference_ratio, usual_ratio)

    def comes_back_alike(self, way: int, reference_ratio: float, usual_ratio: float) -> bool:
        """The same of the way back alone, from the wave's highest."""
        return self._goes_along(way, self._back, reference_ratio, usual_ratio)

    def _goes_along(self, way: int, done: Done, reference_ratio: float, usual_ratio: float) -> bool:
        needed = reference_ratio * self._template.straightness[way]
        gone, swung = done.gone.shares()[way], done.swung.shares()[way]
        as_usual = gone >= usual_ratio * self._usual
        return bool(as_usual and gone >= _SAME_WAY * needed and swung >= _SAME_SWING * needed)

    def bends(self, way: int, rise: float) -> bool:
        """Whether the joints have gone apart as the way has it, for a wave that rose so far.

        They do not when the camera moves.
        """
        gone_tl = self._back.from_tl - self._whole.from_tl
        ratio = self._template.bent_ratio(way, gone_tl, self._joints.state.weight)
        return not ratio < _LEAST_BEND * rise

    def learn(self, way: int, rate: float) -> None:
        """What was done is a rep of the person."""
        gone = float(self._whole.gone.shares()[way])
        self._usual += (rate if self._usual else 1.0) * (gone - self._usual)

    def is_in_place(self, way: int) -> bool:
        """Whether the joints are about as high over each other as in the rest position."""
        joints = self._joints.state
        heights_tl = -joints.smooth_px[:, 1] / joints.size_px
        found_tl = self._template.misplaced_tl(way, heights_tl, joints.weight)
        return not np.isfinite(found_tl) or found_tl <= _MISPLACED_TL
