"""The movements, each a function from a body and a motion profile to postures."""

import numpy as np

from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.posture import (
    OUTWARD,
    Array,
    Limbs,
    Posture,
    Trunk,
    ankle_over_toe,
    arms_along,
    arms_to,
    leaning,
    legs_to,
    swung,
)
from spotter.simulation.motion.motion_profile import MotionProfile, eased

_FLAT: Array = np.zeros(2)


def squat(body: Body, profile: MotionProfile) -> Posture:
    """Hips back and down until the thighs are level; the arms rise to the front for balance."""
    down = profile.whole
    shank, thigh = np.radians(8 + 24 * down), np.radians(10 + 78 * down)
    forward = body.shank_m * np.sin(shank) - body.thigh_m * np.sin(thigh)
    up = body.ankle_m + body.shank_m * np.cos(shank) + body.thigh_m * np.cos(thigh)
    lean = 3 + 36 * down + profile.extra_lean_deg + profile.sway_deg
    balance = 0.0015 * body.height_m * profile.extra_lean_deg
    trunk = Trunk(body, profile.swayed(forward - balance, up), lean)
    toes_out = np.full(2, 14.0)
    legs = legs_to(trunk, _ankles(body, down, 0.1), _knees(profile, toes_out))
    raised = 6 + 72 * profile.progress
    arms = arms_along(trunk, swung(raised, 6.0), swung(raised + 9, 2.0))
    return Posture(trunk, arms, legs, 0.45 * lean - 4, toes_out, np.zeros_like(profile.progress))


def lunge(body: Body, profile: MotionProfile) -> Posture:
    """A long step forward with the left leg, down until both knees are at 90 degrees, and back."""
    height, progress = body.height_m, profile.whole
    step, down = eased(progress / 0.55), eased((progress - 0.2) / 0.8)
    start = -0.26 * height
    ankles = _ankles(body, progress, 0.06)
    ankles[..., 0] += start
    ankles[:, 0, 0] += 0.52 * height * step
    ankles[:, 0, 2] += 0.22 * height * step * (1 - step)
    heels_up = np.stack([40 * step * (1 - step), 8 * step + 52 * down], axis=-1)
    toes_out = np.full(2, 4.0)
    toe = ankles[:, 1] - ankle_over_toe(body, 1, toes_out[1], np.zeros_like(down))
    ankles[:, 1] = toe + ankle_over_toe(body, 1, toes_out[1], heels_up[:, 1])
    standing = body.ankle_m + 0.985 * body.leg_m
    up = standing - 0.055 * height * step - 0.12 * height * down
    lean = 2 + 5 * step + profile.extra_lean_deg + profile.sway_deg
    forward = start + 0.26 * height * step + 0.03 * height * down
    trunk = Trunk(body, profile.swayed(forward, up), lean)
    legs = legs_to(trunk, ankles, _knees(profile, toes_out, shares=(1.3, 0)))
    return Posture(trunk, _hanging_arms(trunk, profile), legs, 0.4 * lean, toes_out, heels_up)


def biceps_curl(body: Body, profile: MotionProfile) -> Posture:
    """Both forearms up to the shoulders, upper arms still."""
    trunk = _standing(body, profile)
    upper_arms = swung(-2 + 10 * profile.progress, 5.0)
    forearms = swung(8 + 134 * profile.progress, 9 - 5 * profile.progress)
    return _upright(trunk, arms_along(trunk, upper_arms, forearms), profile)


def overhead_press(body: Body, profile: MotionProfile) -> Posture:
    """From the shoulders up until the arms are straight."""
    trunk = _standing(body, profile)
    high = profile.progress[..., None]
    racked = np.array([0.055, 0.065, 0.04]) * body.height_m
    locked = np.array([0.0, 0.03, 0.0]) * body.height_m + [0, 0, 0.97 * body.arm_m]
    bulge = np.array([0.0, 0.16, 0.0]) * body.height_m
    offsets = (1 - high) * racked + high * locked + high * (1 - high) * bulge
    wrists = trunk.shoulders + offsets * [1, 0, 1] + offsets[..., 1:2] * OUTWARD
    poles = np.array([0.35, 0.0, -0.8]) + 0.6 * OUTWARD
    return _upright(trunk, arms_to(trunk, wrists, poles), profile)


