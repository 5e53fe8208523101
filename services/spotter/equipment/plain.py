"""Followed equipment as plain numbers and words, for snapshots."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from spotter.equipment.errors import EquipmentError
from spotter.equipment.following import Following, Phase
from spotter.equipment.motion import Motion
from spotter.movement.geometry.trajectories.slowing import Uncertainty


def plain(following: Following) -> dict[str, Any]:
    """What JSON can hold."""
    return asdict(following)


def from_plain(told: Mapping[str, Any]) -> Following:
    """What :func:`plain` made; raises :class:`EquipmentError` for anything else."""
    try:
        motion = told["motion"]
        return Following(
            Phase(told["phase"]),
            int(told["at_us"]),
            None if motion is None else _motion(motion),
            int(told["looks"]),
            bool(told["is_seen"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise EquipmentError(f"expected followed equipment; found {told!r}") from error


def _motion(told: Mapping[str, Any]) -> Motion:
    x_px, y_px = told["position_px"]
    x_px_s, y_px_s = told["velocity_px_s"]
    sure = told["uncertainty"]
    variances = (float(sure[name]) for name in ("position_var", "cross_var", "speed_var"))
    return Motion(
        (float(x_px), float(y_px)), (float(x_px_s), float(y_px_s)), Uncertainty(*variances)
    )
