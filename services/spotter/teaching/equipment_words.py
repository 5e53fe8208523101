"""What an exercise is done with, in words."""

from spotter.movement.values import EquipmentEnd
from spotter.movement.values.body.equipment import Equipment


def equipment_words(equipment: Equipment) -> str:
    """The kind and the ends that are followed.

    >>> from spotter.movement.values import EquipmentKind
    >>> equipment_words(Equipment(EquipmentKind.BARBELL, {EquipmentEnd.LEFT: b"taught"}))
    'barbell, followed at the left hand'
    """
    if len(equipment.taught) == len(EquipmentEnd):
        return f"{equipment.kind}, followed at both hands"
    (end,) = equipment.taught
    return f"{equipment.kind}, followed at the {end.name.lower()} hand"
