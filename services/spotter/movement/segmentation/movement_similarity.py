"""Decides whether the movement since a wave began is the exercise."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.segmentation.joint_filter import JointFilter, JointFilterState
from spotter.movement.segmentation.template import Explained, Template

_SAME_WAY = 0.68
_SAME_SWING = 0.6
"""The smallest shares of a rep's movement along the exercise's way, relative to the reference's:
for the positions of its joints, and for their swing."""
_LEAST_BEND = 0.2
"""The joints move relative to each other by at least this ratio of what the wave's rise implies."""
_MISPLACED_TL = 0.35
"""After a rep the joints' heights are at most this far from the rest position's."""


@dataclass(frozen=True, slots=True, eq=False)
class MovementSums:
    """Sums over the movement since some moment."""

    from_tl: Coordinates
    """(25, 2) where the joints were at that moment."""
    gone: Explained
    """The sum over the poses of the joints' displacement since that moment."""
    swung: Explained
    """The sum over the poses of the joints' swing."""

    @classmethod
    def zero(cls, ways: int, from_tl: Coordinates) -> Self:
        """The sums at their start."""
        return cls(from_tl, Explained.none(ways), Explained.none(ways))

    def plus(self, gone: Explained, swung: Explained) -> "MovementSums":
        """The sums with one more pose."""
        return MovementSums(self.from_tl, self.gone + gone, self.swung + swung)


@dataclass(frozen=True, slots=True, eq=False)
class MovementSimilarityState:
    """The state of a :class:`MovementSimilarity`."""

    whole: MovementSums
    """Since the wave began."""
    mark: MovementSums
    """Since the mark, where this wave or the next may turn out to have begun."""
    back: MovementSums
    """Since the wave's highest point."""
    usual: float = 0.0
    """The share of displacement along the way in the person's own reps, 0 to 1."""
    stop: MovementSums | None = None
    """Since the stop on the way out at which the wave may turn out to have begun, if any."""

    @classmethod
    def of(cls, template: Template, joints: JointFilterState) -> Self:
        """The state before any movement."""
        nothing = MovementSums.zero(len(template), joints.way_tl)
        return cls(nothing, nothing, nothing)


class MovementSimilarity:
    """Compares a person's movement since a wave began with the way of an exercise.

    The caller keeps ``joints`` up to date.
    """

    def __init__(
        self, template: Template, joints: JointFilter, state: MovementSimilarityState
    ) -> None:
        self._template = template
        self._joints = joints
        self._whole, self._mark, self._back = state.whole, state.mark, state.back
        self._stop = state.stop
        self._usual = state.usual

    @property
    def state(self) -> MovementSimilarityState:
        """A snapshot, without the joints."""
        return MovementSimilarityState(self._whole, self._mark, self._back, self._usual, self._stop)

    @property
    def swung(self) -> Explained:
        """The joints' swing since the wave began; at rest, that of the last pose."""
        return self._whole.swung

    def begin(self) -> None:
        """The wave begins here."""
        self.mark()
        self.begin_at_mark()

    def reach(self) -> None:
        """The wave is at its highest point so far."""
        self._back = self._zero_sums()

    def mark(self) -> None:
        """The wave, or the next one, may turn out to have begun here."""
        self._mark = self._zero_sums()

    def begin_at_mark(self) -> None:
        """The wave began at the mark."""
        self._whole, self._stop = self._mark, None

    def stop_at_mark(self) -> None:
        """The mark was a stop on the way out."""
        self._stop = self._mark

    def begin_at_stop(self) -> None:
        """The wave began at the stop."""
        if self._stop is not None:
            self._whole = self._stop

    def _zero_sums(self) -> MovementSums:
        return MovementSums.zero(len(self._template), self._joints.state.way_tl)

    def add(self, swing: Explained) -> None:
        """Take the swing of the next pose."""
        together = self._mark is self._whole
        self._whole = self._with(self._whole, swing)
        self._mark = self._whole if together else self._with(self._mark, swing)
        self._back = self._with(self._back, swing)
        self._stop = self._stop and self._with(self._stop, swing)

    def _with(self, sums: MovementSums, swing: Explained) -> MovementSums:
        joints = self._joints.state
        gone = self._template.explained(joints.way_tl - sums.from_tl, joints.weight)
        return sums.plus(gone, swing)

    def is_similar(self, way: int, reference_ratio: float, usual_ratio: float) -> bool:
        """Whether positions and swing since the wave began go along the way.

        ``reference_ratio`` scales the usual limits relative to the reference, ``usual_ratio`` those
        relative to the person's own reps.
        """
        return self._goes_along(way, self._whole, reference_ratio, usual_ratio)

    def way_back_is_similar(self, way: int, reference_ratio: float, usual_ratio: float) -> bool:
        """As :meth:`is_similar`, for the way back alone, from the wave's highest point."""
        return self._goes_along(way, self._back, reference_ratio, usual_ratio)

    def _goes_along(
        self, way: int, sums: MovementSums, reference_ratio: float, usual_ratio: float
    ) -> bool:
        needed = reference_ratio * self._template.straightness[way]
        gone, swung = sums.gone.shares()[way], sums.swung.shares()[way]
        as_usual = gone >= usual_ratio * self._usual
        return bool(as_usual and gone >= _SAME_WAY * needed and swung >= _SAME_SWING * needed)

    def bends(self, way: int, rise: float) -> bool:
        """Whether the joints have moved relative to each other, for a wave that rose by ``rise``.

        They have not if only the camera moved.
        """
        return self._bends(way, self._back.from_tl - self._whole.from_tl, rise)

    def way_back_bends(self, way: int, fall: float) -> bool:
        """As :meth:`bends`, for the way back alone, on which the wave fell by ``fall``."""
        return self._bends(way, self._back.from_tl - self._joints.state.way_tl, fall)

    def _bends(self, way: int, gone_tl: Coordinates, rise: float) -> bool:
        ratio = self._template.bent_ratio(way, gone_tl, self._joints.state.weight)
        return not ratio < _LEAST_BEND * rise

    def learn(self, way: int, rate: float) -> None:
        """Learn the person's usual share from the movement, which was a rep."""
        gone = float(self._whole.gone.shares()[way])
        self._usual += (rate if self._usual else 1.0) * (gone - self._usual)

    def is_in_place(self, way: int) -> bool:
        """Whether the joints' relative heights are about those of the rest position."""
        joints = self._joints.state
        heights_tl = -joints.smooth_px[:, 1] / joints.size_px
        found_tl = self._template.misplaced_tl(way, heights_tl, joints.weight)
        return not np.isfinite(found_tl) or found_tl <= _MISPLACED_TL
