"""The people of a recording told apart, frame by frame."""

from collections.abc import Sequence

from spotter.movement.values.poses import Keypoints
from spotter.pose_files.openpose_json.reading import UNTRACKED
from spotter.tracking.smoothing import Smoothers
from spotter.tracking.track_observations import Tracked
from spotter.tracking.tracker import Tracker


def track_ids(tracker: Tracker, captured_us: int, people: Keypoints) -> tuple[int, ...]:
    """A track id for each of the next frame's people, (P, 25, 3); -1 for who cannot be told.

    Of a person who was found in two parts, the larger one has the id.
    """
    ids = [UNTRACKED] * len(people)
    for track_id, keypoints in tracker.track(captured_us, list(people)):
        same_joints = (people == keypoints).all(axis=-1).sum(axis=-1)
        ids[int(same_joints.argmax())] = track_id
    return tuple(ids)


def smoothed_people(
    smoothers: Smoothers, captured_us: int, people: Keypoints, ids: Sequence[int]
) -> Keypoints:
    """The next frame's people, (P, 25, 3), whose keypoints tremble, each calmed.

    Who cannot be told is left as found.
    """
    told = [Tracked(*pair) for pair in zip(ids, people, strict=True) if pair[0] != UNTRACKED]
    calm = people.copy()
    for track_id, keypoints in smoothers.smooth(captured_us, told):
        calm[ids.index(track_id)] = keypoints
    return calm
