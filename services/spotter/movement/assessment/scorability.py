"""Whether a rep can be judged at all: a bad view never counts against the member."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.fitting import Registration
from spotter.movement.fitting.reference_model import ReferenceModel, torso
from spotter.movement.geometry import CaptureAnomaly, Coordinates, capture_anomaly, viewpoint
from spotter.movement.geometry.trajectory import SEEN_SHARE
from spotter.movement.geometry.trunk import with_trunk
from spotter.movement.values import JOINT_COUNT, MIRROR, Joint, Keypoints, PoseSeries, finite_xy

_FEWEST_POSES = 8
_SHORTEST_S = 0.3
_START_RATIO = 0.1
"""Coordinates are relative to where the hips start, so this first part must show them."""
_LONGEST_GAP_RATIO = 0.2
_LONGEST_GAP_S = 0.25
"""Up to here, filling a gap changes no more verdicts than the camera's noise does: docs/method.md.
"""
_FEWEST_PHASES_RATIO = 0.65
_ANOMALIES = {
    CaptureAnomaly.TWO_PEOPLE: "two people mixed: the body suddenly jumps, or is another person's",
    CaptureAnomaly.CAMERA_MOVED: "camera moved: the whole picture shifts within the rep",
}


def why_insufficient(poses: PoseSeries) -> str | None:
    """Why no reference could judge the rep, in words for people; None if one might."""
    if len(poses) < _FEWEST_POSES:
        return f"too few frames: {len(poses)}, at least {_FEWEST_POSES} are needed"
    if poses.times_s[-1] < _SHORTEST_S:
        return f"too few frames: {poses.times_s[-1]:.2f} s, at least {_SHORTEST_S} s are needed"
    gap_s = float(np.diff(poses.times_s).max())
    if gap_s > max(_LONGEST_GAP_S, _LONGEST_GAP_RATIO * float(poses.times_s[-1])):
        return f"too few frames: {gap_s:.1f} s of the rep were not seen"
    keypoints = with_trunk(poses).keypoints
    if _shows_torso(keypoints).mean() < SEEN_SHARE:
        return "out of frame or hidden: neck and hips are not seen apart"
    start = keypoints[: max(3, round(_START_RATIO * len(poses))), Joint.MID_HIP, 0]
    if not np.isfinite(start).any():
        return "out of frame or hidden: the hips are not seen at the start"
    found = capture_anomaly(poses)
    return None if found is None else _ANOMALIES[found]


def why_unscorable(best: Registration, expected: ReferenceModel) -> str | None:
    """Why this reference cannot judge the rep registered to it; None if it can."""
    return _unseen(best, expected) or _other_view(best, expected) or _cut_off(best)


def _shows_torso(keypoints: Keypoints) -> NDArray[np.bool_]:
    """(T,) whether each pose of (T, 25, 3) shows neck and mid-hip, in different places."""
    torso = finite_xy(keypoints[:, Joint.NECK]) - finite_xy(keypoints[:, Joint.MID_HIP])
    shown: NDArray[np.bool_] = np.hypot(*torso.T) > 0
    return shown


def _unseen(best: Registration, expected: ReferenceModel) -> str | None:
    needed = expected.carries.copy()
    needed[[Joint.NECK, Joint.MID_HIP]] = True
    shown = np.asarray(np.isfinite(best.trajectory).all(axis=-1).any(axis=0))
    if expected.seen_from.from_the_side:
        # One arm or leg hides the other; seeing one of two that move alike is enough.
        shown |= shown[MIRROR] & expected.carries[MIRROR]
    own = MIRROR if best.facing.swaps_sides else np.arange(JOINT_COUNT)
    unseen = [Joint(int(own[joint])).label for joint in np.flatnonzero(needed & ~shown)]
    return f"out of frame or hidden: {', '.join(unseen)}" if unseen else None


def _other_view(best: Registration, expected: ReferenceModel) -> str | None:
    trajectory = best.trajectory[best.phases]
    if _is_upside_down(trajectory, expected):
        return "wrong view: the picture is upside down, compared with the reference"
    found, wanted = viewpoint(trajectory), expected.seen_from
    if found.is_near(wanted):
        return None
    return (
        "wrong view: the camera stands elsewhere than for the reference (shoulders look "
        f"{abs(found.width_tl):.1f} torso lengths wide instead of {abs(wanted.width_tl):.1f})"
    )


def _cut_off(best: Registration) -> str | None:
    share = float(best.phases.mean())
    if share >= _FEWEST_PHASES_RATIO:
        return None
    return f"too few frames: only {share:.0%} of the movement is there; the rest was cut off"


def _is_upside_down(trajectory: Coordinates, expected: ReferenceModel) -> bool:
    """Whether the torso points the other way, whichever side the person faces."""
    across, up = torso(trajectory) * expected.torso_tl
    return bool(abs(across) + up < 0)
