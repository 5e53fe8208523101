"""What the good reps of a reference have in common, and how far they differ among themselves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from movement.alignment import align, warp
from movement.errors import MovementError
from movement.normalise import Coordinates, normalise
from movement.phases import fill_gaps, resample
from movement.poses import PoseSeries
from movement.reference import Reference
from movement.skeleton import JOINT_COUNT, Joint

PHASES = 60

SCORED_JOINTS = (
    Joint.MID_HIP,
    Joint.RIGHT_HIP,
    Joint.LEFT_HIP,
    Joint.RIGHT_KNEE,
    Joint.LEFT_KNEE,
    Joint.NECK,
    Joint.RIGHT_SHOULDER,
    Joint.LEFT_SHOULDER,
    Joint.RIGHT_ELBOW,
    Joint.LEFT_ELBOW,
    Joint.RIGHT_WRIST,
    Joint.LEFT_WRIST,
    Joint.RIGHT_ANKLE,
    Joint.LEFT_ANKLE,
    Joint.NOSE,
)
"""From the middle of the body outward: where several joints share a fault, the first is named."""

_SMOOTHING_S = 0.1
_PRIOR_SPREAD_TL = 0.1
"""How much good reps differ, before any has been seen; it counts as much as one rep."""
_TOLERANCE_TL = 0.04
"""What a camera and a pose network add to any deviation."""
_STANCE_SHARE = 0.5
"""How much of a difference in the starting posture is taken away: bodies differ, stances matter."""
_START_PHASES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """The mean course of a reference's reps over the phase of a rep, and what is allowed around it.

    ``course`` and ``allowance`` are (60, 25, 2) torso lengths relative to where the hips start, NaN
    for joints that are not scored or not seen. ``seen_share`` (25,) is the share of the reference's
    poses that shows each joint. ``representative_index`` is the rep nearest to the mean, and
    ``representative_frames`` (60,) its frame at each phase.
    """

    course: Coordinates
    allowance: Coordinates
    seen_share: NDArray[np.float64]
    representative_index: int
    representative_frames: NDArray[np.intp]


def phase_course(poses: PoseSeries) -> Coordinates:
    """A rep's smoothed course over its phase: (60, 25, 2) torso lengths, gaps filled.

    Joints that are not scored, and those that are never seen, are NaN.
    """
    course = np.full((len(poses), JOINT_COUNT, 2), np.nan)
    scored = list(SCORED_JOINTS)
    course[:, scored] = fill_gaps(normalise(poses)[:, scored])
    return resample(_smooth(course, poses.times_s), poses.times_s, PHASES)


def seen(poses: PoseSeries) -> NDArray[np.bool_]:
    """(T, 25) whether each pose shows each joint."""
    finite = np.isfinite(poses.keypoints)
    return finite[..., 0] & finite[..., 1]


def flat(course: Coordinates, *others: Coordinates) -> NDArray[np.float64]:
    """The coordinates of ``course`` that it and all ``others`` have, as (60, D) for DTW."""
    shared = np.stack([np.isfinite(each).all(axis=(0, 2)) for each in (course, *others)]).all(
        axis=0
    )
    return course[:, shared].reshape(len(course), -1)


def offset_from(expected: Coordinates, course: Coordinates) -> Coordinates:
    """How far an aligned ``course`` is from the ``expected`` one, (60, 25, 2) torso lengths.

    Half of the difference in the starting posture is taken away: part of it is another body.
    """
    offset = course - expected
    start = np.median(offset[:_START_PHASES], axis=0)
    return offset - _STANCE_SHARE * start


def expect(reference: Reference) -> Expectation:
    """Learn from the reference what a good rep looks like.

    Every rep is aligned by DTW with the mean of all; the spread around it is an estimate that
    starts from a prior worth one rep, so that a single rep is not taken for the only right way.

    Raises :class:`MovementError` when no joint is seen in all of its reps.
    """
    courses = [phase_course(rep) for rep in reference.reps]
    mean = np.mean(courses, axis=0)
    if not flat(mean).size:
        raise MovementError(f"the reference for {reference.exercise!r} shows no joint in all reps")
    paths = [align(flat(course, mean), flat(mean, course)) for course in courses]
    aligned = [warp(course, path, PHASES) for course, path in zip(courses, paths, strict=True)]
    mean = np.mean(aligned, axis=0)
    squares = [offset_from(mean, course) ** 2 for course in aligned]
    spread_tl = np.sqrt((_PRIOR_SPREAD_TL**2 + np.sum(squares, axis=0)) / len(courses))
    nearest = int(np.argmin([np.nansum(square) for square in squares]))
    frames = np.linspace(0, len(reference.reps[nearest]) - 1, PHASES)
    return Expectation(
        course=mean,
        allowance=spread_tl + _TOLERANCE_TL,
        seen_share=np.concatenate([seen(rep) for rep in reference.reps]).mean(axis=0),
        representative_index=nearest,
        representative_frames=np.rint(warp(frames, paths[nearest], PHASES)).astype(np.intp),
    )


def _smooth(course: Coordinates, times_s: NDArray[np.float64]) -> Coordinates:
    """A moving average over about a tenth of a second, shorter at the ends."""
    if len(course) < 3:
        return course
    width = max(1, round(_SMOOTHING_S / float(np.median(np.diff(times_s)))) | 1)
    reach = width // 2
    padded = np.pad(course, [(reach, reach), (0, 0), (0, 0)], mode="edge")
    total = np.zeros_like(course)
    for first in range(width):
        total += padded[first : first + len(course)]
    return total / width
