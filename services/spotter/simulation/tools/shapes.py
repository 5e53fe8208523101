"""The shapes of tools: rounded cones and flat discs in the tool's own coordinates, in metres.

A bar and a dumbbell lie along the third axis, their middle at 0. A kettlebell's ball is around 0,
its handle above it, along the first axis.
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from spotter.simulation.athletes.figure import Solids
from spotter.simulation.athletes.look import Colour
from spotter.simulation.athletes.posture import Array
from spotter.simulation.tools.tool import (
    BAR_KG,
    PLATE_FROM_MIDDLE_M,
    PLATE_RADIUS_M,
    SLEEVE_RADIUS_M,
    Tool,
    radius_m,
)

_STEEL: Colour = (176, 174, 170)
_RUBBER: Colour = (44, 42, 42)
_HUB: Colour = (128, 126, 122)
_IRON: Colour = (66, 62, 60)
_KETTLE: Colour = (52, 50, 58)
_BAND: Colour = (60, 70, 205)
_RIM_M = 0.004
HANDLE_M = 0.065
"""From the top of a kettlebell's ball to the middle of its handle."""


class _Part(NamedTuple):
    """A rounded cone from ``near`` to ``far``; ``rim_m`` flattens its ends to a disc's faces."""

    near: tuple[float, float, float]
    far: tuple[float, float, float]
    radius_m: float
    colour: Colour
    rim_m: float | None = None


@cache
def shape_of(tool: Tool, load_kg: float) -> Solids:
    """One piece of ``tool``, in its own coordinates."""
    if tool is Tool.BARBELL:
        return _solids(_barbell(load_kg))
    if tool is Tool.DUMBBELLS:
        return _solids(_dumbbell(radius_m(tool, load_kg)))
    return _solids(_kettlebell(radius_m(tool, load_kg)))


def placed(shape: Solids, middle_m: Array, axes: Array) -> Solids:
    """The shape with the tool's middle at (3,) and its axes as the columns of (3, 3)."""
    near, far = (middle_m + ends @ axes.T for ends in (shape.near_m, shape.far_m))
    return shape._replace(near_m=near, far_m=far, axes=axes @ shape.axes)


def band(ends_m: Array) -> Solids:
    """A band between two points (2, 3): the longer, the thinner."""
    length = max(float(np.linalg.norm(ends_m[1] - ends_m[0])), 1e-6)
    thick = float(radius_m(Tool.BAND, 0) * min(1.0, 1 / length) ** 0.5)
    (near, far) = (tuple(end) for end in ends_m)
    return _solids((_Part(near, far, thick, _BAND),))


def rods(near_m: Array, far_m: Array, radius: float) -> Solids:
    """Steel rods between points (N, 3), of one radius in metres."""
    ends = zip(near_m, far_m, strict=True)
    return _solids(tuple(_Part(tuple(near), tuple(far), radius, _STEEL) for near, far in ends))


def _barbell(load_kg: float) -> tuple[_Part, ...]:
    parts = [_Part((0, 0, 0.655), (0, 0, -0.655), 0.014, _STEEL)]
    side_kg = (load_kg - BAR_KG) / 2
    half_m = 0.008 + 0.0006 * side_kg
    for sign in (1, -1):
        parts += [
            _disc(sign, 0.655, 0.665, 0.038, _STEEL),
            _disc(sign, 0.655, 1.06, SLEEVE_RADIUS_M, _STEEL),
        ]
        if side_kg > 0:
            inner, outer = PLATE_FROM_MIDDLE_M - half_m, PLATE_FROM_MIDDLE_M + half_m
            parts += [
                _disc(sign, inner, outer, PLATE_RADIUS_M, _RUBBER),
                _disc(sign, inner - 0.003, outer + 0.003, 0.1, _HUB),
                _disc(sign, outer, outer + 0.03, 0.036, _STEEL),
            ]
    return tuple(parts)


def _dumbbell(head_m: float) -> tuple[_Part, ...]:
    grip, long = 0.062, 0.75 * head_m
    return (
        _Part((0, 0, grip), (0, 0, -grip), 0.015, _STEEL),
        *(_disc(sign, grip, grip + long, head_m, _IRON) for sign in (1, -1)),
        *(_disc(sign, grip, grip + long + 0.002, 0.45 * head_m, _HUB) for sign in (1, -1)),
    )


def _kettlebell(ball_m: float) -> tuple[_Part, ...]:
    top = ball_m + HANDLE_M
    corners = [
        (0.62 * ball_m, 0.0, 0.70 * ball_m),
        (0.068, 0.0, ball_m + 0.55 * HANDLE_M),
        (0.045, 0.0, top),
        (-0.045, 0.0, top),
        (-0.068, 0.0, ball_m + 0.55 * HANDLE_M),
        (-0.62 * ball_m, 0.0, 0.70 * ball_m),
    ]
    arch = tuple(_Part(near, far, 0.0165, _KETTLE) for near, far in pairwise(corners))
    return (_Part((0, 0, 0), (0, 0, 0), ball_m, _KETTLE), *arch)


def _disc(sign: int, inner: float, outer: float, radius: float, colour: Colour) -> _Part:
    return _Part((0, 0, sign * inner), (0, 0, sign * outer), radius, colour, _RIM_M)


def _solids(parts: tuple[_Part, ...]) -> Solids:
    near = np.array([part.near for part in parts], dtype=np.float64)
    far = np.array([part.far for part in parts], dtype=np.float64)
    radius = np.array([part.radius_m for part in parts])
    rim = np.array([part.radius_m if part.rim_m is None else part.rim_m for part in parts])
    # With scales in metres the radii are 1, so that a disc's ends can be flatter than its side.
    scales = np.column_stack([radius, radius, rim])
    colours = np.array([part.colour for part in parts], dtype=np.float64)
    return Solids(near, far, _axes_along(far - near), scales, np.ones((len(parts), 2)), colours)


def _axes_along(steps: Array) -> Array:
    """(N, 3, 3) axes whose third is along ``steps`` (N, 3), or up where these are 0."""
    length = np.linalg.norm(steps, axis=-1, keepdims=True)
    third = np.where(length > 0, steps / np.maximum(length, 1e-12), [0.0, 0.0, 1.0])
    aside = np.where(np.abs(third[:, :1]) < 0.9, [1.0, 0.0, 0.0], [0.0, 1.0, 0.0])
    first = np.cross(aside, third)
    first /= np.linalg.norm(first, axis=-1, keepdims=True)
    return np.stack([first, np.cross(third, first), third], axis=-1)
