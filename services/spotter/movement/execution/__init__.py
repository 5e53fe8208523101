"""How a rep was performed: tempo, range of motion, symmetry, steadiness."""

from spotter.movement.execution.measurement import MeasurementBasis, measure, measurement_basis

__all__ = [
    "MeasurementBasis",
    "measure",
    "measurement_basis",
]
