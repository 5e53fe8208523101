"""The people of a recording told apart, frame by frame."""

from movement.poses import Keypoints
from spotter_cli.openpose_json.reading import UNTRACKED
from tracking.tracker import Tracker


def track_ids(tracker: Tracker, captured_us: int, people: Keypoints) -> tuple[int, ...]:
    """A track id for each of the next frame's people, (P, 25, 3); -1 for who cannot be told."""
    apart = list(people)
    ids = {id(one.keypoints): one.track_id for one in tracker.track(captured_us, apart)}
    return tuple(ids.get(id(keypoints), UNTRACKED) for keypoints in apart)
