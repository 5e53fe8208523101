"""Whether a rep can be judged at all: a bad view never counts against the member."""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.fitting import Registration
from spotter.movement.fitting.reference_model import ReferenceModel, torso
from spotter.movement.geometry import (
    CaptureAnomaly,
    Coordinates,
    capture_anomaly,
    equipment_seen_ratio,
    viewpoint,
)
from spotter.movement.geometry.body.trunk import with_trunk
from spotter.movement.geometry.trajectories.trajectory import SEEN_SHARE
from spotter.movement.values import (
    JOINT_COUNT,
    MIRROR,
    EquipmentKind,
    Joint,
    Keypoints,
    PoseSeries,
    Reason,
    ReasonCode,
    finite_xy,
)

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
    CaptureAnomaly.TWO_PEOPLE: Reason(ReasonCode.TWO_PEOPLE),
    CaptureAnomaly.CAMERA_MOVED: Reason(ReasonCode.CAMERA_MOVED),
}


def why_insufficient(poses: PoseSeries) -> Reason | None:
    """Why no reference could judge the rep; None if one might."""
    if len(poses) < _FEWEST_POSES:
        return Reason(ReasonCode.TOO_FEW_FRAMES, len(poses), _FEWEST_POSES)
    length_s = float(poses.times_s[-1])
    if length_s < _SHORTEST_S:
        return Reason(ReasonCode.TOO_SHORT, length_s, _SHORTEST_S)
    gap_s = float(np.diff(poses.times_s).max())
    if gap_s > max(_LONGEST_GAP_S, _LONGEST_GAP_RATIO * length_s):
        return Reason(ReasonCode.GAP, gap_s)
    keypoints = with_trunk(poses).keypoints
    if _shows_torso(keypoints).mean() < SEEN_SHARE:
        return Reason(ReasonCode.TORSO_UNSEEN)
    start = keypoints[: max(3, round(_START_RATIO * len(poses))), Joint.MID_HIP, 0]
    if not np.isfinite(start).any():
        return Reason(ReasonCode.START_UNSEEN)
    found = capture_anomaly(poses)
    return None if found is None else _ANOMALIES[found]


def without_equipment(poses: PoseSeries, needed: EquipmentKind) -> Reason | None:
    """That the equipment that the rep needs is hardly seen; None if it is.

    Where the hands are said to hold something instead, it is not missing, only seen poorly. Where
    no equipment was followed, nobody knows.
    """
    seen_ratio = equipment_seen_ratio(poses)
    if seen_ratio >= SEEN_SHARE:
        return None
    is_held = equipment_seen_ratio(poses, or_held=True) >= SEEN_SHARE
    code = ReasonCode.EQUIPMENT_SEEN_POORLY if is_held else ReasonCode.EQUIPMENT_UNSEEN
    return Reason(code, found=seen_ratio, equipment=needed)


def why_unscorable(best: Registration, expected: ReferenceModel) -> Reason | None:
    """Why this reference cannot judge the rep registered to it; None if it can."""
    return _unseen(best, expected) or _other_view(best, expected) or _cut_off(best)


def _shows_torso(keypoints: Keypoints) -> NDArray[np.bool_]:
    """(T,) whether each pose of (T, 25, 3) shows neck and mid-hip, in different places."""
    torso = finite_xy(keypoints[:, Joint.NECK]) - finite_xy(keypoints[:, Joint.MID_HIP])
    shown: NDArray[np.bool_] = np.hypot(*torso.T) > 0
    return shown


def _unseen(best: Registration, expected: ReferenceModel) -> Reason | None:
    needed = expected.carries.copy()
    needed[[Joint.NECK, Joint.MID_HIP]] = True
    shown = np.asarray(np.isfinite(best.trajectory).all(axis=-1).any(axis=0))
    if expected.seen_from.from_the_side:
        # One arm or leg hides the other; seeing one of two that move alike is enough.
        shown |= shown[MIRROR] & expected.carries[MIRROR]
    own = MIRROR if best.facing.swaps_sides else np.arange(JOINT_COUNT)
    unseen = tuple(Joint(int(own[joint])) for joint in np.flatnonzero(needed & ~shown))
    return Reason(ReasonCode.JOINTS_UNSEEN, joints=unseen) if unseen else None


def _other_view(best: Registration, expected: ReferenceModel) -> Reason | None:
    trajectory = best.trajectory[best.phases]
    if _is_upside_down(trajectory, expected):
        return Reason(ReasonCode.UPSIDE_DOWN)
    found, wanted = viewpoint(trajectory), expected.seen_from
    if found.is_near(wanted):
        return None
    return Reason(ReasonCode.OTHER_VIEW, abs(found.width_tl), abs(wanted.width_tl))


def _cut_off(best: Registration) -> Reason | None:
    share = float(best.phases.mean())
    return None if share >= _FEWEST_PHASES_RATIO else Reason(ReasonCode.CUT_OFF, share)


def _is_upside_down(trajectory: Coordinates, expected: ReferenceModel) -> bool:
    """Whether the torso points the other way, whichever side the person faces."""
    across, up = torso(trajectory) * expected.torso_tl
    return bool(abs(across) + up < 0)
