"""How a rep was performed: tempo, range of motion, symmetry, steadiness, joint angles."""

from spotter.movement.execution.measurement import MeasurementBasis, measure, measurement_basis
from spotter.movement.execution.worst_angle import worst_angle

__all__ = [
    "MeasurementBasis",
    "measure",
    "measurement_basis",
    "worst_angle",
]
