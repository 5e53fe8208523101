"""Going down for a tool."""

import numpy as np

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.posture import Array
from spotter.simulation.motion.exercises import squat
from spotter.simulation.motion.motion_profile import MotionProfile, eased


def stooping(joints_m: Array, body: Body, stoop: Array, *, is_racked: bool) -> Array:
    """The joints of somebody who goes down by ``stoop`` (T,), 0 to 1: far for a tool on the floor.

    The rest of the time they are ``joints_m`` (T, 25, 3).
    """
    if not stoop.any():
        return joints_m
    far, lean_deg = (0.12, 4.0) if is_racked else (0.95, 18.0)
    aside_m = joints_m[:, Joint.MID_HIP, 1]
    down = MotionProfile(
        progress=far * np.stack([stoop, stoop], axis=-1),
        knees_in_deg=0 * stoop,
        extra_lean_deg=lean_deg * stoop,
        sway_m=np.stack([0 * stoop, aside_m], axis=-1),
        sway_deg=0 * stoop,
    )
    share = eased(stoop / 0.1)[:, None, None]
    there = squat(body, down).joints()
    there[..., 0] += feet_m(joints_m)[:, None]
    stooped: Array = (1 - share) * joints_m + share * there
    return stooped


def feet_m(joints_m: Array) -> Array:
    """(T,) how far forward in the room the ankles are."""
    ahead: Array = joints_m[:, [Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE], 0].mean(axis=1)
    return ahead
