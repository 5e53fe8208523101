"""The figure's parts: rounded cones and ellipsoids, each attached to a segment of the body.

Positions are forward, left and up in the segment's axes, in body heights; along a limb, up is in
limb lengths, from 0 at the near joint to -1 at the far one.
"""

from typing import NamedTuple

from spotter.simulation.athletes.segments import Segment
from spotter.simulation.motion.catalogue import Equipment

Triple = tuple[float, float, float]


class Part(NamedTuple):
    """A rounded cone from ``near`` to ``far``, with a radius at each end.

    ``flat`` scales its thickness: along the segment's forward axis, across, and, if near and far
    are the same, along its up axis.
    """

    segment: Segment
    near: Triple
    far: Triple
    radii: tuple[float, float]
    colour: str
    flat: Triple = (1.0, 1.0, 1.0)


def _ball(segment: Segment, at: Triple, radii: Triple, colour: str) -> Part:
    """An ellipsoid with its own radius along each axis of the segment."""
    return Part(segment, at, at, (1.0, 1.0), colour, radii)


_T, _H = Segment.TRUNK, Segment.HEAD

_TRUNK = (
    Part(_T, (0.0, 0.028, -0.02), (0.0, -0.028, -0.02), (0.056, 0.056), "shorts"),
    Part(_T, (0.0, 0.0, 0.06), (0.0, 0.0, 0.32), (0.060, 0.058), "shorts", (1.0, 1.42, 1.0)),
    Part(_T, (0.0, 0.0, 0.24), (0.0, 0.0, 0.55), (0.057, 0.061), "shirt", (1.0, 1.42, 1.0)),
    Part(_T, (0.0, 0.0, 0.50), (-0.002, 0.0, 0.84), (0.060, 0.050), "shirt", (1.02, 1.64, 1.0)),
    Part(_T, (-0.002, 0.092, 0.955), (-0.002, -0.092, 0.955), (0.037, 0.037), "shirt"),
    Part(_T, (-0.006, 0.055, 0.99), (-0.004, 0.012, 1.12), (0.030, 0.026), "shirt"),
    Part(_T, (-0.006, -0.055, 0.99), (-0.004, -0.012, 1.12), (0.030, 0.026), "shirt"),
    Part(_T, (-0.004, 0.0, 1.04), (0.004, 0.0, 1.28), (0.036, 0.032), "skin"),
)
_HEAD = (
    _ball(_H, (0.008, 0.0, 0.130), (0.053, 0.043, 0.053), "skin"),
    Part(_H, (0.020, 0.0, 0.100), (0.026, 0.0, 0.082), (0.040, 0.028), "skin", (1.0, 0.92, 1.0)),
    _ball(_H, (-0.002, 0.0, 0.141), (0.056, 0.0465, 0.052), "hair"),
    _ball(_H, (-0.026, 0.0, 0.115), (0.030, 0.040, 0.042), "hair"),
    Part(_H, (0.061, 0.0, 0.122), (0.069, 0.0, 0.107), (0.006, 0.0105), "skin"),
    _ball(_H, (0.052, 0.019, 0.122), (0.008, 0.0095, 0.0065), "white"),
    _ball(_H, (0.052, -0.019, 0.122), (0.008, 0.0095, 0.0065), "white"),
    _ball(_H, (0.058, 0.019, 0.122), (0.0045, 0.0048, 0.0052), "dark"),
    _ball(_H, (0.058, -0.019, 0.122), (0.0045, 0.0048, 0.0052), "dark"),
    Part(_H, (0.054, 0.028, 0.1345), (0.059, 0.011, 0.1355), (0.0032, 0.0036), "hair"),
    Part(_H, (0.054, -0.028, 0.1345), (0.059, -0.011, 0.1355), (0.0032, 0.0036), "hair"),
    Part(_H, (0.056, 0.013, 0.0835), (0.056, -0.013, 0.0835), (0.0044, 0.0044), "lips"),
    _ball(_H, (0.003, 0.044, 0.114), (0.012, 0.0065, 0.018), "skin"),
    _ball(_H, (0.003, -0.044, 0.114), (0.012, 0.0065, 0.018), "skin"),
)


