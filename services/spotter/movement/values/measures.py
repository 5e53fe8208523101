"""What else is said of a rep: its tempo, how far it goes, its two sides, its steadiness.

Each is compared with what is usual in the reference. They tell a member more than a verdict does,
and decide nothing.
"""

from dataclasses import dataclass

from spotter.movement.values.skeleton import Joint


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long a rep takes: the way out, at the turn, the way back, and at rest before and after.

    The body moves while it is faster than a tenth of its greatest speed on that way. ``rest_s`` is
    what the rep shows of the rest, which depends on where it was cut.
    """

    out_s: float
    turn_s: float
    back_s: float
    rest_s: float

    @property
    def moving_s(self) -> float:
        """Both ways together."""
        return self.out_s + self.back_s


@dataclass(frozen=True, slots=True)
class MotionRange:
    """How far ``joint`` goes from rest to turn, and how far it usually goes in the reference.

    In torso lengths, along the reference's way; with ``both_sides``, the mean of both.
    """

    joint: Joint
    both_sides: bool
    range_tl: float
    usual_tl: float

    @property
    def ratio(self) -> float:
        """1 is as far as in the reference."""
        return self.range_tl / self.usual_tl


@dataclass(frozen=True, slots=True)
class Symmetry:
    """The person's own left side compared with the right, where the reference's two sides agree.

    ``left_to_right_ratio`` is how far the left goes, 1 as far as the right; ``left_later_s`` how
    much later it is half-way out, negative when it is earlier.
    """

    left_to_right_ratio: float
    left_later_s: float


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of a rep; None where the view, or joints that are not seen, forbid it.

    ``usual_tempo`` is the reference's. ``steadiness_ratio`` is 1 for a rep as smooth as the
    reference, less when the movement stops and starts.
    """

    tempo: Tempo | None = None
    usual_tempo: Tempo | None = None
    motion_range: MotionRange | None = None
    symmetry: Symmetry | None = None
    steadiness_ratio: float | None = None

    @property
    def pace_ratio(self) -> float | None:
        """How long both ways take compared with the reference's: above 1 is slower."""
        if self.tempo is None or self.usual_tempo is None or not self.usual_tempo.moving_s > 0:
            return None
        return self.tempo.moving_s / self.usual_tempo.moving_s
