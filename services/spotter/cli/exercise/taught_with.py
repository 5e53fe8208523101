"""The equipment that an exercise was taught with, in words and as JSON."""

from typing import Any

from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.equipment.archive import radius_tl
from spotter.movement.values import Equipment, EquipmentEnd, point_name
from spotter.wire.catalog.exercises.exercises import ExerciseInfo
from spotter.wire.references import equipment_in_exercise


def taught_equipment(library: ExerciseLibrary, info: ExerciseInfo) -> Equipment | None:
    """What the exercise's live version is done with; None where no equipment was taught."""
    if not info.is_taught:
        return None
    return equipment_in_exercise(library.with_digest(info.digest).data)


def equipment_words(equipment: Equipment) -> str:
    """The kind, and where its ends are and how large they are.

    >>> from spotter.movement.values import EquipmentKind
    >>> equipment_words(Equipment(EquipmentKind.BARBELL, {EquipmentEnd.LEFT: b"of later"}))
    'barbell, followed at the left hand (cannot be read)'
    """
    ends = " and ".join(_end_words(*one) for one in sorted(equipment.taught.items()))
    return f"{equipment.kind}, followed at {ends}"


def equipment_json(equipment: Equipment) -> dict[str, Any]:
    """The same for scripts; a radius that cannot be read is null."""
    return {
        "kind": equipment.kind.value,
        "ends": [
            {"end": point_name(end), "radius_tl": radius_tl(taught)}
            for end, taught in sorted(equipment.taught.items())
        ],
    }


def _end_words(end: EquipmentEnd, taught: bytes) -> str:
    found = radius_tl(taught)
    size = "cannot be read" if found is None else f"radius {found:.2f} torso lengths"
    return f"the {end.name.lower()} hand ({size})"
