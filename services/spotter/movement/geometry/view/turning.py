"""A reference as a camera elsewhere around the person would have seen it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.body.depth import depth_px
from spotter.movement.values import Joint, MovementError, PoseSeries, Reference, finite_xy

_START_POSES = 3
_STILL_TL = 0.05
"""Joints that move no farther than the stillest one, plus this, stand or hang where they are."""


def turned(reference: Reference, yaw_deg: float) -> Reference:
    """The reference's reps from ``yaw_deg`` further round to the person's left.

    The picture's keypoints turn about the vertical through the hips' start, by their depth; the
    projection is parallel, so nothing looks larger because it is near. Heights stay. The metres
    turn with them. How close that comes: docs/method.md, "The view".

    Raises :class:`MovementError` for a rep without metres.
    """
    if any(rep.world_m is None for rep in reference.reps):
        raise MovementError(
            f"the reference for {reference.exercise!r} cannot be turned: expected metres in every "
            "rep; found a rep without"
        )
    keypoints = np.concatenate([rep.keypoints for rep in reference.reps])
    worlds = np.concatenate([rep.world_m for rep in reference.reps if rep.world_m is not None])
    depths = depth_px(keypoints, worlds)
    ends = np.cumsum([len(rep) for rep in reference.reps])[:-1]
    reps = zip(reference.reps, np.split(depths, ends), np.split(worlds, ends), strict=True)
    turn = np.exp(1j * np.radians(yaw_deg))
    return replace(reference, reps=tuple(_turned(*each, turn) for each in reps))


def _turned(
    rep: PoseSeries, depth: NDArray[np.float64], world_m: NDArray[np.float32], turn: complex
) -> PoseSeries:
    xy = finite_xy(rep.keypoints)
    hips = xy[:, Joint.MID_HIP, 0]
    seen = hips[np.isfinite(hips)]
    middle_px = float(np.median(seen[:_START_POSES])) if len(seen) else np.nan
    depth = depth + _hips_depth_px(xy, depth, body_size_px(rep.keypoints))[:, None]
    across = ((xy[..., 0] - middle_px + 1j * depth) * turn).real
    keypoints = rep.keypoints.copy()
    keypoints[..., 0] = middle_px + across
    keypoints[np.isnan(keypoints[..., 0])] = (np.nan, np.nan, 0)
    floor = (world_m[..., 0] + 1j * world_m[..., 2]) * turn
    world = np.stack([floor.real, world_m[..., 1], floor.imag], axis=-1).astype(np.float32)
    return replace(rep, keypoints=keypoints, world_m=world)


def _hips_depth_px(
    xy: NDArray[np.float64], depth: NDArray[np.float64], torso_px: float
) -> NDArray[np.float64]:
    """(T,) how far the hips have come towards the camera since the start.

    Depths are relative to the hips; but something stands on the floor or hangs from the bar, and
    its depth changes only because the hips' does.
    """
    moved_tl = np.ptp(xy, axis=0).sum(axis=-1) / torso_px
    still = moved_tl <= np.fmin.reduce(moved_tl) + _STILL_TL
    hips = -depth[:, still].mean(axis=1) if still.any() else np.zeros(len(depth))
    since_start: NDArray[np.float64] = hips - hips[:_START_POSES].mean()
    return since_start
