"""Small pictures with a plate: a dark disc with a light hub, on a fixed uneven background."""

import cv2
import numpy as np

from spotter.equipment.place import Picture, Place

RADIUS_PX = 16.0


def picture_with(place: Place | None, size: tuple[int, int] = (300, 240), seed: int = 1) -> Picture:
    """(H, W, 3); without a place there is no plate."""
    width, height = size
    noise = np.random.default_rng(seed).uniform(60, 190, (height // 12, width // 12, 3))
    picture = cv2.resize(noise.astype(np.uint8), size, interpolation=cv2.INTER_CUBIC)
    plain = np.asarray(picture, dtype=np.uint8)
    return plain if place is None else with_plate(plain, place)


def with_plate(picture: Picture, place: Place) -> Picture:
    """The picture with a plate, whether or not all of it is inside."""
    drawn = picture.copy()
    for radius_px, grey in ((place.radius_px, 25), (0.35 * place.radius_px, 230)):
        middle = (round(16 * place.x_px), round(16 * place.y_px))
        cv2.circle(drawn, middle, round(16 * radius_px), (grey,) * 3, -1, cv2.LINE_AA, 4)
    return drawn


def plate_at(x_px: float, y_px: float) -> Place:
    return Place(x_px, y_px, RADIUS_PX)
