"""One thing that may be wrong with a rep, before the worst are chosen."""

from dataclasses import dataclass

from spotter.movement.values import Direction, FaultCode, Joint


@dataclass(frozen=True, slots=True)
class Finding:
    """A deviation that could be named as a fault, with the reference's own left and right.

    ``offset_tl`` is signed along ``axis`` of the picture; ``ratio`` is how many times the allowance
    it is for a while; ``weight`` says how much its kind matters.
    """

    code: FaultCode
    joint: Joint
    axis: int
    direction: Direction
    phase_index: int
    offset_tl: float
    ratio: float
    weight: float = 1.0
    both_sides: bool = False

    @property
    def importance(self) -> float:
        """The ratio, weighted by the kind of deviation."""
        return self.ratio * self.weight

    @property
    def is_joint(self) -> bool:
        """Whether it is about one joint alone."""
        return self.code is FaultCode.OUT_OF_PLACE
