"""Makes people walk through the room: a simple gait along a path."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.posture import Array, Limbs, Posture, Trunk, arms_along, swung

_STRIDE_RATIO = 0.8
"""Two steps, in body heights."""
_BRISK_M_S = 1.3
_GRID_S = 0.01
_SMOOTHING_S = 0.4


class Waypoint(NamedTuple):
    """A position at a time: metres towards the front and to the left of the room."""

    time_s: float
    x_m: float
    y_m: float


def walk(body: Body, times_s: Array, path: Sequence[Waypoint]) -> Array:
    """(T, 25, 3) the joints of a person who walks from waypoint to waypoint, at ``times_s`` (T,).

    The person stands between two waypoints at the same place, before the first waypoint and after
    the last one. Starts, stops and turns are smoothed over 0.4 s.
    """
    grid_s = np.arange(times_s[0] - _SMOOTHING_S, times_s[-1] + 2 * _SMOOTHING_S, _GRID_S)
    when, x_m, y_m = np.array(path, dtype=np.float64).T
    place_m = np.stack([_smoothed(np.interp(grid_s, when, at)) for at in (x_m, y_m)], axis=-1)
    speed_m_s = np.hypot(*np.gradient(place_m, _GRID_S, axis=0).T)
    walked_m = np.cumsum(speed_m_s) * _GRID_S
    heading_deg = _smoothed(_headings_deg(path)[np.searchsorted(when, grid_s, side="right")])
    at_times = [
        np.interp(times_s, grid_s, profile)
        for profile in (walked_m, _smoothed(speed_m_s), heading_deg, *place_m.T)
    ]
    posture = _striding(body, at_times[0], at_times[1])
    return placed(posture.joints(), np.stack(at_times[3:], axis=-1), at_times[2])


def placed(joints_m: Array, place_m: Array, heading_deg: Array | float = 0.0) -> Array:
    """The movement (T, 25, 3) at another place in the room.

    It is rotated to the left by ``heading_deg``, (T,) or one for all, then moved on the floor by
    ``place_m``, (T, 2) or (2,).
    """
    turn = np.radians(np.broadcast_to(heading_deg, len(joints_m)))[:, None]
    x, y, z = np.moveaxis(joints_m, -1, 0)
    turned = [x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn), z]
    moved = np.zeros((len(joints_m), 1, 3))
    moved[:, 0, :2] = place_m
    elsewhere: Array = np.stack(turned, axis=-1) + moved
    return elsewhere


def _striding(body: Body, walked_m: Array, speed_m_s: Array) -> Posture:
    """Steps on the spot for a walked distance ``walked_m`` (T,); arms swing opposite to the legs.

    The body is as high as the longer leg allows, so one foot is always on the floor.
    """
    eager = np.clip(speed_m_s / _BRISK_M_S, 0, 1.2)[:, None]
    phase = 2 * np.pi * walked_m[:, None] / (_STRIDE_RATIO * body.height_m) + [0, np.pi]
    thighs = swung(3 + 23 * eager * np.sin(phase))
    bent_deg = 5 + 50 * eager * np.maximum(np.cos(phase), 0) ** 2
    shanks = swung(3 + 23 * eager * np.sin(phase) - bent_deg)
    legs = body.thigh_m * thighs + body.shank_m * shanks
    up = body.ankle_m - legs[..., 2].min(axis=1)
    still = np.zeros_like(up)
    trunk = Trunk(body, np.stack([still, still, up], axis=-1), 2 + 2 * eager[:, 0])
    knees = trunk.hip_joints + body.thigh_m * thighs
    arms = arms_along(
        trunk,
        swung(-20 * eager * np.sin(phase), 5.0),
        swung(14 - 22 * eager * np.sin(phase), 3.0),
    )
    ankles = trunk.hip_joints + legs
    return Posture(
        trunk, arms, Limbs(knees, ankles), still, np.full(2, 7.0), np.zeros((len(up), 2))
    )


def _headings_deg(path: Sequence[Waypoint]) -> Array:
    """The headings before the first waypoint, between successive ones, and after the last."""
    headings: list[float] = []
    for here, there in pairwise(path):
        step_m = np.array([there.x_m - here.x_m, there.y_m - here.y_m])
        if np.any(step_m):
            wanted = float(np.degrees(np.arctan2(step_m[1], step_m[0])))
            before = headings[-1] if headings else wanted
            headings.append(before + (wanted - before + 180) % 360 - 180)
        else:
            headings.append(headings[-1] if headings else 0.0)
    return np.array([headings[0], *headings, headings[-1]])


def _smoothed(profile: Array) -> Array:
    """The mean over 0.4 s around each moment of the grid."""
    width = round(_SMOOTHING_S / _GRID_S)
    padded = np.pad(profile, (width // 2, width - width // 2 - 1), mode="edge")
    soft: Array = np.convolve(padded, np.full(width, 1 / width), mode="valid")
    return soft
