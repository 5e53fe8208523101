"""Renders joints as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.athletes.figure import Figure, Solids, pull_up_bar
from spotter.simulation.athletes.look import Look
from spotter.simulation.athletes.posture import Array
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.light import Light
from spotter.simulation.filming.raycast import paint, shade_floor
from spotter.simulation.filming.room import Room, pixel_rays
from spotter.simulation.motion.catalogue import Equipment

_SHADOW_JOINTS = (
    Joint.LEFT_BIG_TOE,
    Joint.RIGHT_BIG_TOE,
    Joint.LEFT_HEEL,
    Joint.RIGHT_HEEL,
    Joint.LEFT_KNEE,
    Joint.RIGHT_KNEE,
    Joint.LEFT_WRIST,
    Joint.RIGHT_WRIST,
    Joint.MID_HIP,
    Joint.NECK,
)
_CORNERS: Array = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])


@dataclass(frozen=True, slots=True, eq=False)
class Renderer:
    """Renders one or several athletes for one camera; constant parts are computed once.

    A frame of 640x480 pixels takes about 3 ms per athlete. The very first frame compiles the
    kernels, once for all processes.
    """

    camera: Camera
    figures: tuple[tuple[Figure, Equipment], ...]
    room: Room
    rays: Array
    light: Light

    @classmethod
    def of(
        cls,
        look: Look,
        camera: Camera,
        equipment: Equipment = Equipment.NONE,
        light: Light = Light.BRIGHT,
    ) -> "Renderer":
        """A renderer of one athlete with this ``look``, seen by ``camera``."""
        return cls.of_several([(look, equipment)], camera, light)

    @classmethod
    def of_several(
        cls,
        athletes: Sequence[tuple[Look, Equipment]],
        camera: Camera,
        light: Light = Light.BRIGHT,
    ) -> "Renderer":
        """A renderer of several athletes in one room."""
        corner = pixel_rays(camera)[:2, :2]
        first = corner[0, 0]
        rays = np.stack([first, corner[0, 1] - first, corner[1, 0] - first])
        figures = tuple((Figure.of(look, equipment), equipment) for look, equipment in athletes)
        return cls(camera, figures, Room.seen_by(camera), rays, light)

    def render(self, *joints_m: Array, more: Sequence[Solids] = ()) -> NDArray[np.uint8]:
        """The picture (H, W, 3), blue, green, red, of the athletes whose joints are (25, 3) each.

        What is nearer, ``more`` solids in the room included, hides what is farther away.
        """
        picture = self.room.picture.copy()
        for joints in joints_m:
            self._cast_shadow(picture, joints)
        solids = reduce(Solids.with_more, [*self.solids(*joints_m), *more])
        lamp = self.light.towards_lamp(self.camera)
        paint_solids(picture, solids, self.camera, self.rays, lamp)
        return self.light.on(picture)

    def solids(self, *joints_m: Array) -> list[Solids]:
        """Each athlete's solids, including a pull-up bar in the room."""
        placed = []
        for (figure, equipment), joints in zip(self.figures, joints_m, strict=True):
            solids = figure.solids(joints)
            if equipment is Equipment.PULL_UP_BAR:
                solids = solids.with_more(pull_up_bar(joints))
            placed.append(solids)
        return placed

    def _cast_shadow(self, picture: NDArray[np.uint8], joints_m: Array) -> None:
        near = joints_m[list(_SHADOW_JOINTS)]
        radii_m = np.minimum(0.13 + 0.35 * near[:, 2], 0.6)
        strength = 0.5 / (1 + (near[:, 2] / 0.35) ** 2)
        blobs = np.column_stack([near[:, :2], 1 / radii_m, strength])
        corners = np.zeros((len(near), len(_CORNERS), 3))
        corners[..., :2] = near[:, None, :2] + radii_m[:, None, None] * _CORNERS
        reached = self.camera.project(corners).reshape(-1, 2)
        left, top = np.floor(reached.min(axis=0)).astype(int)
        right, bottom = np.ceil(reached.max(axis=0)).astype(int)
        height, width = picture.shape[:2]
        rows = (max(int(top), 0), min(int(bottom), height))
        columns = (max(int(left), 0), min(int(right), width))
        shade_floor(picture, self.room.floor_m, rows, columns, blobs, 0.75)


def paint_solids(
    picture: NDArray[np.uint8], solids: Solids, camera: Camera, rays: Array, key_light: Array
) -> None:
    """Paint ``solids`` over ``picture`` (H, W, 3).

    ``rays`` (3, 3) are the first pixel's ray, the step per column and the step per row;
    ``key_light`` (3,) points towards the lamp.
    """
    to_local, origins, shapes = in_own_coordinates(solids, camera)
    local_rays = np.einsum("nij,kj->nki", to_local, rays)
    depth_m = np.full(picture.shape[:2], np.inf)
    boxes = picture_boxes(solids, camera)
    paint(picture, depth_m, boxes, origins, local_rays, shapes, to_local, solids.colours, key_light)


def in_own_coordinates(solids: Solids, camera: Camera) -> tuple[Array, Array, Array]:
    """The input of :mod:`raycast`: ``to_local`` (N, 3, 3), the camera (N, 3), shapes (N, 3)."""
    to_local = np.swapaxes(solids.axes / solids.scales[:, None, :], 1, 2)
    origins = np.einsum("nij,nj->ni", to_local, camera.position_m - solids.near_m)
    lengths = np.linalg.norm(solids.far_m - solids.near_m, axis=-1) / solids.scales[:, 2]
    return to_local, origins, np.column_stack([lengths, solids.radii_m])


def picture_boxes(solids: Solids, camera: Camera) -> NDArray[np.int64]:
    """(N, 4) first column, first row, last column, last row around each solid, last ones excluded.

    A solid that reaches behind the camera gets an empty box.
    """
    reach = solids.radii_m * solids.scales.max(axis=-1, keepdims=True)
    ends = camera.to_camera(np.stack([solids.near_m, solids.far_m], axis=1))
    middle = (camera.width_px / 2, camera.height_px / 2)
    lows, highs = [], []
    for axis in range(2):
        aside, ahead = ends[..., axis], ends[..., 2]
        bearing = np.arctan2(aside, ahead)
        half = np.arcsin(np.clip(reach / np.hypot(aside, ahead), 0, 1))
        lows.append(middle[axis] + camera.focal_px * np.tan(bearing - half).min(axis=1))
        highs.append(middle[axis] + camera.focal_px * np.tan(bearing + half).max(axis=1))
    sizes = np.array([camera.width_px, camera.height_px])
    first = np.clip(np.floor(np.stack(lows, axis=-1)), 0, sizes)
    last = np.clip(np.ceil(np.stack(highs, axis=-1)), 0, sizes)
    last[np.any(ends[..., 2] <= reach, axis=1)] = 0
    return np.concatenate([first, last], axis=-1).astype(np.int64)
