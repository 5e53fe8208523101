"""The reference model, and the registration of a rep to it."""

from spotter.movement.fitting.equipment_model import EquipmentModel, learn_equipment
from spotter.movement.fitting.nuisance_factors import without_start_offset
from spotter.movement.fitting.reference_model import ReferenceModel, learn_model, torso
from spotter.movement.fitting.registration import Attempt, Registration, Target, register

__all__ = [
    "Attempt",
    "EquipmentModel",
    "ReferenceModel",
    "Registration",
    "Target",
    "learn_equipment",
    "learn_model",
    "register",
    "torso",
    "without_start_offset",
]
