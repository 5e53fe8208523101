"""Finds the patterns of the table in a rep."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.deviations import Deviations
from spotter.movement.assessment.faults.body_parts import posture_of
from spotter.movement.assessment.faults.compared import Compared
from spotter.movement.assessment.faults.finding import Finding
from spotter.movement.assessment.faults.patterns import PATTERNS, Clue, Joints, Nearer, Off, Pattern
from spotter.movement.fitting import ReferenceModel
from spotter.movement.geometry.trajectories.angles import angles_deg
from spotter.movement.values import ANGLES, MIRROR, Joint

_WEIGHT = 1.2
"""A trainer names a pattern rather than one of its joints."""


def largest_pattern(deviations: Deviations, expected: ReferenceModel) -> float:
    """How far the pattern that stands out most is off, in multiples of what the rep is allowed.

    0 if it shows none.
    """
    compared = replace(Compared.of(deviations, expected), allowance=deviations.allowance)
    found = patterns_in(compared)
    return max((one.ratio for one in found), default=0.0)


def patterns_in(compared: Compared) -> list[Finding]:
    """A finding for each pattern of the table that the rep shows."""
    posture = posture_of(compared.expected)
    found = (_worst(compared, one) for one in PATTERNS if posture in one.postures)
    return [one for one in found if one is not None]


def _worst(compared: Compared, pattern: Pattern) -> Finding | None:
    """The finding of the joint that shows the pattern most."""
    joints = pattern.clues[0].joint
    places = range(len(joints)) if isinstance(joints, tuple) else (0,)
    found = [one for place in places if (one := _finding(compared, pattern, place))]
    worst = max(found, key=lambda one: one.ratio, default=None)
    if worst is None:
        return None
    other_side = int(MIRROR[worst.joint])
    return replace(worst, both_sides=any(one.joint == other_side != worst.joint for one in found))


def _finding(compared: Compared, pattern: Pattern, place: int) -> Finding | None:
    """Where all clues hold; clues about several joints are about the one at ``place``."""
    first, *others = pattern.clues
    ratio = _ratio(compared, first, place)
    if not (ratio >= first.least).any():
        return None
    joint = _at(first.joint, place)
    axis, _ = compared.shown.toward(first.direction, joint)
    holds = np.all([_margin(compared, clue, place) >= 0 for clue in others], axis=0)
    ratio = np.where(holds, ratio, np.nan)
    return compared.finding(pattern.code, joint, axis, ratio, weight=_WEIGHT, least=first.least)


def _margin(compared: Compared, clue: Clue, place: int) -> NDArray[np.float64]:
    """(60,) by how much a clue is more than it must be."""
    if isinstance(clue, Off):
        return _ratio(compared, clue, place) - clue.least
    expected = compared.expected.trajectory
    if isinstance(clue, Nearer):
        rep_tl, usual_tl = (
            np.linalg.norm(poses[:, clue.joint] - poses[:, clue.other], axis=1)
            for poses in (compared.trajectory, expected)
        )
        return np.asarray(usual_tl - rep_tl - clue.least_tl)
    angle = ANGLES.index(clue.angles[place])
    expected_deg = angles_deg(expected)[:, angle]
    bent_deg = expected_deg - angles_deg(compared.trajectory)[:, angle]
    return np.where(expected_deg >= clue.straight_deg, bent_deg - clue.least_deg, np.nan)


def _ratio(compared: Compared, clue: Off, place: int) -> NDArray[np.float64]:
    """(60,) how far a joint is off in the clue's direction, in multiples of the allowance."""
    joint = _at(clue.joint, place)
    axis, signs = compared.shown.toward(clue.direction, joint)
    off_tl = compared.offset_tl[:, joint, axis]
    beside = None if clue.beside is None else _at(clue.beside, place)
    if beside is not None:
        off_tl = off_tl - compared.offset_tl[:, beside, axis]
    along_tl = signs * off_tl
    if clue.past_start:
        way_tl = compared.way_tl(joint, axis)
        if beside is not None:
            way_tl = way_tl - compared.way_tl(beside, axis)
        along_tl = along_tl + np.minimum(signs * way_tl, 0.0)
    ratio = along_tl / compared.allowance[:, joint, axis]
    return np.where(signs == 0, np.nan, ratio)


def _at(joint: Joint | Joints, place: int) -> Joint:
    return joint[place] if isinstance(joint, tuple) else joint
