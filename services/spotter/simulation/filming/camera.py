"""A pinhole camera."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import Joint
from spotter.movement.values.body.poses import PoseSeries, WorldMetres
from spotter.simulation.athletes.posture import Array
from spotter.simulation.errors import SimulationError


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that looks at a point above the middle of the floor.

    ``yaw_deg`` is where it stands: 0 in front of the person, 90 at the person's left, 180 behind.
    ``height_m`` is its height above the floor, ``distance_m`` its distance on the floor, ``aim_m``
    the height of the point it looks at; ``focal_ratio`` is the focal length in picture widths.

    Raises :class:`SimulationError` for a distance outside 1.5 to 12 m, a height outside 0 to 4 m,
    a yaw that is not finite, and a picture outside 16 to 4096 pixels or with an odd width or height
    (video codecs reject them).
    """

    yaw_deg: float = 0.0
    height_m: float = 1.2
    distance_m: float = 3.4
    aim_m: float = 0.95
    width_px: int = 640
    height_px: int = 480
    focal_ratio: float = 0.9

    def __post_init__(self) -> None:
        if not 1.5 <= self.distance_m <= 12:
            raise SimulationError(f"a camera is 1.5 to 12 m away; found {self.distance_m} m")
        if not 0 <= self.height_m <= 4:
            raise SimulationError(f"a camera is 0 to 4 m high; found {self.height_m} m")
        if not np.isfinite(self.yaw_deg):
            raise SimulationError(f"a camera's yaw is a number of degrees; found {self.yaw_deg}")
        for size_px in (self.width_px, self.height_px):
            if not 16 <= size_px <= 4096 or size_px % 2:
                raise SimulationError(
                    "a picture's width and height are even numbers from 16 to 4096 pixels; "
                    f"found {self.width_px}x{self.height_px}"
                )

    @property
    def focal_px(self) -> float:
        """The focal length in pixels."""
        return self.focal_ratio * self.width_px

    @property
    def position_m(self) -> Array:
        """(3,) the camera's position in the room."""
        yaw = np.radians(self.yaw_deg)
        return np.array(
            [self.distance_m * np.cos(yaw), self.distance_m * np.sin(yaw), self.height_m]
        )

    @property
    def axes(self) -> Array:
        """(3, 3) rows: the picture's right, its down, and the viewing direction."""
        ahead = np.array([0.0, 0.0, self.aim_m]) - self.position_m
        ahead /= np.linalg.norm(ahead)
        right = np.cross(ahead, [0.0, 0.0, 1.0])
        right /= np.linalg.norm(right)
        return np.stack([right, np.cross(ahead, right), ahead])

    def to_camera(self, points_m: Array) -> Array:
        """(..., 3) points of the room in camera coordinates: metres right, down and ahead."""
        seen: Array = (points_m - self.position_m) @ self.axes.T
        return seen

    def project(self, points_m: Array) -> Array:
        """Projects (..., 3) points of the room in metres to (..., 2) x and y in pixels, y down.

        The picture's corner is 0, 0 and the centre of its first pixel 0.5, 0.5.
        """
        seen = self.to_camera(points_m)
        middle = np.array([self.width_px / 2, self.height_px / 2])
        projected: Array = middle + self.focal_px * seen[..., :2] / seen[..., 2:]
        return projected

    def poses(self, captured_us: NDArray[np.int64], joints_m: Array) -> PoseSeries:
        """Joints (T, 25, 3) as the camera sees them; those outside the picture are missing."""
        keypoints = np.ones(joints_m.shape, dtype=np.float32)
        keypoints[..., :2] = self.project(joints_m)
        size = np.array([self.width_px, self.height_px])
        inside = np.all((keypoints[..., :2] >= 0) & (keypoints[..., :2] < size), axis=-1)
        keypoints[~inside] = (np.nan, np.nan, 0)
        world_m = self._world_m(joints_m)
        world_m[~inside] = np.nan
        return PoseSeries(captured_us, keypoints, world_m)

    def _world_m(self, joints_m: Array) -> WorldMetres:
        """Joints (T, 25, 3) in metres from the mid-hip, along the picture's axes."""
        from_hips_m = joints_m - joints_m[:, [Joint.MID_HIP]]
        right_up_back = self.axes * np.array([[1.0], [-1.0], [-1.0]])
        world_m: WorldMetres = (from_hips_m @ right_up_back.T).astype(np.float32)
        return world_m
