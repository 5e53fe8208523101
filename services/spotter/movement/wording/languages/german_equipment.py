"""German, for equipment."""

from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.judged.verdict import Direction, FaultCode
from spotter.movement.wording.language import EquipmentNouns, Noun, Saying


def _one(name: str, article: str, pronoun: str) -> EquipmentNouns:
    noun = Noun(name, f"{article} {name}", pronoun)
    return EquipmentNouns(noun, noun, noun)


def _pair(name: str, plural: str) -> EquipmentNouns:
    whole = Noun(plural, f"die {plural}", "sie", is_plural=True)
    left, right = (
        Noun(f"{side} {name}", f"die {side} {name}", "sie") for side in ("linke", "rechte")
    )
    return EquipmentNouns(whole, left, right)


EQUIPMENT = {
    EquipmentKind.BARBELL: _one("Stange", "die", "sie"),
    EquipmentKind.DUMBBELL: _one("Kurzhantel", "die", "sie"),
    EquipmentKind.DUMBBELLS: _pair("Kurzhantel", "Kurzhanteln"),
    EquipmentKind.KETTLEBELL: _one("Kettlebell", "die", "sie"),
    EquipmentKind.KETTLEBELLS: _pair("Kettlebell", "Kettlebells"),
    EquipmentKind.BAND: _one("Band", "das", "es"),
    EquipmentKind.OTHER: _one("Gerät", "das", "es"),
}
NOT_REACHED = "{subject} [erreicht|erreichen] {landmark} {when} nicht ({size} vor {standard})"

_DRIFTS = {
    Direction.FORWARD: ("hinten", "nach vorn"),
    Direction.BACKWARD: ("vorn", "nach hinten"),
    Direction.LEFT: ("in der Mitte", "nach links"),
    Direction.RIGHT: ("in der Mitte", "nach rechts"),
}
SAYINGS = {
    FaultCode.EQUIPMENT_DRIFTS: {
        direction: Saying(
            f"{{joint}} {kept} halten",
            f"{{subject}} [weicht|weichen] {{when}} {{size}} {off} ab",
            "{joint} jetzt auf dem richtigen Weg.",
        )
        for direction, (kept, off) in _DRIFTS.items()
    },
    FaultCode.EQUIPMENT_TILTS: {
        Direction.LOWER: Saying(
            "{joint} waagerecht halten",
            "das {side} Ende ist {when} {degrees} Grad tiefer als in {standard}",
            "{joint} jetzt waagerecht.",
        )
    },
    FaultCode.EQUIPMENT_STOPS_SHORT: {
        Direction.LOWER: Saying(
            "{joint} höher heben",
            "{subject} [bleibt|bleiben] {size} unter {standard} {when}",
            "Jetzt hoch genug.",
        ),
        Direction.HIGHER: Saying(
            "{joint} tiefer senken",
            "{subject} [bleibt|bleiben] {size} über {standard} {when}",
            "Jetzt tief genug.",
        ),
    },
}
RECURRING = {
    FaultCode.EQUIPMENT_DRIFTS: "{joint} auf dem richtigen Weg halten",
    FaultCode.EQUIPMENT_STOPS_SHORT: "Den ganzen Weg gehen: {joint}",
}
