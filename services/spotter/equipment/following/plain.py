"""Followed equipment as plain numbers and words, for snapshots."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from spotter.equipment.errors import EquipmentError
from spotter.equipment.following.following import Following, Phase, Sighting
from spotter.equipment.following.motion import Motion
from spotter.movement.geometry.trajectories.slowing import Uncertainty


def plain(following: Following) -> dict[str, Any]:
    """What JSON can hold."""
    return asdict(following)


def from_plain(told: Mapping[str, Any]) -> Following:
    """What :func:`plain` made; raises :class:`EquipmentError` for anything else."""
    try:
        motion, first = told["motion"], told["first"]
        return Following(
            Phase(told["phase"]),
            int(told["at_us"]),
            None if motion is None else _motion(motion),
            int(told["looks"]),
            bool(told["is_seen"]),
            None if first is None else Sighting(_two(first["usual_px"]), _two(first["off_radii"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise EquipmentError(f"expected followed equipment; found {told!r}") from error


def _motion(told: Mapping[str, Any]) -> Motion:
    sure = told["uncertainty"]
    variances = (float(sure[name]) for name in ("position_var", "cross_var", "speed_var"))
    return Motion(_two(told["position_px"]), _two(told["velocity_px_s"]), Uncertainty(*variances))


def _two(told: Iterable[Any]) -> tuple[float, float]:
    x, y = told
    return float(x), float(y)