def front_raise(body: Body, profile: MotionProfile) -> Posture:
    """Straight arms from the thighs up to the front."""
    trunk = _standing(body, profile)
    raised = 6 + 84 * profile.progress
    arms = arms_along(trunk, swung(raised, 5.0), swung(raised + 7, 2.0))
    return _upright(trunk, arms, profile)


def jumping_jack(body: Body, profile: MotionProfile) -> Posture:
    """A hop to spread legs and arms overhead, and a hop back."""
    apart = profile.whole
    hop = 4 * apart * (1 - apart)
    spread = (0.06 + 0.17 * apart)[:, None, None] * body.height_m * OUTWARD
    ankles = spread + np.array([0.0, 0.0, body.ankle_m])
    heels_up = np.stack([34 * hop, 34 * hop], axis=-1)
    toes_out = np.full(2, 8.0)
    in_the_air = 0.028 * body.height_m * hop
    ankles[..., 2] += in_the_air[:, None]
    for side in range(2):
        lifted = ankle_over_toe(body, side, toes_out[side], heels_up[:, side])
        ankles[:, side] += lifted - ankle_over_toe(body, side, toes_out[side], 0 * hop)
    aside = spread[:, 0, 1] - body.half_hips_m
    up = np.sqrt((0.975 * body.leg_m) ** 2 - aside**2) + ankles[:, 0, 2]
    trunk = Trunk(body, profile.swayed(0.02 * body.height_m * hop, up), 2 + profile.sway_deg)
    legs = legs_to(trunk, ankles, _knees(profile, toes_out))
    beside = 10 + 150 * profile.progress
    arms = arms_along(trunk, _abducted(beside), _abducted(beside + 9))
    return Posture(trunk, arms, legs, 0 * apart, toes_out, heels_up)


def pull_up(body: Body, profile: MotionProfile) -> Posture:
    """From a straight hang until the chin is over the bar."""
    height, high = body.height_m, profile.whole
    bar = bar_height_m(body)
    grip = 0.205 * height
    wrists = grip * OUTWARD + np.array([0.0, 0.0, bar - body.grip_m])
    aside = grip - body.half_shoulders_m
    hang = np.sqrt((0.985 * body.arm_m) ** 2 - aside**2 - (0.02 * height) ** 2)
    below = (hang + body.grip_m) * (1 - high) + 0.035 * height * high
    behind = -0.02 * height - 0.055 * height * high
    lean = -2 - 12 * high + profile.sway_deg
    tilt = np.radians(lean)
    hips_forward = behind - body.torso_m * np.sin(tilt)
    hips_up = bar - below - body.torso_m * np.cos(tilt)
    trunk = Trunk(body, profile.swayed(hips_forward, hips_up), lean)
    poles = np.array([0.45, 0.0, -1.0]) + 0.6 * OUTWARD
    arms = arms_to(trunk, np.broadcast_to(wrists, (len(high), 2, 3)), poles)
    bent = 14 + 10 * high
    thighs = swung(np.stack([bent, bent], axis=-1), 2.0)
    shanks = swung(np.stack([-bent - 12, -bent - 12], axis=-1), 0.0)
    knees = trunk.hip_joints + body.thigh_m * thighs
    legs = Limbs(knees, knees + body.shank_m * shanks)
    heels_up = np.full_like(profile.progress, 45.0)
    return Posture(trunk, arms, legs, 0.5 * lean - 6 * high, np.full(2, 6.0), heels_up)


