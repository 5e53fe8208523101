"""Tracks the people of a recording, frame by frame."""

from collections.abc import Sequence

from spotter.movement.values.poses import Keypoints
from spotter.pose_files.openpose_json.reading import UNTRACKED
from spotter.tracking.smoothing import Smoothers
from spotter.tracking.track_observations import Tracked
from spotter.tracking.tracker import Tracker


def track_ids(tracker: Tracker, captured_us: int, people: Keypoints) -> tuple[int, ...]:
    """A track id for each person in the next frame, (P, 25, 3); -1 for a person without a track.

    If a person was detected in two parts, the larger one gets the id.
    """
    ids = [UNTRACKED] * len(people)
    for track_id, keypoints in tracker.track(captured_us, list(people)):
        same_joints = (people == keypoints).all(axis=-1).sum(axis=-1)
        ids[int(same_joints.argmax())] = track_id
    return tuple(ids)


def smoothed_people(
    smoothers: Smoothers, captured_us: int, people: Keypoints, ids: Sequence[int]
) -> Keypoints:
    """The people in the next frame, (P, 25, 3), with smoothed keypoints.

    People without a track are left unchanged.
    """
    tracked = [Tracked(*pair) for pair in zip(ids, people, strict=True) if pair[0] != UNTRACKED]
    smoothed = people.copy()
    for track_id, keypoints in smoothers.smooth(captured_us, tracked):
        smoothed[ids.index(track_id)] = keypoints
    return smoothed
