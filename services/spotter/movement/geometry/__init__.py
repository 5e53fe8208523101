"""Joint positions in body-sized units: normalisation, viewpoint, angles, trajectories."""

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.body.normalisation import Coordinates, normalise, normalise_ends
from spotter.movement.geometry.trajectories.angles import largest_deviation
from spotter.movement.geometry.trajectories.capture_anomalies import CaptureAnomaly, capture_anomaly
from spotter.movement.geometry.trajectories.equipment_trajectory import (
    equipment_seen_ratio,
    equipment_trajectory,
)
from spotter.movement.geometry.trajectories.phases import fill_gaps, resample
from spotter.movement.geometry.trajectories.trajectory import (
    PHASES,
    SCORED_JOINTS,
    phase_trajectory,
)
from spotter.movement.geometry.view.orientation import oriented, oriented_ends
from spotter.movement.geometry.view.turning import turned
from spotter.movement.geometry.view.view import View, rounded_yaw_deg
from spotter.movement.geometry.view.viewpoint import (
    Viewpoint,
    view_words,
    viewpoint,
)
from spotter.movement.geometry.view.yaw import Yaw, yaw_between

__all__ = [
    "PHASES",
    "SCORED_JOINTS",
    "CaptureAnomaly",
    "Coordinates",
    "View",
    "Viewpoint",
    "Yaw",
    "body_size_px",
    "capture_anomaly",
    "equipment_seen_ratio",
    "equipment_trajectory",
    "fill_gaps",
    "largest_deviation",
    "normalise",
    "normalise_ends",
    "oriented",
    "oriented_ends",
    "phase_trajectory",
    "resample",
    "rounded_yaw_deg",
    "turned",
    "view_words",
    "viewpoint",
    "yaw_between",
]
