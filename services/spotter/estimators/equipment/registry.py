"""Makes detectors of equipment by name."""

from pathlib import Path

from spotter.estimators.equipment.efficientnet.models import NAME, network_path
from spotter.estimators.equipment.protocol import FILE_PREFIX, EquipmentDetector
from spotter.estimators.errors import UnknownEstimatorError
from spotter.estimators.models.catalogue import ModelCache

DETECTOR_NAMES = (NAME, f"{FILE_PREFIX}FILE")
"""The names for people; FILE stands for the path of an ONNX detector."""


def make_detector(name: str, models: ModelCache, threads: int = 1) -> EquipmentDetector:
    """Load the detector ``name``; it runs on ``threads`` threads.

    FILE is relative to the working folder; ``~`` is the home folder. Raises
    :class:`UnknownEstimatorError` for an unknown name, and :class:`ModelError` if a network is
    missing or no detector; the message names the command that brings it.
    """
    if name == NAME:
        from spotter.estimators.equipment.efficientnet.detector import (  # noqa: PLC0415 - only if it is used
            EfficientNetDetector,
        )

        return EfficientNetDetector(network_path(models), threads)
    if name.startswith(FILE_PREFIX) and name != FILE_PREFIX:
        from spotter.estimators.equipment.brought.detector import (  # noqa: PLC0415 - only if it is used
            OnnxDetector,
        )

        return OnnxDetector(Path(name.removeprefix(FILE_PREFIX)).expanduser(), threads)
    known = ", ".join(DETECTOR_NAMES)
    raise UnknownEstimatorError(f"expected one of the detectors {known}; found {name!r}")
