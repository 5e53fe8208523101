"""What a camera sees of a tool: the truth beside that of the joints."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.figure import Figure, Solids
from spotter.simulation.athletes.posture import Array
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.occlusion import hidden_behind
from spotter.simulation.tools.equipped import ToolTrack


@dataclass(frozen=True, slots=True, eq=False)
class ToolTruth:
    """K keypoints of tools over T frames.

    ``keypoints`` (T, K, 3) are x and y in pixels and 1, NaN and 0 outside the picture or without
    the tool; ``points_m`` (T, K, 3) are metres in the room: forward and left of the athlete's
    place, and up. ``radius_m`` (K,) and ``radius_px`` (T, K) are the size around them; ``is_held``
    (T,) whether the hands are on the tool; ``is_hidden`` (T, K) whether the body or another part of
    the tool is in front.
    """

    names: tuple[str, ...]
    keypoints: NDArray[np.float32]
    points_m: Array
    radius_m: Array
    radius_px: Array
    is_held: NDArray[np.bool_]
    is_hidden: NDArray[np.bool_]


def tool_truth(tool: ToolTrack, joints_m: Array, figure: Figure, camera: Camera) -> ToolTruth:
    """The truth about ``tool`` in the hands of an athlete with ``joints_m`` (T, 25, 3)."""
    points_m = tool.points_m
    keypoints = np.ones(points_m.shape, dtype=np.float32)
    keypoints[..., :2] = camera.project(points_m)
    size = np.array([camera.width_px, camera.height_px])
    inside = np.all((keypoints[..., :2] >= 0) & (keypoints[..., :2] < size), axis=-1)
    keypoints[~inside] = (np.nan, np.nan, 0)
    hidden = [
        _hidden(points, tool.radius_m, [figure.solids(joints), *tool.pieces(frame)], camera)
        for frame, (points, joints) in enumerate(zip(points_m, joints_m, strict=True))
    ]
    return ToolTruth(
        names=tool.names,
        keypoints=keypoints,
        points_m=points_m,
        radius_m=tool.radius_m,
        radius_px=camera.focal_px * tool.radius_m / camera.to_camera(points_m)[..., 2],
        is_held=tool.is_held,
        is_hidden=np.array(hidden),
    )


def _hidden(
    points_m: Array, radius_m: Array, pieces: Sequence[Solids], camera: Camera
) -> NDArray[np.bool_]:
    """(K,) whether solids in which the point itself does not lie are before it."""
    solids = reduce(Solids.with_more, pieces)
    hidden = np.zeros(len(points_m), dtype=np.bool_)
    for number, (point, radius) in enumerate(zip(points_m, radius_m, strict=True)):
        others = _away_from(point, radius, solids)
        hidden[number] = bool(hidden_behind(point[None], others, camera)[0])
    return hidden


def _away_from(point_m: Array, radius_m: float, solids: Solids) -> Solids:
    """The solids whose axis is farther from the point than what is around it."""
    steps = solids.far_m - solids.near_m
    along = np.sum((point_m - solids.near_m) * steps, axis=-1)
    share = np.clip(along / np.maximum(np.sum(steps**2, axis=-1), 1e-12), 0, 1)
    away_m = np.linalg.norm(solids.near_m + share[:, None] * steps - point_m, axis=-1)
    return Solids(*(values[away_m > radius_m] for values in solids))
