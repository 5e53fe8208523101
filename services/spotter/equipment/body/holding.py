"""Puts equipment in relation to the body that holds it: which hand, how large, and where."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.body.forearm import offsets_tl, relation_of
from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints

Floats = NDArray[np.float64]

_ELBOWS = {Joint.RIGHT_WRIST: Joint.RIGHT_ELBOW, Joint.LEFT_WRIST: Joint.LEFT_ELBOW}

_LARGEST_TL = 2.0
"""Nobody holds more; each look costs the square of the radius."""


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """The ``wrist`` beside the equipment, the relation (2, 3) to its forearm, and the radius.

    Raises :class:`EquipmentError` for a joint that is no wrist, and values that cannot be.
    """

    wrist: Joint
    relation: Floats
    radius_tl: float

    def __post_init__(self) -> None:
        if self.wrist not in _ELBOWS:
            raise EquipmentError(f"expected a wrist; found {self.wrist.name}")
        if not 0 < self.radius_tl <= _LARGEST_TL:  # also refuses NaN
            raise EquipmentError(
                f"expected equipment with a radius of at most {_LARGEST_TL:g} torso lengths; "
                f"found {self.radius_tl:g}"
            )
        if self.relation.shape != (2, 3) or not np.isfinite(self.relation).all():
            raise EquipmentError(f"expected a finite (2, 3) matrix; found {self.relation.shape}")


def holding_of(
    bodies: Mapping[int, Keypoints], labels: Mapping[int, Place], wrist: Joint | None = None
) -> Holding:
    """How the equipment is held, from one person's (25, 3) keypoints and the labels, by picture.

    ``wrist`` holds it; None takes the one that is nearer in the median. Raises
    :class:`EquipmentError` if there is no forearm beside a label, or no size of the body.
    """
    indices = [index for index in sorted(labels) if index in bodies]
    people = np.array([bodies[index] for index in indices], np.float64).reshape(-1, 25, 3)
    torso_px = body_size_px(people) if len(people) else float("nan")
    if not np.isfinite(torso_px):
        raise EquipmentError("expected a body beside the equipment; found none in the recording")
    middles = np.array([(labels[index].x_px, labels[index].y_px) for index in indices])
    wrists = [*_ELBOWS] if wrist is None else [wrist]
    found = [(one, *_tl(people, one, middles, torso_px)) for one in wrists]
    nearer, forearms, offsets = min(found, key=lambda one: _typical_tl(one[2]))
    radius_px = float(np.median([labels[index].radius_px for index in indices]))
    return Holding(nearer, relation_of(forearms, offsets), radius_px / torso_px)


def usual_place(holding: Holding, keypoints: Keypoints, torso_px: float) -> Place | None:
    """Where the equipment should be, as the (25, 3) keypoints say; None if the forearm is hidden.

    ``torso_px`` is the torso length in pixels.
    """
    body = keypoints.astype(np.float64)
    wrist_px = body[holding.wrist, :2]
    forearm_tl = (wrist_px - body[_ELBOWS[holding.wrist], :2]) / torso_px
    x_px, y_px = wrist_px + torso_px * offsets_tl(holding.relation, forearm_tl[None])[0]
    radius_px = holding.radius_tl * torso_px
    is_known = np.isfinite([x_px, y_px, radius_px]).all()
    return Place(float(x_px), float(y_px), radius_px) if is_known else None


def _tl(people: Floats, wrist: Joint, middles: Floats, torso_px: float) -> tuple[Floats, Floats]:
    """(T, 2) the ways from elbow to wrist and from wrist to equipment, torso lengths."""
    wrists = people[:, wrist, :2]
    return (wrists - people[:, _ELBOWS[wrist], :2]) / torso_px, (middles - wrists) / torso_px


def _typical_tl(offsets: Floats) -> float:
    lengths = np.hypot(*offsets.T)
    return float(np.nanmedian(lengths)) if np.isfinite(lengths).any() else float("inf")
