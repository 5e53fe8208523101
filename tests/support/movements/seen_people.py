"""The people of a scene as a pose network detects them, with all its errors."""

from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import Joint

NOISE_PX = 2.0
_GUESSED, _OVERLOOKED, _LEAPT = 0.15, 0.03, 0.01
"""Ratios of joints: hidden but guessed, visible but missed, found far off."""
_LOST_PER_S, _LOST_S, _LONGEST_LOST_S, _SKIPPED = 0.3, 0.15, 0.4, 0.02
"""How often a person is missed for a while, for how long, and the ratio of single frames."""
_SPLIT, _LEG_TWICE, _TWICE, _MERGED = 0.02, 0.03, 0.02, 0.1
_FEWEST_JOINTS = 5
_LEFT_LEG = [Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE]
_LEGS = [joint for joint in Joint if Joint.MID_HIP <= joint <= Joint.LEFT_ANKLE or joint >= 19]
_LIMBS = [joint for joint in Joint if "ELBOW" in joint.name or "WRIST" in joint.name]


def seen_people(
    captured_us: NDArray[np.int64],
    true: Keypoints,
    hidden: NDArray[np.bool_],
    rng: np.random.Generator,
) -> list[list[Keypoints]]:
    """The detections in each frame, in any order: noisy, missing, split, doubled and merged.

    ``true`` (T, P, 25, 3) and ``hidden`` (T, P, 25) are a scene's ground truth.
    """
    gaps = _gaps(captured_us, true.shape[1], rng)
    return [
        _found(people, behind, lost, rng)
        for people, behind, lost in zip(true, hidden, gaps, strict=True)
    ]


def _gaps(
    captured_us: NDArray[np.int64], people: int, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """(T, P) whether each person is missed, for several frames or a single one."""
    times_s = captured_us / 1e6
    gaps = rng.uniform(size=(len(times_s), people)) < _SKIPPED
    for person in range(people):
        for begin_s in rng.uniform(0, times_s[-1], rng.poisson(_LOST_PER_S * times_s[-1])):
            gaps[:, person] |= (times_s >= begin_s) & (
                times_s < begin_s + min(rng.exponential(_LOST_S), _LONGEST_LOST_S)
            )
    return gaps


def _found(
    true: Keypoints, hidden: NDArray[np.bool_], gaps: NDArray[np.bool_], rng: np.random.Generator
) -> list[Keypoints]:
    seen = [_seen(person, behind, rng) for person, behind in zip(true, hidden, strict=True)]
    found = [person for person, is_lost in zip(seen, gaps, strict=True) if not is_lost]
    found = _merged([person for person in found if _joints(person) >= _FEWEST_JOINTS], rng)
    whole = list(found)
    for person in whole:
        chance = rng.uniform()
        if chance < _SPLIT:
            found.append(_only(person, _LEGS))
            person[_LEGS] = (np.nan, np.nan, 0)
        elif chance < _SPLIT + _LEG_TWICE:
            found.append(_only(person, _LEFT_LEG))
        elif chance < _SPLIT + _LEG_TWICE + _TWICE:
            again = person.copy()
            again[:, :2] += rng.normal(0, NOISE_PX, (25, 2))
            found.append(again)
    found = [person for person in found if _joints(person) >= 3]
    return [found[place] for place in rng.permutation(len(found))]


def _seen(person: Keypoints, behind: NDArray[np.bool_], rng: np.random.Generator) -> Keypoints:
    seen = person.copy()
    height_px = np.ptp(person[np.isfinite(person[:, 1]), 1]) if _joints(person) else 0.0
    seen[:, :2] += rng.normal(0, NOISE_PX, (25, 2))
    guessed = behind & (rng.uniform(size=25) < _GUESSED)
    leapt = rng.uniform(size=25) < _LEAPT
    seen[guessed | leapt, :2] += rng.normal(0, 0.08 * height_px, (25, 2))[guessed | leapt]
    seen[:, 2] = np.where(guessed, 0.3, rng.uniform(0.6, 0.95, 25))
    missing = (behind & ~guessed) | (rng.uniform(size=25) < _OVERLOOKED) | np.isnan(person[:, 0])
    seen[missing] = (np.nan, np.nan, 0)
    return seen


def _merged(people: list[Keypoints], rng: np.random.Generator) -> list[Keypoints]:
    """If two people overlap, one may get joints of the other, who is then missed."""
    seen = [person[np.isfinite(person[:, 0]), :2] for person in people]
    middles = [np.median(xy, axis=0) for xy in seen]
    heights_px = [float(np.ptp(xy[:, 1])) for xy in seen]
    for one, other in permutations(range(len(people)), 2):
        apart_px = np.hypot(*(middles[one] - middles[other]))
        is_near = apart_px < 0.15 * max(heights_px[one], heights_px[other])
        if is_near and rng.uniform() < _MERGED:
            parts = _LEGS if rng.uniform() < 0.5 else _LIMBS
            taken = [joint for joint in parts if np.isfinite(people[other][joint, 0])]
            people[one][taken] = people[other][taken]
            return [person for place, person in enumerate(people) if place != other]
    return people


def _only(person: Keypoints, joints: list[Joint]) -> Keypoints:
    part = np.full((25, 3), (np.nan, np.nan, 0), dtype=np.float32)
    part[joints] = person[joints]
    return part


def _joints(person: Keypoints) -> int:
    return int(np.isfinite(person[:, 0]).sum())
