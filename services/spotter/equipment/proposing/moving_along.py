"""What moves with a wrist: pictures laid over each other, the wrist always in the middle.

They may be turned, too, so that the forearm always points to the same side: a dumbbell turns with
it, a bar on the shoulders does not.

Where a picture differs from those in which the wrist is elsewhere, something is there that was not
there before. What is there in most of them, beside the wrist, moves with it; the body, drawn from
its joints, is left out. It takes a camera that stands still.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from spotter.equipment.place import Picture
from spotter.equipment.proposing.silhouette import body_mask
from spotter.equipment.teaching.film import Film
from spotter.equipment.teaching.learning import WRISTS
from spotter.movement.values import EquipmentEnd, Joint
from spotter.movement.values.body.poses import Keypoints

Floats = NDArray[np.float32]

SIDE = 96
_REACH_TL = 1.8
PER_TL = SIDE / (2 * _REACH_TL)
"""Samples per torso length: pictures are first made so small."""
_DIFFERS = 30
"""Grey levels in one colour: noise and shadows are below."""
ELBOWS = {EquipmentEnd.LEFT: Joint.LEFT_ELBOW, EquipmentEnd.RIGHT: Joint.RIGHT_ELBOW}
_OTHER = {EquipmentEnd.LEFT: EquipmentEnd.RIGHT, EquipmentEnd.RIGHT: EquipmentEnd.LEFT}


class Moving(NamedTuple):
    """(N, S, S), 0 or 1: what differs and is no part of the body, and what is none at all.

    What is nearer to the other wrist, or outside the picture, counts as body. By (N,) ``turned``
    the pictures were turned, radians.
    """

    differs: Floats
    is_free: Floats
    turned: Floats


def moving_along(
    film: Film, indices: Sequence[int], end: EquipmentEnd, torso_px: float, *, turns: bool
) -> Moving:
    """What moves with the wrist of ``end``, which is seen in all pictures of ``indices``.

    If it ``turns``, the elbow must be seen as well, and what moves with the forearm is told.
    """
    scale = PER_TL / torso_px
    pictures = np.stack([_small(film.pictures[at], scale) for at in indices])
    bodies = [_scaled(film.bodies[at], scale) for at in indices]
    wrists = np.stack([body[WRISTS[end], :2] for body in bodies])
    forearms = wrists - np.stack([body[ELBOWS[end], :2] for body in bodies])
    turned = np.arctan2(forearms[:, 1], forearms[:, 0]) if turns else np.zeros(len(indices))
    layers = []
    for picture, body, wrist, angle in zip(pictures, bodies, wrists, turned, strict=True):
        differs = np.abs(picture.astype(np.int16) - _elsewhere(pictures, wrists, wrist)).max(axis=2)
        size = picture.shape[:2]
        is_free = ~body_mask(body, size, PER_TL) & ~_is_others(body, end, size)
        is_new = (differs > _DIFFERS) & is_free
        layers.append([_round(one, wrist, float(angle)) for one in (is_new, is_free)])
    differing, free = (np.stack(one) for one in zip(*layers, strict=True))
    return Moving(differing, free, turned.astype(np.float32))


def _small(picture: Picture, scale: float) -> Picture:
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=way), np.uint8)


def _scaled(body: Keypoints, scale: float) -> Keypoints:
    return np.asarray(body * np.array([scale, scale, 1]), dtype=np.float32)


def _elsewhere(pictures: Picture, wrists: Floats, wrist: Floats) -> NDArray[np.float64]:
    """The median of the half of the pictures in which the wrist is farthest from here."""
    away = np.hypot(*(wrists - wrist).T)
    far = pictures[np.argsort(away)[len(away) // 2 :]]
    return np.asarray(np.median(far, axis=0), dtype=np.float64)


def _is_others(body: Keypoints, end: EquipmentEnd, size: tuple[int, int]) -> NDArray[np.bool_]:
    """(H, W) what is nearer to the other wrist; nothing if that is hidden."""
    down, across = np.ogrid[: size[0], : size[1]]
    own, other = (
        np.hypot(across - x, down - y)
        for x, y in (body[WRISTS[end], :2], body[WRISTS[_OTHER[end]], :2])
    )
    return np.asarray(other < own)


def _round(layer: NDArray[np.bool_], wrist: Floats, angle: float) -> Floats:
    """(S, S) of an (H, W) layer round the wrist, turned back by ``angle``; 0 beyond its edge."""
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    move = np.column_stack([turn, SIDE / 2 - turn @ wrist])
    return np.asarray(cv2.warpAffine(layer.astype(np.float32), move, (SIDE, SIDE)), np.float32)
