"""Finds joints that are hidden by somebody in front of them."""

import numba
import numpy as np
from numpy.typing import NDArray

from spotter.simulation.athletes.figure import Solids
from spotter.simulation.athletes.posture import Array
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.raycast import intersect
from spotter.simulation.filming.renderer import in_own_coordinates


def hidden_behind(joints_m: Array, solids: Solids, camera: Camera) -> NDArray[np.bool_]:
    """(J,) whether a solid is between ``camera`` and each of the points ``joints_m`` (J, 3)."""
    to_local, origins, shapes = in_own_coordinates(solids, camera)
    local = np.einsum("nij,kj->nki", to_local, joints_m - camera.position_m)
    hidden: NDArray[np.bool_] = _any_between(origins, local, shapes)
    return hidden


@numba.njit(cache=True)
def _any_between(origins: Array, rays: Array, shapes: Array) -> NDArray[np.bool_]:
    """(J,) whether the rays (N, J, 3) from the camera to the joints hit one of N cones."""
    hidden = np.zeros(rays.shape[1], dtype=np.bool_)
    for n in range(len(origins)):
        origin = (origins[n, 0], origins[n, 1], origins[n, 2])
        shape = (shapes[n, 0], shapes[n, 1], shapes[n, 2])
        for joint in range(rays.shape[1]):
            ray = (rays[n, joint, 0], rays[n, joint, 1], rays[n, joint, 2])
            way, _ = intersect(origin, ray, shape)
            if 0.0 < way < 1.0:
                hidden[joint] = True
    return hidden
