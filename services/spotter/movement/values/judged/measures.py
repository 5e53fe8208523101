"""Further measures of a rep: tempo, range of motion, symmetry, steadiness, speed.

All but the speed are compared with what is usual in the reference. They inform the member and do
not affect the outcome.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import nan

from spotter.movement.values.body.skeleton import Joint


@dataclass(frozen=True, slots=True)
class Tempo:
    """The duration of a rep's parts: the way out, the turn, the way back, the rest at both ends.

    The body moves while it is faster than a tenth of its top speed on that way. ``rest_s`` is the
    rest that the rep includes, which depends on where it was cut.
    """

    out_s: float
    turn_s: float
    back_s: float
    rest_s: float

    @property
    def moving_s(self) -> float:
        """The duration of both ways together."""
        return self.out_s + self.back_s


@dataclass(frozen=True, slots=True)
class MotionRange:
    """How far ``joint`` moves from rest to turn, and how far it usually does in the reference.

    Both are in torso lengths, along the reference's way; with ``both_sides``, the mean of both.
    """

    joint: Joint
    both_sides: bool
    range_tl: float
    usual_tl: float

    @property
    def ratio(self) -> float:
        """The range relative to the reference's: 1 is as far; NaN if that does not move."""
        return self.range_tl / self.usual_tl if self.usual_tl else nan


@dataclass(frozen=True, slots=True)
class Symmetry:
    """The person's own left side compared with the right, if the reference's two sides agree.

    ``left_to_right_ratio`` is the left side's range relative to the right's, 1 if equal;
    ``left_later_s`` is how much later the left is half-way out, negative if earlier.
    """

    left_to_right_ratio: float
    left_later_s: float

    @property
    def swapped(self) -> "Symmetry":
        """The same of the other side."""
        return Symmetry(1 / self.left_to_right_ratio, -self.left_later_s)


GRAVITY_M_S2 = 9.81


class ScaleSource(StrEnum):
    """How it is known how long a person's torso is."""

    HEIGHT = "height"


@dataclass(frozen=True, slots=True)
class Scale:
    """How many metres a torso length is, and how that is known; how exactly: docs/method.md."""

    metres_per_tl: float
    source: ScaleSource


@dataclass(frozen=True, slots=True)
class LiftingSpeed:
    """How far and how fast ``joint`` went up, against gravity; of one that has two sides, both.

    ``mean_tl_s`` is over the middle eight tenths of the rise, ``peak_tl_s`` over the fastest
    quarter of that time; torso lengths a second. Speeds of one exercise and one camera compare:
    ``of_first_ratio`` is the mean speed divided by that of the set's first good rep, of good reps.
    ``scale`` gives metres; None where nobody knows it.
    """

    joint: Joint
    rise_tl: float
    mean_tl_s: float
    peak_tl_s: float
    of_first_ratio: float | None = None
    scale: Scale | None = None

    @property
    def mean_m_s(self) -> float | None:
        """The mean speed, metres a second."""
        return None if self.scale is None else self.mean_tl_s * self.scale.metres_per_tl

    @property
    def peak_m_s(self) -> float | None:
        """The peak speed, metres a second."""
        return None if self.scale is None else self.peak_tl_s * self.scale.metres_per_tl

    def mean_w(self, load_kg: float | None) -> float | None:
        """The mean power that lifts a load, watts; None for none, and without metres."""
        return self.mean_w_per_kg * load_kg if self.mean_w_per_kg and load_kg else None

    @property
    def mean_w_per_kg(self) -> float | None:
        """The mean power that lifts each kilogram of load: the work m g h, divided by the time.

        Over the middle of the rise a load is about as fast at its end as at its beginning, so what
        speeds it up comes back. Mean power of the propulsive way: Sanchez-Medina, Perez and
        Gonzalez-Badillo (2010), Int J Sports Med 31(2).
        """
        mean_m_s = self.mean_m_s
        return None if mean_m_s is None else GRAVITY_M_S2 * mean_m_s


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a rep; None where the view or hidden joints prevent measuring.

    ``usual_tempo`` is the reference's. ``steadiness_ratio`` is 1 for a rep as smooth as the
    reference, less if the movement stops and starts. ``lifting`` is compared with other reps of the
    set, not with the reference.
    """

    tempo: Tempo | None = None
    usual_tempo: Tempo | None = None
    motion_range: MotionRange | None = None
    symmetry: Symmetry | None = None
    steadiness_ratio: float | None = None
    lifting: LiftingSpeed | None = None

    @property
    def pace_ratio(self) -> float | None:
        """The duration of both ways relative to the reference's: above 1 is slower."""
        if self.tempo is None or self.usual_tempo is None or not self.usual_tempo.moving_s > 0:
            return None
        return self.tempo.moving_s / self.usual_tempo.moving_s
