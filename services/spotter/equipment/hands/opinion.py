"""When a second opinion on somebody's hands is asked for, and what it has said so far. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, field

from spotter.equipment.hands.held import HeldState, after_score
from spotter.equipment.hands.held_limits import Limits
from spotter.movement.values import EquipmentKind, Hands

LOOK_EVERY_US = 1_000_000
"""A look costs as much as following equipment does in six pictures."""
_SEEN_LOOK_EVERY_US = 5_000_000
"""A look now and then keeps what is known from being old when what is followed is lost."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is known of one person's hands, and when they were looked at last: 0 for never."""

    state: HeldState = field(default_factory=HeldState)
    looked_us: int = 0

    @property
    def hands(self) -> Hands:
        """What is known."""
        return self.state.known

    def is_due(self, at_us: int, *, is_seen: bool) -> bool:
        """Whether to look; ``is_seen`` says whether what was taught is seen in them now."""
        return at_us - self.looked_us >= (_SEEN_LOOK_EVERY_US if is_seen else LOOK_EVERY_US)

    def after(self, score: float, at_us: int, limits: Limits) -> "Opinion":
        """What is known after a look with this score."""
        return Opinion(after_score(self.state, score, limits), at_us)


def tells(classes: Collection[str], kind: EquipmentKind) -> bool:
    """Whether a detector with these ``classes`` tells hands with such equipment from empty ones.

    >>> tells(["barbell", "dumbbell"], EquipmentKind.DUMBBELLS)
    True
    >>> tells(["barbell", "dumbbell"], EquipmentKind.BAND)
    False
    """
    return kind.value.removesuffix("s") in {name.lower() for name in classes}
