"""Scores how well detected people match the tracks.

As in COCO's object keypoint similarity, every joint counts by its distance over its own tolerance.
Here the tolerance grows with the time since the joint was seen, and the score is a log likelihood
ratio: how much likelier the joint is there if the person is the track's than if it is anybody. So
exact positions tell more than vague ones, a joint that leapt costs only a little, and the sum over
the shared joints reflects how much evidence there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spotter.tracking.body_proportions import Floats, lengths_px, size_px, size_ratios
from spotter.tracking.joint_tolerances import TOLERANCE_TL
from spotter.tracking.track import Track

FEWEST_JOINTS = 3
"""The fewest joints that can be compared."""

_ELSEWHERE_TL2 = 200.0
"""The area in which anybody else might be: the picture's, some 60 square torso lengths, times how
much more often somebody returns than somebody new appears."""
_TAIL = 2.5
"""How fast the likelihood falls, as in Student's t: joints err together, and sometimes far."""
_LEAPT_SHARE = 0.1
_REACH_TL, _REACH_PER_S_TL, _FURTHEST_TL = 0.9, 3.0, 5.0
"""How far from the expected position somebody may be, what each second adds, and the maximum."""
_SIZE_SPREAD, _SIZE_JOINTS, _MOST_UNLIKE = 0.25, 3.0, 3.0
"""The standard deviation of the log size ratio; its weight, in joints; the maximum penalty."""
_SIZE_COUNTS_AFTER_S = 0.5
_SURELY_GOES_ON_S = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class AssociationScores:
    """Scores of N tracks and M people, (N, M) each.

    ``joints`` is the log likelihood ratio from the joints alone: that the person is the track's
    rather than anybody. ``fits`` is how well the person continues the track, 0 if impossible.
    """

    joints: Floats
    fits: Floats


def association_scores(
    tracks: Sequence[Track], people: Floats, confidence: Floats, at_us: int
) -> AssociationScores:
    """Score ``people`` (M, 25, 2), with ``confidence`` (M, 25), against the tracks' predictions."""
    sizes_px = np.array([track.size_px for track in tracks])[:, None, None]
    tolerance_tl = np.stack([track.tolerance_tl(at_us) for track in tracks])[:, None]
    off_px = people[None] - _nearest_on_way(tracks, people, at_us)
    off_tl = np.hypot(off_px[..., 0], off_px[..., 1]) / sizes_px
    shared = np.isfinite(off_tl)
    joints = np.where(shared, confidence * _evidence(off_tl, tolerance_tl), 0.0).sum(axis=-1)
    gaps_s = np.array([track.gap_s(at_us) for track in tracks])[:, None]
    size_counts = _SIZE_JOINTS * np.minimum(gaps_s / _SIZE_COUNTS_AFTER_S, 1)
    fits = joints - size_counts * _size_penalty(tracks, people)
    reach_tl = np.minimum(_REACH_TL + _REACH_PER_S_TL * gaps_s, _FURTHEST_TL)
    possible = (shared.sum(axis=-1) >= FEWEST_JOINTS) & (_middle_off(off_tl) <= reach_tl)
    return AssociationScores(joints, np.where(possible, np.maximum(fits, 0.0), 0.0))


def overlap(one: Floats, other: Floats) -> float:
    """How well ``one`` (25, 2) coincides with ``other``: COCO's keypoint similarity, 0 to 1.

    Joints of ``one`` that ``other`` lacks count as far off.
    """
    seen = np.isfinite(one[:, 0])
    off_px = np.hypot(*(one - other)[seen].T)
    tolerance_px = TOLERANCE_TL[seen] * max(size_px(other), np.finfo(float).tiny)
    off = np.where(np.isfinite(off_px), off_px / tolerance_px, np.inf)
    return float(np.exp(-0.5 * off**2).mean())


def _evidence(off_tl: Floats, tolerance_tl: Floats) -> Floats:
    """The log likelihood ratio of joints this far off: the track's, or anywhere."""
    square = (off_tl / tolerance_tl) ** 2
    peak = (_TAIL - 1) / (np.pi * tolerance_tl**2)
    here = _ELSEWHERE_TL2 * peak * (1 + square) ** -_TAIL
    evidence: Floats = np.log((1 - _LEAPT_SHARE) * here + _LEAPT_SHARE)
    return evidence


def _nearest_on_way(tracks: Sequence[Track], people: Floats, at_us: int) -> Floats:
    """(N, M, 25, 2) where each track expects its joints, if they are this person's.

    Somebody unseen for a while may have gone on, slowed down, stopped or turned back. So any place
    between the last observation and where full speed leads is possible; the nearest to the person
    counts.
    """
    last = np.stack([track.xy_px for track in tracks])[:, None]
    gaps_s = np.array([track.gap_s(at_us) for track in tracks])
    goes_on = (gaps_s <= _SURELY_GOES_ON_S)[:, None]
    way = np.stack(
        [
            track.motion.shift_px(gap_s) if is_sure else track.motion.velocity_px_s * gap_s
            for track, gap_s, (is_sure,) in zip(tracks, gaps_s, goes_on, strict=True)
        ]
    )[:, None]
    off = people[None] - last
    shared = np.isfinite(off[..., :1])
    middle = np.where(shared, off, 0.0).sum(axis=2) / np.maximum(shared.sum(axis=2), 1)
    square_length = np.maximum((way**2).sum(axis=-1), np.finfo(float).tiny)
    share = np.clip((middle * way).sum(axis=-1) / square_length, 0, 1)
    share = np.where(goes_on, 1.0, share)
    nearest: Floats = last + (share[..., None] * way)[:, :, None]
    return nearest


def _size_penalty(tracks: Sequence[Track], people: Floats) -> Floats:
    ratios = size_ratios(np.stack([track.longest_px for track in tracks]), lengths_px(people))
    unlike: Floats = np.minimum(0.5 * (np.log(ratios) / _SIZE_SPREAD) ** 2, _MOST_UNLIKE)
    return unlike


def _middle_off(off_tl: Floats) -> Floats:
    """(N, M) the upper median distance over the joints, infinite if no joint is shared."""
    ordered = np.sort(np.where(np.isfinite(off_tl), off_tl, np.inf), axis=-1)
    half = np.isfinite(off_tl).sum(axis=-1, keepdims=True) // 2
    return np.take_along_axis(ordered, half, axis=-1)[..., 0]
