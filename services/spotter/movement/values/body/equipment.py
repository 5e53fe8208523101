"""Equipment that an exercise is done with: its ends are followed like more joints."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.movement.values.errors import MovementError


class EquipmentEnd(IntEnum):
    """The end of a bar, the dumbbell or the kettlebell at the person's own side.

    Numbered after the joints, so that neither is taken for the other.
    """

    LEFT = JOINT_COUNT
    RIGHT = JOINT_COUNT + 1

    @property
    def index(self) -> int:
        """Its place among the ends."""
        return self - JOINT_COUNT

    @property
    def other(self) -> "EquipmentEnd":
        """That at the other side."""
        return EquipmentEnd.RIGHT if self is EquipmentEnd.LEFT else EquipmentEnd.LEFT


Point = Joint | EquipmentEnd
"""What is judged: a joint, or an end of equipment."""

END_COUNT = len(EquipmentEnd)


def point_name(point: Point) -> str:
    """What a point is called in files and answers, such as "left_knee" or "bar_left"."""
    name = point.name.lower()
    return name if isinstance(point, Joint) else f"bar_{name}"


class EquipmentKind(StrEnum):
    """What people call it; it decides words, and that of a pair no tilt is told."""

    BARBELL = "barbell"
    DUMBBELL = "dumbbell"
    DUMBBELLS = "dumbbells"
    KETTLEBELL = "kettlebell"
    KETTLEBELLS = "kettlebells"
    BAND = "band"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Equipment:
    """What an exercise is done with.

    ``taught`` says of each end that is followed what it looks like and how it is held, in the bytes
    of the equipment library, which nobody else reads.

    Raises :class:`MovementError` if no end is followed.
    """

    kind: EquipmentKind
    taught: Mapping[EquipmentEnd, bytes]

    def __post_init__(self) -> None:
        if not self.taught or not all(self.taught.values()):
            raise MovementError(f"expected one end of the {self.kind} or two, taught; found none")
