"""Equipment and the body that holds it."""

import numpy as np
import pytest

from spotter.equipment.body.holding import holding_of, usual_place
from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Place
from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints

TORSO_PX = 100.0


def curling(angle: float, scale: float = 1.0) -> Keypoints:
    """A body from the side whose right forearm points ``angle`` from straight down; (25, 3)."""
    body = np.full((25, 3), np.nan, np.float32)
    hand = (45 * np.sin(angle), -40 + 45 * np.cos(angle))
    for joint, (x_px, y_px) in {
        Joint.NECK: (0, -100),
        Joint.MID_HIP: (0, 0),
        Joint.RIGHT_SHOULDER: (0, -98),
        Joint.RIGHT_ELBOW: (0, -40),
        Joint.RIGHT_WRIST: hand,
        Joint.LEFT_ELBOW: (-10, -40),
        Joint.LEFT_WRIST: (-10, 10),
    }.items():
        body[joint] = (300 + scale * x_px, 200 + scale * y_px, 1)
    return body


def plate(body: Keypoints, scale: float = 1.0) -> Place:
    """A plate that goes on from the forearm by a third of it."""
    wrist, elbow = body[Joint.RIGHT_WRIST, :2], body[Joint.RIGHT_ELBOW, :2]
    x_px, y_px = (wrist + (wrist - elbow) / 3).tolist()
    return Place(x_px, y_px, 20 * scale)


def test_the_forearm_beside_the_plate_says_where_it_is_for_a_nearer_person_too() -> None:
    bodies = dict(enumerate(map(curling, np.linspace(0, 2.2, 15))))
    holding = holding_of(bodies, {index: plate(body) for index, body in bodies.items()})
    assert holding.wrist is Joint.RIGHT_WRIST
    assert holding.radius_tl == pytest.approx(0.2, rel=0.01)
    near = curling(1.1, scale=1.5)
    place = usual_place(holding, near, 1.5 * TORSO_PX)
    assert place is not None
    assert place.radius_px == pytest.approx(30, rel=0.01)
    assert place.apart_radii(plate(near, 1.5)) < 0.1
    near[Joint.RIGHT_ELBOW] = np.nan
    assert usual_place(holding, near, 1.5 * TORSO_PX) is None


def test_equipment_that_nobody_holds_is_refused() -> None:
    with pytest.raises(EquipmentError, match="a body beside"):
        holding_of({}, {0: Place(1, 1, 1)})
    handless = curling(0)
    handless[[Joint.RIGHT_WRIST, Joint.LEFT_WRIST]] = np.nan
    with pytest.raises(EquipmentError, match="a forearm beside"):
        holding_of({0: handless}, {0: Place(1, 1, 1)})
