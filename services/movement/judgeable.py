"""Whether a rep can be judged at all; a bad view is never held against the member."""

import numpy as np

from movement.expectation import Expectation, phase_course, seen
from movement.normalise import Coordinates, body_size_px
from movement.poses import PoseSeries
from movement.skeleton import JOINT_COUNT, Joint
from movement.viewpoint import viewpoint

_FEWEST_POSES = 8
_LONGEST_GAP_RATIO = 0.15
_LONGEST_GAP_S = 0.25
_SEEN_SHARE = 0.6
_MOVES_TL = 0.3
_VIEW_TOLERANCE_TL = 0.4


def why_unscorable(poses: PoseSeries, expected: Expectation) -> str | None:
    """Why the rep cannot be judged, in words for people; None when it can."""
    return _too_few(poses) or _unseen(poses, expected) or _other_view(poses, expected)


def _too_few(poses: PoseSeries) -> str | None:
    if len(poses) < _FEWEST_POSES:
        return f"too few frames: {len(poses)}, at least {_FEWEST_POSES} are needed"
    gap_s = float(np.diff(poses.times_s).max())
    if gap_s > max(_LONGEST_GAP_S, _LONGEST_GAP_RATIO * float(poses.times_s[-1])):
        return f"too few frames: {gap_s:.1f} s of the rep were not seen"
    return None


def _unseen(poses: PoseSeries, expected: Expectation) -> str | None:
    travel_tl = np.ptp(expected.course, axis=0).max(axis=1)
    shown = seen(poses).mean(axis=0)
    needed = [
        joint
        for joint in range(JOINT_COUNT)
        if joint in (Joint.NECK, Joint.MID_HIP)
        or (travel_tl[joint] > _MOVES_TL and expected.seen_share[joint] >= _SEEN_SHARE)
    ]
    unseen = [Joint(joint).label for joint in needed if shown[joint] < _SEEN_SHARE]
    if unseen:
        return f"out of frame or hidden: {', '.join(unseen)}"
    has_size = np.isfinite(body_size_px(poses.keypoints))
    return None if has_size else "out of frame or hidden: neck and hips are seen in one place"


def _other_view(poses: PoseSeries, expected: Expectation) -> str | None:
    course = phase_course(poses)
    if _is_upside_down(course, expected.course):
        return "wrong view: the picture is upside down, compared with the reference"
    found_tl = abs(viewpoint(course).width_tl)
    wanted_tl = abs(viewpoint(expected.course).width_tl)
    if not abs(found_tl - wanted_tl) > _VIEW_TOLERANCE_TL:
        return None
    return (
        "wrong view: the camera stands elsewhere than for the reference "
        f"(shoulders look {found_tl:.1f} torso lengths wide instead of {wanted_tl:.1f})"
    )


def _is_upside_down(course: Coordinates, expected: Coordinates) -> bool:
    """Whether the torso points the other way, whichever side the person faces."""
    found_tl, wanted_tl = (
        np.median(each[:, Joint.NECK] - each[:, Joint.MID_HIP], axis=0)
        for each in (course, expected)
    )
    across, up = found_tl * wanted_tl
    return bool(abs(across) + up < 0)
