"""Where the hands hold a tool, by exercise, and the arms that reach there.

A grip is the middle of a closed hand, which continues the forearm. Grips are (T, 2, 3) metres, left
before right; lengths are in body heights where ``height`` is a factor.
"""

from collections.abc import Callable

import numpy as np

from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.posture import OUTWARD, Array, two_bones

Hold = Callable[[Array, Body], Array]
"""From joints (T, 25, 3) and the body to grips."""

_SHOULDERS = [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]
_ELBOWS = [Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW]
_WRISTS = [Joint.LEFT_WRIST, Joint.RIGHT_WRIST]

_UPPER = [
    Joint.NECK,
    *_SHOULDERS,
    *_ELBOWS,
    *_WRISTS,
    Joint.NOSE,
    Joint.LEFT_EYE,
    Joint.RIGHT_EYE,
    Joint.LEFT_EAR,
    Joint.RIGHT_EAR,
]


def grips_of(joints_m: Array, body: Body) -> Array:
    """Where the hands are: a little beyond the wrists."""
    elbows, wrists = joints_m[:, _ELBOWS], joints_m[:, _WRISTS]
    grips: Array = wrists + body.grip_m / body.forearm_m * (wrists - elbows)
    return grips


def reaching(joints_m: Array, body: Body, grips: Array, share: Array, bend: Array) -> Array:
    """The joints with arms that reach for ``grips``.

    ``share`` (T,): 0 leaves the arms as they are; ``bend`` (T,): 0 keeps the elbows near where they
    are, 1 lets them hang.
    """
    shoulders, elbows = joints_m[:, _SHOULDERS], joints_m[:, _ELBOWS]
    way, loose = share[:, None, None], (share * bend)[:, None, None]
    wanted = (1 - way) * grips_of(joints_m, body) + way * grips
    # A straight arm has no plane to bend in: elbows then go down and out.
    natural = body.upper_arm_m * (np.array([-0.25, 0.0, -1.0]) + 0.45 * OUTWARD)
    poles = (1 - loose) * (elbows - shoulders) + (0.02 + loose) * natural
    bones = (body.upper_arm_m, body.forearm_m + body.grip_m)
    arms = two_bones(shoulders, wanted, poles, bones)
    hand = body.forearm_m / (body.forearm_m + body.grip_m)
    moved = joints_m.copy()
    moved[:, _ELBOWS] = arms.middles
    moved[:, _WRISTS] = arms.middles + hand * (arms.ends - arms.middles)
    reached: Array = np.where(way > 0, moved, joints_m)
    return reached


def on_the_back(joints_m: Array, body: Body) -> Array:
    """Behind the neck, across the shoulders."""
    neck, up = joints_m[:, Joint.NECK], _trunk_up(joints_m)
    ahead = np.stack([up[:, 2], 0 * up[:, 0], -up[:, 0]], axis=-1)
    middle = neck - 0.052 * body.height_m * ahead + 0.012 * body.height_m * up
    return middle[:, None] + 0.235 * body.height_m * OUTWARD


def at_the_chest(joints_m: Array, body: Body) -> Array:
    """Both hands together before the chest, as a goblet is held."""
    up = _trunk_up(joints_m)
    ahead = np.stack([up[:, 2], 0 * up[:, 0], -up[:, 0]], axis=-1)
    middle = joints_m[:, Joint.NECK] + body.height_m * (0.135 * ahead - 0.05 * up)
    return middle[:, None] + 0.03 * body.height_m * OUTWARD


def at_the_shoulders(joints_m: Array, body: Body) -> Array:
    """The hands before and beside the shoulders."""
    offset = np.array([0.075, 0.0, 0.035]) + 0.045 * OUTWARD
    at: Array = joints_m[:, _SHOULDERS] + body.height_m * offset
    return at


def beside_the_legs(joints_m: Array, body: Body) -> Array:
    """Arms that hang straight down, outside of the legs."""
    aside = 0.075 * body.height_m
    down = np.sqrt((0.985 * (body.arm_m + body.grip_m)) ** 2 - aside**2)
    hanging: Array = joints_m[:, _SHOULDERS] + aside * OUTWARD - [0.0, 0.0, down]
    return hanging


def before_the_legs(width: float) -> Hold:
    """As the exercise moves the hands, ``width`` body heights off the middle, clear of the legs."""

    def hold(joints_m: Array, body: Body) -> Array:
        grips = grips_of(joints_m, body)
        grips[..., 1] = joints_m[:, [Joint.MID_HIP], 1] + width * body.height_m * OUTWARD[:, 1]
        clear = joints_m[:, [Joint.MID_HIP], 0] + 0.085 * body.height_m
        grips[..., 0] = np.maximum(grips[..., 0], clear)
        return grips

    return hold


def round_the_face(width: float) -> Hold:
    """From before the shoulders to above them, forward of the face on the way."""

    def hold(joints_m: Array, body: Body) -> Array:
        grips, shoulders = grips_of(joints_m, body), joints_m[:, _SHOULDERS]
        reach = body.arm_m + body.grip_m
        high = np.clip((grips[..., 2] - shoulders[..., 2]) / reach, 0, 1)
        grips[..., 0] += 0.4 * body.height_m * high * (1 - high) ** 2
        grips[..., 2] -= 0.045 * body.height_m * (1 - high) ** 2
        grips[..., 1] = joints_m[:, [Joint.NECK], 1] + width * body.height_m * OUTWARD[:, 1]
        return grips

    return hold


def keeps_elbows(hold: Hold) -> bool:
    """Whether the exercise's own arms hold the tool, rather than arms of the hold's."""
    return hold not in {on_the_back, at_the_chest, at_the_shoulders, beside_the_legs}


def elbows_of(joints_m: Array) -> Array:
    """(T, 2, 3)."""
    return joints_m[:, _ELBOWS]


def leaning_by(joints_m: Array, forward_m: Array) -> Array:
    """The joints with the upper body turned about the hips, the neck ``forward_m`` (T,) ahead."""
    hips = joints_m[:, [Joint.MID_HIP]]
    torso_m = np.linalg.norm(joints_m[:, Joint.NECK] - hips[:, 0], axis=-1)
    angle = np.arcsin(np.clip(forward_m / torso_m, -0.9, 0.9))[:, None]
    x, y, z = np.moveaxis(joints_m - hips, -1, 0)
    turned = [np.cos(angle) * x + np.sin(angle) * z, y, np.cos(angle) * z - np.sin(angle) * x]
    leaning = joints_m.copy()
    leaning[:, _UPPER] = (hips + np.stack(turned, axis=-1))[:, _UPPER]
    return leaning


def _trunk_up(joints_m: Array) -> Array:
    up = joints_m[:, Joint.NECK] - joints_m[:, Joint.MID_HIP]
    along: Array = up / np.linalg.norm(up, axis=-1, keepdims=True)
    return along
