"""Intersects rays with rounded cones: the compiled part of the renderer.

A rounded cone is the convex hull of two balls. The intersection is computed in its own coordinates,
in which it is round and lies along the third axis; its scales are part of the map from the room.
A ray is ``origin + t * direction``, where t is the distance ahead of the camera in metres, as every
direction is one metre long along the camera's axis.
"""

import math

import numba
import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.posture import Array

Vector = tuple[float, float, float]
_MISSED = np.inf
_NEAR_BALL, _FAR_BALL, _SIDE = 0, 1, 2


@numba.njit(cache=True)
def _intersect_ball(origin: Vector, direction: Vector, at: float, radius: float) -> float:
    """The t at which the ray enters the ball around (0, 0, at)."""
    z = origin[2] - at
    a = direction[0] ** 2 + direction[1] ** 2 + direction[2] ** 2
    b = origin[0] * direction[0] + origin[1] * direction[1] + z * direction[2]
    c = origin[0] ** 2 + origin[1] ** 2 + z * z - radius * radius
    inside = b * b - a * c
    if inside < 0.0:
        return _MISSED
    return (-b - math.sqrt(inside)) / a


@numba.njit(cache=True)
def _intersect_side(origin: Vector, direction: Vector, shape: Vector) -> float:
    """The t at which the ray enters the cone's side, between the circles that touch the balls."""
    length, near_radius, far_radius = shape
    sine = (near_radius - far_radius) / length
    cosine = math.sqrt(1.0 - sine * sine)
    slope, base = sine / cosine, near_radius / cosine
    x, y, z = origin
    dx, dy, dz = direction
    width = base - slope * z
    a = dx * dx + dy * dy - slope * slope * dz * dz
    b = x * dx + y * dy + slope * dz * width
    c = x * x + y * y - width * width
    inside = b * b - a * c
    if inside < 0.0 or a <= 0.0:
        return _MISSED
    t = (-b - math.sqrt(inside)) / a
    height = z + t * dz
    if near_radius * sine <= height <= length + far_radius * sine:
        return t
    return _MISSED


@numba.njit(cache=True)
def intersect(origin: Vector, direction: Vector, shape: Vector) -> tuple[float, int]:
    """The t at which the ray enters the cone of ``shape`` (length, radii), or inf; and the part."""
    length, near_radius, far_radius = shape
    t, part = _intersect_ball(origin, direction, 0.0, near_radius), _NEAR_BALL
    if length > 0.0:
        far = _intersect_ball(origin, direction, length, far_radius)
        if far < t:
            t, part = far, _FAR_BALL
        side = _intersect_side(origin, direction, shape)
        if side < t:
            t, part = side, _SIDE
    return t, part


@numba.njit(cache=True)
def _normal(point: Vector, part: int, shape: Vector) -> Vector:
    """The cone's outward normal at ``point``, of any length."""
    x, y, z = point
    length, near_radius, far_radius = shape
    if part == _NEAR_BALL:
        return x, y, z
    if part == _FAR_BALL:
        return x, y, z - length
    sine = (near_radius - far_radius) / length
    cosine = math.sqrt(1.0 - sine * sine)
    out = cosine / math.sqrt(x * x + y * y)
    return x * out, y * out, sine


@numba.njit(cache=True)
def _brightness(normal: Vector, to_local: Array, key_light: Array) -> float:
    """The brightness of a surface: light from the lamp, and a little from above and all around."""
    x = normal[0] * to_local[0, 0] + normal[1] * to_local[1, 0] + normal[2] * to_local[2, 0]
    y = normal[0] * to_local[0, 1] + normal[1] * to_local[1, 1] + normal[2] * to_local[2, 1]
    z = normal[0] * to_local[0, 2] + normal[1] * to_local[1, 2] + normal[2] * to_local[2, 2]
    norm = math.sqrt(x * x + y * y + z * z)
    lamp = (x * key_light[0] + y * key_light[1] + z * key_light[2]) / norm
    bright: float = 0.40 + 0.14 * z / norm + 0.52 * max(lamp, 0.0) + 0.10 * max(-lamp, 0.0)
    return bright


@numba.njit(cache=True)
def paint(  # noqa: PLR0913, PLR0917 - compiled code takes arrays, not objects
    picture: NDArray[np.uint8],
    depth_m: Array,
    boxes: NDArray[np.int64],
    origins: Array,
    rays: Array,
    shapes: Array,
    to_local: Array,
    colours: Array,
    key_light: Array,
) -> None:
    """Paint N cones over ``picture`` (H, W, 3), nearer ones over farther ones.

    ``depth_m`` (H, W) is the depth painted so far; ``boxes`` (N, 4) are first column, first row,
    last column and last row, the last ones excluded; ``origins`` (N, 3) is the camera and ``rays``
    (N, 3, 3) its first pixel's ray, the step per column and the step per row, in each cone's
    coordinates; ``shapes`` (N, 3) are length and radii; ``to_local`` is (N, 3, 3) and ``colours``
    (N, 3).
    """
    for n in range(len(boxes)):
        origin = (origins[n, 0], origins[n, 1], origins[n, 2])
        shape = (shapes[n, 0], shapes[n, 1], shapes[n, 2])
        for row in range(boxes[n, 1], boxes[n, 3]):
            for column in range(boxes[n, 0], boxes[n, 2]):
                direction = (
                    rays[n, 0, 0] + column * rays[n, 1, 0] + row * rays[n, 2, 0],
                    rays[n, 0, 1] + column * rays[n, 1, 1] + row * rays[n, 2, 1],
                    rays[n, 0, 2] + column * rays[n, 1, 2] + row * rays[n, 2, 2],
                )
                t, part = intersect(origin, direction, shape)
                if t <= 0.0 or t >= depth_m[row, column]:
                    continue
                depth_m[row, column] = t
                point = (
                    origin[0] + t * direction[0],
                    origin[1] + t * direction[1],
                    origin[2] + t * direction[2],
                )
                bright = _brightness(_normal(point, part, shape), to_local[n], key_light)
                for channel in range(3):
                    picture[row, column, channel] = np.uint8(
                        min(bright * colours[n, channel], 255.0)
                    )


@numba.njit(cache=True)
def shade_floor(  # noqa: PLR0913, PLR0917 - as above
    picture: NDArray[np.uint8],
    floor_m: Array,
    rows: tuple[int, int],
    columns: tuple[int, int],
    blobs: Array,
    darkest: float,
) -> None:
    """Darken the floor under a body.

    ``floor_m`` (H, W, 2) is each pixel's position on the floor (NaN: not on it); ``blobs`` (N, 4)
    are x and y in metres, the inverse radius, and the strength.
    """
    for row in range(rows[0], rows[1]):
        for column in range(columns[0], columns[1]):
            x, y = floor_m[row, column, 0], floor_m[row, column, 1]
            if np.isnan(x):
                continue
            shade = 0.0
            for n in range(len(blobs)):
                far = ((x - blobs[n, 0]) ** 2 + (y - blobs[n, 1]) ** 2) * blobs[n, 2] ** 2
                if far < 1.0:
                    shade += blobs[n, 3] * (1.0 - far) ** 2
            if shade > 0.0:
                left = 1.0 - darkest * shade / (shade + 0.6)
                for channel in range(3):
                    picture[row, column, channel] = np.uint8(left * picture[row, column, channel])
