"""Where a tool is before it is picked up and after it is put down: in a rack, or on the floor."""

import numpy as np

from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.figure import Solids
from spotter.simulation.athletes.posture import OUTWARD, Array
from spotter.simulation.tools.handling import Handling
from spotter.simulation.tools.holding import beside_the_legs
from spotter.simulation.tools.shapes import HANDLE_M, rods
from spotter.simulation.tools.tool import Tool, radius_m
from spotter.simulation.tools.use import Use

_POST_M = 0.52
"""From the middle of a rack to each of its posts, between hands and plates."""
_POST_RADIUS_M = 0.022


def resting_grips(use: Use, wanted: Array, feet_m: float, body: Body, handling: Handling) -> Array:
    """(T, 2, 3) where the hands would hold the tool while it rests; ``wanted`` (T, 2, 3) in use.

    ``feet_m`` is how far forward in the room the athlete stands. A tool that is dropped lies on the
    floor, behind the athlete if it was on the back.
    """
    in_use, lying_m = wanted[0], _lying_m(use)
    ahead_m = (0.03 if use.hold is beside_the_legs else 0.17) * body.height_m
    place = _racked(use, in_use) if use.is_racked else _put(in_use, feet_m + ahead_m, lying_m)
    away_m = (-0.36 if use.is_on_back else 0.22) * body.height_m
    dropped = _put(in_use, feet_m + away_m, lying_m)
    rests: Array = np.where(handling.is_dropped[:, None, None], dropped, place)
    return rests


def rack(use: Use, joints_m: Array, body: Body) -> Solids | None:
    """The posts under the bar of an athlete with joints (25, 3); None without a rack."""
    if not use.is_racked:
        return None
    place = _racked(use, use.hold(joints_m[None], body)[0]).mean(axis=0)
    tops = place + _POST_M * OUTWARD - [0.0, 0.0, 0.015 + _POST_RADIUS_M]
    feet = tops * [1, 1, 0] + [0, 0, _POST_RADIUS_M]
    along = np.array([0.28, 0.0, 0.0])
    near = np.concatenate([tops, feet - along])
    far = np.concatenate([feet, feet + along])
    return rods(near, far, _POST_RADIUS_M)


def _racked(use: Use, grips: Array) -> Array:
    """A little lower than in use, and a step away."""
    return np.add(grips, [-0.1 if use.is_on_back else 0.16, 0.0, -0.05])


def _put(grips: Array, ahead_m: float, up_m: float) -> Array:
    """On the floor, as far apart as in use."""
    return np.stack([[ahead_m, aside_m, up_m] for aside_m in grips[:, 1]])


def _lying_m(use: Use) -> float:
    """The height of the grips while the tool is on the floor."""
    radius = radius_m(use.tool, use.load_kg)
    if use.tool in {Tool.KETTLEBELL, Tool.KETTLEBELLS}:
        return 2 * radius + HANDLE_M
    return radius + 0.004
