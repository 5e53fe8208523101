"""How an athlete carries a tool through a performance, and how the tool then moves."""

import numpy as np

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.posture import OUTWARD, Array
from spotter.simulation.tools.carried import Carried, Hands, in_pieces, unit
from spotter.simulation.tools.handling import Handling
from spotter.simulation.tools.holding import (
    beside_the_legs,
    elbows_of,
    grips_of,
    keeps_elbows,
    leaning_by,
    reaching,
)
from spotter.simulation.tools.resting import resting_grips
from spotter.simulation.tools.stooping import feet_m, stooping
from spotter.simulation.tools.tool import Tool
from spotter.simulation.tools.use import Use

_STIFF = 0.35
"""How much of the way between two free hands is left when a bar joins them."""


def carry(use: Use, joints_m: Array, body: Body, handling: Handling) -> tuple[Array, Carried]:
    """The joints (T, 25, 3) with the arms on the tool, and the tool."""
    stooping_m = stooping(joints_m, body, handling.stoop, is_racked=use.is_racked)
    if use.is_on_back:
        joints_m = stooping_m = leaning_by(stooping_m, handling.drift_m)
    wanted = _wanted(use, joints_m, body, handling)
    lift = handling.lift[:, None, None]
    rest = resting_grips(use, wanted, feet_m(joints_m[:1])[0], body, handling)
    grips = (1 - lift) * rest + lift * wanted
    idle_m = _arms_down(stooping_m, body, handling)
    bend = 1 - handling.lift if keeps_elbows(use.hold) else np.ones_like(handling.lift)
    held_m = reaching(idle_m, body, grips, handling.reach, bend)
    reached = grips_of(held_m, body)
    if not use.is_on_back:
        grips = np.where(handling.is_held[:, None, None], reached, grips)
    hands = Hands(grips, unit(reached - elbows_of(held_m)), handling.lift)
    if use.tool is Tool.BAND:
        points = np.concatenate([grips, _band_feet(use, held_m, body)], axis=1)
        return held_m, Carried(use, points, grips[:, :0], np.empty((len(lift), 0, 3, 3)))
    return held_m, in_pieces(use, hands)


def _wanted(use: Use, joints_m: Array, body: Body, handling: Handling) -> Array:
    """(T, 2, 3) the grips in use, with what goes wrong."""
    wanted = use.hold(joints_m, body)
    if use.tool is Tool.BARBELL:
        wanted = _on_a_bar(wanted, handling.tilt_deg)
    if not use.is_on_back:
        wanted[..., 0] += handling.drift_m[:, None]
        # A straight arm cannot rise: the bar goes down at one end and stays at the other.
        rise_m = np.abs(np.sin(np.radians(handling.tilt_deg))) * np.ptp(wanted[..., 1], axis=1) / 2
        wanted[..., 2] -= rise_m[:, None]
    return wanted


def _arms_down(joints_m: Array, body: Body, handling: Handling) -> Array:
    """The joints with arms that hang before the tool is taken, and after it is put back."""
    idle = np.where(handling.is_dropped, 0, 1 - handling.lift)
    return reaching(joints_m, body, beside_the_legs(joints_m, body), idle, np.ones_like(idle))


def _band_feet(use: Use, joints_m: Array, body: Body) -> Array:
    """(T, 2, 3) where the band is under the feet: both sides under the front one in a lunge."""
    sides = ("LEFT", "LEFT") if use.exercise == "lunge" else ("LEFT", "RIGHT")
    feet = [
        (joints_m[:, Joint[f"{side}_HEEL"]] + joints_m[:, Joint[f"{side}_SMALL_TOE"]]) / 2
        for side in sides
    ]
    under: Array = np.stack(feet, axis=1) + 0.022 * body.height_m * OUTWARD
    return under


def _on_a_bar(grips: Array, tilt_deg: Array) -> Array:
    """Grips (T, 2, 3) turned about the middle between them, the left one down.

    A hand that lags behind the other holds it back, too: a bar tilts less than free hands would.
    """
    middle = grips.mean(axis=1, keepdims=True)
    angle = np.radians(tilt_deg)[:, None]
    off = (grips - middle) * [_STIFF, 1.0, _STIFF]
    turned = off.copy()
    turned[..., 1] = np.cos(angle) * off[..., 1] + np.sin(angle) * off[..., 2]
    turned[..., 2] = np.cos(angle) * off[..., 2] - np.sin(angle) * off[..., 1]
    tilted: Array = middle + turned
    return tilted
