"""How a rep was performed: tempo, range of motion, symmetry, steadiness."""

from spotter.movement.execution.measurement import measure, measurement_basis

__all__ = [
    "measure",
    "measurement_basis",
]
