"""English, for equipment."""

from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.judged.verdict import Direction, FaultCode
from spotter.movement.wording.language import EquipmentNouns, Noun, Saying


def _one(name: str) -> EquipmentNouns:
    noun = Noun(name, f"the {name}", "it")
    return EquipmentNouns(noun, noun, noun)


def _pair(name: str) -> EquipmentNouns:
    whole = Noun(f"{name}s", f"the {name}s", "they", is_plural=True)
    left, right = (Noun(f"{side} {name}", f"the {side} {name}", "it") for side in ("left", "right"))
    return EquipmentNouns(whole, left, right)


EQUIPMENT = {
    EquipmentKind.BARBELL: _one("bar"),
    EquipmentKind.DUMBBELL: _one("dumbbell"),
    EquipmentKind.DUMBBELLS: _pair("dumbbell"),
    EquipmentKind.KETTLEBELL: _one("kettlebell"),
    EquipmentKind.KETTLEBELLS: _pair("kettlebell"),
    EquipmentKind.BAND: _one("band"),
    EquipmentKind.OTHER: _one("equipment"),
}
NOT_REACHED = "{subject} [does|do] not reach {landmark} {when}, {size} short of {standard}"

_DRIFTS = {
    Direction.FORWARD: ("back", "forward"),
    Direction.BACKWARD: ("forward", "back"),
    Direction.LEFT: ("in the middle", "to the left"),
    Direction.RIGHT: ("in the middle", "to the right"),
}
SAYINGS = {
    FaultCode.EQUIPMENT_DRIFTS: {
        direction: Saying(
            f"Keep the {{joint}} {kept}",
            f"{{subject}} [drifts|drift] {{size}} {off} {{when}}",
            "{joint} on [its|their] way now.",
        )
        for direction, (kept, off) in _DRIFTS.items()
    },
    FaultCode.EQUIPMENT_TILTS: {
        Direction.LOWER: Saying(
            "Keep the {joint} level",
            "its {side} end is {degrees} degrees lower than in {standard} {when}",
            "{joint} level now.",
        )
    },
    FaultCode.EQUIPMENT_STOPS_SHORT: {
        Direction.LOWER: Saying(
            "Take the {joint} higher",
            "{subject} [stops|stop] {size} below {standard} {when}",
            "High enough now.",
        ),
        Direction.HIGHER: Saying(
            "Take the {joint} lower",
            "{subject} [stops|stop] {size} above {standard} {when}",
            "Low enough now.",
        ),
    },
}
RECURRING = {
    FaultCode.EQUIPMENT_DRIFTS: "Keep the {joint} on its way",
    FaultCode.EQUIPMENT_STOPS_SHORT: "Take the {joint} the whole way",
}
