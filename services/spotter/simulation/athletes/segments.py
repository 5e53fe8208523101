"""Computes the coordinate systems of the body's segments from the joints of one frame."""

from enum import IntEnum

import numpy as np

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.athletes.posture import Array

_TORSO_RATIO = 0.288
_UP: Array = np.array([0.0, 0.0, 1.0])


class Segment(IntEnum):
    """The rigid parts of the body."""

    TRUNK = 0
    HEAD = 1
    LEFT_UPPER_ARM = 2
    RIGHT_UPPER_ARM = 3
    LEFT_FOREARM = 4
    RIGHT_FOREARM = 5
    LEFT_HAND = 6
    RIGHT_HAND = 7
    LEFT_THIGH = 8
    RIGHT_THIGH = 9
    LEFT_SHANK = 10
    RIGHT_SHANK = 11
    LEFT_FOOT = 12
    RIGHT_FOOT = 13


def unit_m(joints_m: Array) -> float:
    """The body height that matches the torso of ``joints_m`` (25, 3), in metres."""
    return float(np.linalg.norm(joints_m[Joint.NECK] - joints_m[Joint.MID_HIP])) / _TORSO_RATIO


def segment_frames(joints_m: Array) -> tuple[Array, Array, Array]:
    """The coordinate system of each segment of ``joints_m`` (25, 3).

    Returns origins (14, 3), axes (14, 3, 3) whose columns are forward, left and up, and lengths
    (14,) in metres. Limbs hang from their origin: up is from the far joint to the near one.
    """
    origins, axes = np.empty((len(Segment), 3)), np.empty((len(Segment), 3, 3))
    lengths = np.full(len(Segment), unit_m(joints_m))
    neck, hips = joints_m[Joint.NECK], joints_m[Joint.MID_HIP]
    left = joints_m[Joint.LEFT_SHOULDER] - joints_m[Joint.RIGHT_SHOULDER]
    origins[Segment.TRUNK], axes[Segment.TRUNK] = hips, _axes(neck - hips, left)
    lengths[Segment.TRUNK] = np.linalg.norm(neck - hips)
    origins[Segment.HEAD], axes[Segment.HEAD] = neck, _head_axes(joints_m)
    for offset, side in enumerate(("LEFT", "RIGHT")):
        for segment, near, far in _LIMBS:
            index = Segment[f"{side}_{segment}"]
            start, end = joints_m[Joint[f"{side}_{near}"]], joints_m[Joint[f"{side}_{far}"]]
            reference = axes[Segment.TRUNK]
            if segment == "SHANK":
                reference = _foot_axes(joints_m, side)
            origins[index], axes[index] = start, _axes(start - end, reference[:, 1])
            lengths[index] = np.linalg.norm(start - end)
        hand, foot = Segment.LEFT_HAND + offset, Segment.LEFT_FOOT + offset
        origins[hand] = joints_m[Joint[f"{side}_WRIST"]]
        axes[hand] = _hand_axes(axes[Segment.LEFT_FOREARM + offset], axes[0], origins[hand], left)
        origins[foot], axes[foot] = joints_m[Joint[f"{side}_ANKLE"]], _foot_axes(joints_m, side)
    return origins, axes, lengths


_LIMBS = (
    ("UPPER_ARM", "SHOULDER", "ELBOW"),
    ("FOREARM", "ELBOW", "WRIST"),
    ("THIGH", "HIP", "KNEE"),
    ("SHANK", "KNEE", "ANKLE"),
)


def _axes(up: Array, left: Array) -> Array:
    """(3, 3) columns forward, left, up: keeps ``up`` and makes ``left`` orthogonal to it."""
    up = up / np.linalg.norm(up)
    forward = _cross(left, up)
    forward = forward / max(float(np.linalg.norm(forward)), 1e-9)
    return np.stack([forward, _cross(up, forward), up], axis=-1)


def _cross(one: Array, other: Array) -> Array:
    """(3,) the cross product; for single vectors numpy's own takes thirty times as long."""
    (x, y, z), (u, v, w) = one.tolist(), other.tolist()
    return np.array([y * w - z * v, z * u - x * w, x * v - y * u])


def _head_axes(joints_m: Array) -> Array:
    left = joints_m[Joint.LEFT_EAR] - joints_m[Joint.RIGHT_EAR]
    ears = (joints_m[Joint.LEFT_EAR] + joints_m[Joint.RIGHT_EAR]) / 2
    ahead = (joints_m[Joint.LEFT_EYE] + joints_m[Joint.RIGHT_EYE]) / 2 - ears
    up = _cross(ahead, left)
    axes = _axes(up, left)
    # The eyes are a little higher than the ears, so the face points lower than from ear to eye.
    tilt = np.arctan2(0.008, 0.054)
    turn = np.array([[np.cos(tilt), 0, np.sin(tilt)], [0, 1, 0], [-np.sin(tilt), 0, np.cos(tilt)]])
    turned: Array = axes @ turn
    return turned


def _foot_axes(joints_m: Array, side: str) -> Array:
    heel, toe = joints_m[Joint[f"{side}_HEEL"]], joints_m[Joint[f"{side}_BIG_TOE"]]
    ahead = toe - heel
    above = joints_m[Joint[f"{side}_ANKLE"]] - heel
    left = _cross(above, ahead)
    return _axes(_cross(ahead, left), left)


def _hand_axes(forearm: Array, trunk: Array, wrist: Array, left: Array) -> Array:
    """The hand continues the forearm, but lies flat if that would point into the floor."""
    reach_m = 0.15
    if wrist[2] - reach_m * forearm[2, 2] > 0:
        return forearm
    fingers = trunk[:, 2] * (1, 1, 0)
    return _axes(-fingers / np.linalg.norm(fingers), left)
