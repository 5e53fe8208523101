"""The trajectory of a rep: its joints over the phase of the rep."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.normalisation import Coordinates, normalise
from spotter.movement.geometry.body.trunk import with_trunk
from spotter.movement.geometry.trajectories.capture_anomalies import without_glitches
from spotter.movement.geometry.trajectories.phases import fill_gaps, resample
from spotter.movement.geometry.trajectories.stray_frames import without_stray_frames
from spotter.movement.values import JOINT_COUNT, Joint, PoseSeries

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
"""From the middle of the body outward: if several joints share a fault, it names the first."""

SEEN_SHARE = 0.6
LONGEST_GAP_RATIO = 0.25
"""A joint that fewer poses of a rep show, or that is lost for longer, is not judged: filling its
gaps would invent data."""

_SMOOTHING_S = 0.1
_MOST_SMOOTHED = 25
"""Poses: a tenth of a second at 240 frames a second, more than any camera in use here."""


def phase_trajectory(poses: PoseSeries) -> Coordinates:
    """A rep's smoothed trajectory over its phase: (60, 25, 2) torso lengths, gaps filled.

    Joints that are not scored or seen too rarely are NaN.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> first_squat = poses.between(1_300_000, 3_600_000)
    >>> trajectory = phase_trajectory(first_squat)
    >>> trajectory.shape
    (60, 25, 2)
    >>> lowest = trajectory[:, Joint.MID_HIP, 1].argmin()
    >>> round(float(lowest / PHASES), 1)
    0.5
    """
    poses = set_right(poses)
    trajectory = np.full((len(poses), JOINT_COUNT, 2), np.nan)
    there = seen(with_trunk(poses))
    known = (there.mean(axis=0) >= SEEN_SHARE) & (longest_gap_ratio(there) <= LONGEST_GAP_RATIO)
    scored = [joint for joint in SCORED_JOINTS if known[joint]]
    trajectory[:, scored] = fill_gaps(normalise(poses)[:, scored])
    return resample(smoothed(trajectory, poses.times_s), poses.times_s, PHASES)


def set_right(poses: PoseSeries) -> PoseSeries:
    """The poses without glitches and stray frames."""
    known = without_glitches(poses)
    steady = without_stray_frames(known)
    # Without stray joints the body may turn out smaller, and other joints to be nowhere near it.
    return steady if steady is known else without_glitches(steady)


def seen(poses: PoseSeries) -> NDArray[np.bool_]:
    """(T, 25) whether each pose shows each joint."""
    finite = np.isfinite(poses.keypoints)
    return finite[..., 0] & finite[..., 1]


def longest_gap_ratio(there: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(J,) the longest run of poses that miss a joint, as a ratio of all T poses in (T, J)."""
    at = np.arange(len(there))[:, None]
    last_seen = np.maximum.accumulate(np.where(there, at, -1), axis=0)
    longest: NDArray[np.float64] = (at - last_seen).max(axis=0) / len(there)
    return longest


def smoothed(trajectory: Coordinates, times_s: NDArray[np.float64]) -> Coordinates:
    """A moving average over about a tenth of a second, padded with the first and last pose."""
    if len(trajectory) < 3:
        return trajectory
    width = max(1, round(_SMOOTHING_S / float(np.median(np.diff(times_s)))) | 1)
    width = min(width, _MOST_SMOOTHED)
    reach = width // 2
    padded = np.pad(trajectory, [(reach, reach), (0, 0), (0, 0)], mode="edge")
    total = np.zeros_like(trajectory)
    for first in range(width):
        total += padded[first : first + len(trajectory)]
    return total / width
