"""Why a rep cannot be judged."""

from dataclasses import dataclass
from enum import Enum

from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.body.skeleton import Joint


class ReasonCode(Enum):
    """Why a rep is unscorable; what its numbers mean, if it has any, stands behind it.

    ``found`` is what the rep has, ``needed`` what it would take.
    """

    TOO_FEW_FRAMES = "too few frames"  # found, needed: frames
    TOO_SHORT = "too short"  # found, needed: seconds
    GAP = "not seen in between"  # found: seconds
    CUT_OFF = "cut off"  # found: share of the movement, 0 to 1
    TORSO_UNSEEN = "torso unseen"
    START_UNSEEN = "start unseen"
    END_UNSEEN = "end unseen"
    JOINTS_UNSEEN = "joints unseen"  # joints: which ones
    TWO_PEOPLE = "two people"
    CAMERA_MOVED = "camera moved"
    UPSIDE_DOWN = "upside down"
    OTHER_VIEW = "other view"  # found, needed: width of the shoulders, torso lengths
    TOO_FAR_ROUND = "camera too far round"  # found: degrees
    NOTHING_IN_COMMON = "nothing in common"
    NOT_COMPARABLE = "not comparable"
    EQUIPMENT_UNSEEN = "equipment unseen"  # equipment: which; found: share of the rep, 0 to 1
    EQUIPMENT_SEEN_POORLY = "equipment seen poorly"  # as above, but something is held


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rep cannot be judged; all that a sentence about it needs.

    The code tells which numbers and joints there are, and their units.
    """

    code: ReasonCode
    found: float = 0.0
    needed: float = 0.0
    joints: tuple[Joint, ...] = ()
    equipment: EquipmentKind | None = None
