"""A plain room: a wall behind the athlete, a skirting board, a floor."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.posture import Array
from spotter.simulation.filming.camera import Camera

_WALL_M = 2.4
_SKIRTING_M = 0.12
_WALL: Array = np.array([188.0, 196.0, 200.0])
_SKIRTING: Array = np.array([150.0, 155.0, 158.0])
_FLOOR: Array = np.array([105.0, 130.0, 150.0])
_BOARD_M = 0.22


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """The empty room as one camera sees it.

    ``picture`` is (H, W, 3) blue, green, red; ``floor_m`` (H, W, 2) is each pixel's position on the
    floor, NaN on the wall.
    """

    picture: NDArray[np.uint8]
    floor_m: Array

    @classmethod
    def seen_by(cls, camera: Camera) -> "Room":
        """The room with its wall facing the camera, 2.4 m behind the athlete."""
        rays = pixel_rays(camera)
        origin = camera.position_m
        away = -origin * [1, 1, 0] / np.linalg.norm(origin[:2])
        to_wall = (_WALL_M + camera.distance_m) / (rays @ away)
        with np.errstate(divide="ignore"):
            to_floor = -origin[2] / rays[..., 2]
        is_floor = (rays[..., 2] < 0) & (to_floor < to_wall)
        floor_m = np.where(
            is_floor[..., None], origin[:2] + to_floor[..., None] * rays[..., :2], np.nan
        )
        height_m = origin[2] + to_wall * rays[..., 2]
        colours = np.where(is_floor[..., None], _floor(floor_m, away), _wall(height_m))
        return cls(np.clip(colours, 0, 255).astype(np.uint8), floor_m)


def pixel_rays(camera: Camera) -> Array:
    """(H, W, 3) the direction of each pixel's centre, one metre long along the camera's axis."""
    columns = (np.arange(camera.width_px) + 0.5 - camera.width_px / 2) / camera.focal_px
    rows = (np.arange(camera.height_px) + 0.5 - camera.height_px / 2) / camera.focal_px
    right, down, ahead = camera.axes
    rays: Array = ahead + columns[None, :, None] * right + rows[:, None, None] * down
    return rays


def _wall(height_m: Array) -> Array:
    light = 0.9 + 0.04 * np.clip(height_m, 0, 3)
    wall: Array = np.where(height_m[..., None] < _SKIRTING_M, _SKIRTING, light[..., None] * _WALL)
    return wall


def _floor(floor_m: Array, away: Array) -> Array:
    """Boards that run towards the wall, in slightly different shades."""
    across = floor_m @ np.array([-away[1], away[0]])
    board = np.nan_to_num(np.floor(across / _BOARD_M))
    shade = 1 + 0.05 * np.sin(12.9 * board) - 0.03 * (np.abs(across / _BOARD_M - board) < 0.04)
    along = np.nan_to_num(floor_m @ away[:2])
    floor: Array = (shade * (0.98 - 0.05 * along))[..., None] * _FLOOR
    return floor
