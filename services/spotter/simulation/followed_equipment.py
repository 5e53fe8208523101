"""Poses with the ends of equipment, as a good network and a good follower would see them."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.equipment import END_COUNT
from spotter.movement.values.body.poses import NO_ENDS, EndPoints, PoseSeries
from spotter.simulation.athletes.posture import Array
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.noise import NOISE_PX, noisy
from spotter.simulation.motion.performance import Performance
from spotter.simulation.tools.equipped import ToolTrack

_LOST_PER_S, _LOST_S = 0.1, 0.3
"""How often a follower loses an end in passing, and for how long."""


def poses_with_equipment(
    performance: Performance,
    camera: Camera,
    rng: np.random.Generator,
    noise_px: float = NOISE_PX,
) -> PoseSeries:
    """The poses and the plan's tool, both with an error of ``noise_px`` in every coordinate.

    What is in the left hand, or in both, is the left end. An end is missing where it is out of the
    picture or behind the other one, where another tool was taken by mistake, and for a moment now
    and then. Without a tool, the poses have no equipment.
    """
    poses = noisy(performance.poses(camera), rng, noise_px)
    if performance.tool is None:
        return poses
    ends = _seen(performance.tool, camera)
    ends[..., :2] += rng.normal(0, noise_px, ends[..., :2].shape)
    ends[_lost(len(ends), performance.plan.rate_hz, rng)] = (np.nan, np.nan, 0)
    return replace(poses, equipment=ends)


def _seen(tool: ToolTrack, camera: Camera) -> EndPoints:
    """(T, 2, 3) the ends of the first tool, as the camera sees them."""
    count = min(END_COUNT, tool.carried[0].points_m.shape[1])
    points_m = tool.points_m[:, :count]
    ends = np.tile(NO_ENDS, (len(points_m), 1, 1))
    ends[:, :count, :2], ends[:, :count, 2] = camera.project(points_m), 1
    inside = (ends[..., :2] >= 0) & (ends[..., :2] < (camera.width_px, camera.height_px))
    seen = inside.all(axis=-1)
    if count == END_COUNT:
        seen &= ~_is_covered(ends, camera.to_camera(points_m)[..., 2], tool.radius_m[0], camera)
    ends[~seen] = (np.nan, np.nan, 0)
    return ends


def _is_covered(
    ends: EndPoints, away_m: Array, radius_m: float, camera: Camera
) -> NDArray[np.bool_]:
    """(T, 2) whether the middle of an end is behind the other one, ``away_m`` (T, 2) from here."""
    apart_px = np.hypot(*(ends[:, 0, :2] - ends[:, 1, :2]).T)
    near_m = away_m.min(axis=1)
    is_behind = apart_px < camera.focal_px * radius_m / near_m
    covered: NDArray[np.bool_] = is_behind[:, None] & (away_m > near_m[:, None])
    return covered


def _lost(frames: int, rate_hz: float, rng: np.random.Generator) -> NDArray[np.bool_]:
    """(T, 2) in which frames each end is lost."""
    starts = rng.random((frames, END_COUNT)) < _LOST_PER_S / rate_hz
    lost = starts.copy()
    for later in range(1, round(_LOST_S * rate_hz)):
        lost[later:] |= starts[:-later]
    return lost
