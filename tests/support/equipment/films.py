"""Small films of somebody who curls a plate, or holds none."""

from collections.abc import Callable, Iterable

import numpy as np

from spotter.equipment.place import Place
from spotter.equipment.teaching.film import Film
from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints
from support.equipment.pictures import picture_with

RATE_HZ = 10.0
TORSO_PX = 80.0
ANGLES = np.concatenate([np.linspace(0.1, 2.2, 9), np.linspace(2.1, 0.2, 8)])


def curling(angle: float) -> Keypoints:
    """(25, 3) a body seen from its right side; its right forearm points so far from straight down.

    The left arm hangs down.
    """
    body = np.full((25, 3), (np.nan, np.nan, 0), np.float32)
    hand = (145 + 38 * np.sin(angle), 120 + 38 * np.cos(angle))
    for joint, (x_px, y_px) in {
        Joint.NOSE: (152, 48),
        Joint.NECK: (145, 70),
        Joint.MID_HIP: (145, 150),
        Joint.RIGHT_SHOULDER: (145, 72),
        Joint.RIGHT_ELBOW: (145, 120),
        Joint.RIGHT_WRIST: hand,
        Joint.LEFT_SHOULDER: (140, 72),
        Joint.LEFT_ELBOW: (138, 118),
        Joint.LEFT_WRIST: (138, 155),
    }.items():
        body[joint] = (x_px, y_px, 1)
    return body


def in_hand(body: Keypoints) -> Place:
    """A plate that goes on from the right forearm by half of it."""
    wrist, elbow = body[Joint.RIGHT_WRIST, :2], body[Joint.RIGHT_ELBOW, :2]
    x_px, y_px = (wrist + (wrist - elbow) / 2).tolist()
    return Place(x_px, y_px, 16.0)


def film_of(
    holds: Callable[[Keypoints], Place | None] = in_hand, angles: Iterable[float] = ANGLES
) -> Film:
    """The film of a curl, ten pictures a second; ``holds`` says where the plate is."""
    bodies = [curling(angle) for angle in angles]
    captured_us = (np.arange(len(bodies)) / RATE_HZ * 1e6).astype(np.int64)
    return Film(
        [picture_with(holds(body)) for body in bodies], captured_us, dict(enumerate(bodies))
    )


def true_places(film: Film) -> dict[int, Place]:
    """Where the plate is that is in the hand."""
    return {at: in_hand(body) for at, body in film.bodies.items()}
