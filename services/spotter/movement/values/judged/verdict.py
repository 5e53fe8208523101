"""The verdict on one rep."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.angle import Angle
from spotter.movement.values.body.equipment import EquipmentEnd, EquipmentKind, Point
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.measures import Measures
from spotter.movement.values.judged.reason import Reason


class Outcome(Enum):
    """The three possible outcomes of a verdict."""

    GOOD = "good"
    FAULTY = "faulty"
    UNSCORABLE = "unscorable"


class Direction(Enum):
    """Where a joint is, compared with the reference.

    In a side view, forward is where the person faces. In a front view, outward is away from the
    middle of the body. Left and right are the person's own.
    """

    HIGHER = "higher"
    LOWER = "lower"
    FORWARD = "forward"
    BACKWARD = "backward"
    OUTWARD = "outward"
    INWARD = "inward"
    LEFT = "left"
    RIGHT = "right"

    @property
    def opposite(self) -> "Direction":
        """The other way."""
        return _OPPOSITES[self]

    @property
    def mirrored(self) -> "Direction":
        """The same way for a person whose left and right are swapped."""
        return self.opposite if self in {Direction.LEFT, Direction.RIGHT} else self


_OPPOSITES = {
    one: other
    for pair in (
        (Direction.HIGHER, Direction.LOWER),
        (Direction.FORWARD, Direction.BACKWARD),
        (Direction.OUTWARD, Direction.INWARD),
        (Direction.LEFT, Direction.RIGHT),
    )
    for one, other in (pair, pair[::-1])
}


class Moment(Enum):
    """The part of a rep in which something happens; the body turns at the bottom or at the top."""

    START = "start"
    WAY_DOWN = "way down"
    BOTTOM = "bottom"
    WAY_UP = "way up"
    TOP = "top"
    END = "end"


class FaultCode(Enum):
    """What is wrong, as a trainer would name it.

    ``OUT_OF_PLACE`` is a joint elsewhere than in the reference. The next three are about how far
    the movement goes; ``SITS_TOO_HIGH`` is a movement that stops short while the hips sink over
    feet that stay. The others are patterns that several joints make together. Those of equipment
    are about its ends: off its way to a side, one end lower than the other, and not as far up or
    down.
    """

    OUT_OF_PLACE = "out of place"
    STOPS_SHORT = "stops short"
    SITS_TOO_HIGH = "sits too high"
    GOES_TOO_FAR = "goes too far"
    SIDE_LAGS = "side lags"
    KNEES_IN = "knees in"
    KNEES_OVER_TOES = "knees over toes"
    LEANS_FORWARD = "leans forward"
    LEANS_BACK = "leans back"
    LEANS_SIDEWAYS = "leans sideways"
    HIPS_SHIFTED = "hips shifted"
    ROUNDED_BACK = "rounded back"
    HIPS_SAG = "hips sag"
    HIPS_HIGH = "hips high"
    ARMS_BENT = "arms bent"
    EQUIPMENT_DRIFTS = "equipment drifts"
    EQUIPMENT_TILTS = "equipment tilts"
    EQUIPMENT_STOPS_SHORT = "equipment stops short"


@dataclass(frozen=True, slots=True)
class Fault:
    """A named deviation that matters; all that a sentence about it needs.

    ``joint`` is where it shows most clearly, ``direction`` where that joint is, compared with the
    reference. ``phase`` runs from 0 (the rep's start) to 1 (its end), and ``moment`` is that in
    words, if known; ``size_tl`` is in torso lengths; ``frame_index`` is the attempt's frame with
    the largest deviation. ``both_sides`` says whether the same joint on the other side deviates
    likewise. ``cue`` is what the trainer says of it, if anything; ``from_own_reps`` says that the
    joint is compared with the person's own first reps instead.

    If ``joint`` is an end of equipment, ``equipment`` is what people call that, ``tilt_deg`` is how
    much farther it is tilted than in the reference, and ``short_of`` the joint at whose height the
    reference turns; None for other faults.
    """

    joint: Point
    phase: float
    direction: Direction
    size_tl: float
    frame_index: int
    both_sides: bool = False
    code: FaultCode = FaultCode.OUT_OF_PLACE
    moment: Moment | None = None
    cue: str = ""
    from_own_reps: bool = False
    equipment: EquipmentKind | None = None
    tilt_deg: float | None = None
    short_of: Joint | None = None

    @property
    def is_of_equipment(self) -> bool:
        """Whether it is about what the exercise is done with, not about the body."""
        return isinstance(self.joint, EquipmentEnd)

    @property
    def kind(self) -> tuple[FaultCode, Point, bool, Direction]:
        """What the same fault in another rep has in common with this one."""
        return self.code, self.joint, self.both_sides, self.direction

    def contradicts(self, other: "Fault") -> bool:
        """Whether nobody can heed both hints: they ask for opposite directions."""
        return self.direction is other.direction.opposite


@dataclass(frozen=True, slots=True)
class AngleDeviation:
    """The phase at which an angle is farthest from the reference's.

    ``phase`` runs from 0 (the rep's start) to 1, and ``moment`` is that in words, if known.
    ``deviation_deg`` is positive if the joint is straighter, the arm farther from the trunk, or the
    trunk leans farther to the right of the reference's picture; ``leans`` is the person's own
    direction of that, if known.
    """

    angle: Angle
    phase: float
    deviation_deg: float
    moment: Moment | None = None
    leans: Direction | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """The verdict on one rep.

    ``score`` and ``threshold`` have no unit; a rep is faulty above the threshold. Both are NaN for
    an unscorable rep, and ``reason`` then says why. The rep was compared with the exercise's
    reference ``reference_index``, oriented as ``facing`` says. ``alignment`` is (N, 2): pairs of
    the attempt's frame and the frame of that reference's rep ``reference_rep_index``. All indices
    count from 0.

    ``baseline_id`` names the baseline of the person's own reps that decided, "" if none did.
    ``reference_ratio`` is the score by the exercise's references relative to its threshold (above 1
    it would be faulty), NaN if they do not judge the rep. ``differs_throughout`` says that with
    this rep the set turns out to differ from the references throughout, which a trainer should
    look at.

    ``pattern`` is the trainer's name of the pattern that a faulty rep shows, "" without one.
    ``fixed`` are faults of the set's earlier reps that this rep shows to be gone, latest first.
    ``measures`` are further measures, and ``angle`` is the angle with the largest deviation, if
    any. ``told`` is what was said of the rep if the verdict was stored in words. ``by_body_alone``
    says that the exercise is done with equipment, which nobody followed.
    """

    outcome: Outcome
    score: float
    threshold: float
    reason: Reason | None = None
    faults: tuple[Fault, ...] = ()
    fixed: tuple[Fault, ...] = ()
    reference_index: int = 0
    reference_rep_index: int = 0
    facing: Facing = Facing.SAME
    alignment: NDArray[np.uint16] = field(default_factory=lambda: np.empty((0, 2), np.uint16))
    measures: Measures = field(default_factory=Measures)
    angle: AngleDeviation | None = None
    baseline_id: str = ""
    reference_ratio: float = np.nan
    differs_throughout: bool = False
    told: tuple[str, ...] = ()
    pattern: str = ""
    by_body_alone: bool = False

    @classmethod
    def unscorable(cls, reason: Reason) -> Self:
        """The verdict on a rep that cannot be judged."""
        return cls(Outcome.UNSCORABLE, score=np.nan, threshold=np.nan, reason=reason)
