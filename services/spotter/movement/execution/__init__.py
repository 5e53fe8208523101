"""How a rep was performed: tempo, range of motion, symmetry, steadiness, speed, joint angles."""

from spotter.movement.execution.lifting_speed import lifting_joint, lifting_speed
from spotter.movement.execution.measurement import MeasurementBasis, measure, measurement_basis
from spotter.movement.execution.worst_angle import worst_angle

__all__ = [
    "MeasurementBasis",
    "lifting_joint",
    "lifting_speed",
    "measure",
    "measurement_basis",
    "worst_angle",
]