def push_up(body: Body, profile: MotionProfile) -> Posture:
    """A straight body on hands and toes, lowered until the chest is just over the floor."""
    height, down = body.height_m, profile.whole
    heel_up = np.full_like(profile.progress, 62.0)
    toes_out = _FLAT
    lifted = ankle_over_toe(body, 0, 0.0, heel_up[:, 0])[0, 2] + 0.01 * height
    ankles = 0.052 * height * OUTWARD + np.array([-0.47 * height, 0.0, lifted])
    wrist_up = 0.022 * height
    grip = 0.15 * height
    straight = np.sqrt((0.985 * body.arm_m) ** 2 - (grip - body.half_shoulders_m) ** 2)
    shoulder_up = (wrist_up + straight) * (1 - down) + 0.10 * height * down
    legs_m = 0.995 * body.leg_m
    rise = np.arcsin((shoulder_up - lifted) / (legs_m + body.torso_m))
    lean = 90 - np.degrees(rise) + 0.4 * profile.sway_deg
    hips_forward = ankles[0, 0] + legs_m * np.cos(rise)
    hips_up = lifted + legs_m * np.sin(rise)
    still = np.stack([hips_forward, 0.3 * profile.sway_m[:, 1], hips_up], axis=-1)
    trunk = Trunk(body, still, lean)
    ahead = ankles[0, 0] + (legs_m + body.torso_m) * 0.93 + 0.01 * height
    wrists = grip * OUTWARD + np.array([ahead, 0.0, wrist_up])
    poles = np.array([-1.0, 0.0, 0.5]) + 0.6 * OUTWARD
    frames = (len(down), 2, 3)
    arms = arms_to(trunk, np.broadcast_to(wrists, frames), poles)
    legs = legs_to(trunk, np.broadcast_to(ankles, frames), np.array([0.3, 0.0, -1.0]))
    return Posture(trunk, arms, legs, lean - 22, toes_out, heel_up)


def bar_height_m(body: Body) -> float:
    """The height of the pull-up bar, just out of reach of an athlete on tiptoe."""
    return 1.27 * body.height_m


def _standing(body: Body, profile: MotionProfile) -> Trunk:
    up = body.ankle_m + 0.985 * body.leg_m
    return Trunk(body, profile.swayed(0.0, up), 1.0 + profile.sway_deg)


def _upright(trunk: Trunk, arms: Limbs, profile: MotionProfile) -> Posture:
    toes_out = np.full(2, 10.0)
    legs = legs_to(trunk, _ankles(trunk.body, profile.whole, 0.07), _knees(profile, toes_out))
    return Posture(trunk, arms, legs, 0 * profile.whole, toes_out, np.zeros_like(profile.progress))


def _ankles(body: Body, frames: Array, stance_ratio: float) -> Array:
    """(T, 2, 3) ankles with the feet flat on the floor, ``stance_ratio`` heights off centre."""
    ankles = stance_ratio * body.height_m * OUTWARD + np.array([0.0, 0.0, body.ankle_m])
    return np.tile(ankles, (len(frames), 1, 1))


def _knees(
    profile: MotionProfile, toes_out_deg: Array, shares: tuple[float, float] = (1, 1)
) -> Array:
    """(T, 2, 3) the directions of the knees: over the toes, turned inward by their shares."""
    turn = np.radians(toes_out_deg - profile.knees_in_deg[:, None] * shares)
    ahead = np.stack([np.cos(turn), np.zeros_like(turn), np.zeros_like(turn)], axis=-1)
    return ahead + np.sin(turn)[..., None] * OUTWARD


def _abducted(outward_deg: Array) -> Array:
    """(T, 2, 3) directions of arms that are raised sideways by ``outward_deg`` (T, 2)."""
    angle = np.radians(outward_deg)[..., None]
    return np.sin(angle) * OUTWARD + np.cos(angle) * leaning(np.array(177.0))


def _hanging_arms(trunk: Trunk, profile: MotionProfile) -> Limbs:
    still = 0 * profile.progress
    return arms_along(trunk, swung(still - 2, 6.0), swung(still + 10, 4.0))