def _side(left: bool) -> tuple[Part, ...]:  # noqa: FBT001 - there are two sides
    """An arm and a leg; the two sides mirror each other."""
    sign = 1 if left else -1
    side = "LEFT" if left else "RIGHT"
    upper_arm, forearm, thigh, shank, foot = (
        Segment[f"{side}_{name}"] for name in ("UPPER_ARM", "FOREARM", "THIGH", "SHANK", "FOOT")
    )
    return (
        Part(upper_arm, (0, 0, -0.04), (0, 0, -0.45), (0.034, 0.031), "shirt"),
        Part(upper_arm, (0, 0, -0.1), (0, 0, -1), (0.029, 0.0235), "skin"),
        Part(forearm, (0, 0, 0), (0, 0, -0.3), (0.0235, 0.0245), "skin"),
        Part(forearm, (0, 0, -0.3), (0, 0, -1), (0.0245, 0.0165), "skin"),
        Part(thigh, (0, 0, 0.0), (0, 0, -0.62), (0.056, 0.046), "shorts"),
        Part(thigh, (0, 0, -0.3), (0, 0, -1), (0.045, 0.033), "skin"),
        Part(shank, (0, 0, 0), (-0.008, 0, -0.32), (0.032, 0.034), "skin"),
        Part(shank, (-0.008, 0, -0.32), (0, 0, -1), (0.034, 0.0205), "skin"),
        Part(shank, (0, 0, -0.86), (0, 0, -1), (0.0215, 0.0225), "white"),
        Part(foot, (-0.022, 0, -0.018), (0.030, 0, -0.010), (0.022, 0.023), "shoes"),
        Part(
            foot,
            (0.030, 0.002 * sign, -0.018),
            (0.098, 0.004 * sign, -0.024),
            (0.0235, 0.0165),
            "shoes",
            (1.0, 1.25, 1.0),
        ),
    )


def _open_hand(hand: Segment) -> tuple[Part, ...]:
    return (
        Part(hand, (0, 0, -0.012), (0, 0, -0.048), (0.019, 0.022), "skin", (1.0, 0.7, 1.0)),
        Part(hand, (0, 0, -0.05), (0.004, 0, -0.092), (0.020, 0.014), "skin", (1.0, 0.6, 1.0)),
        Part(hand, (0.010, 0, -0.025), (0.030, 0, -0.055), (0.0095, 0.0085), "skin"),
    )


def _fist(hand: Segment) -> tuple[Part, ...]:
    return (
        Part(hand, (0, 0, -0.012), (0, 0, -0.035), (0.019, 0.022), "skin", (1.0, 0.85, 1.0)),
        _ball(hand, (0.004, 0, -0.045), (0.024, 0.022, 0.025), "skin"),
    )


def _dumbbell(hand: Segment) -> tuple[Part, ...]:
    return (
        Part(hand, (0.004, 0.05, -0.045), (0.004, -0.05, -0.045), (0.009, 0.009), "steel"),
        Part(hand, (0.004, 0.044, -0.045), (0.004, 0.058, -0.045), (0.023, 0.023), "iron"),
        Part(hand, (0.004, -0.044, -0.045), (0.004, -0.058, -0.045), (0.023, 0.023), "iron"),
    )


def parts_of(equipment: Equipment) -> tuple[Part, ...]:
    """Head, trunk, arms, legs, and hands with the equipment they hold."""
    hands = (Segment.LEFT_HAND, Segment.RIGHT_HAND)
    hold = _open_hand if equipment is Equipment.NONE else _fist
    held = tuple(part for hand in hands for part in hold(hand))
    if equipment is Equipment.DUMBBELLS:
        held += tuple(part for hand in hands for part in _dumbbell(hand))
    return (*_TRUNK, *_HEAD, *_side(left=True), *_side(left=False), *held)
