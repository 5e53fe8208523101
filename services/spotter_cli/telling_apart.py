"""The people of a recording told apart, frame by frame."""

from collections import defaultdict
from collections.abc import Sequence

from movement.poses import Keypoints
from spotter_cli.openpose_json.reading import UNTRACKED
from tracking.smoothing import Smoother
from tracking.tracker import Tracker


def track_ids(tracker: Tracker, captured_us: int, people: Keypoints) -> tuple[int, ...]:
    """A track id for each of the next frame's people, (P, 25, 3); -1 for who cannot be told.

    Of a person who was found in two parts, the larger one has the id.
    """
    ids = [UNTRACKED] * len(people)
    for track_id, keypoints in tracker.track(captured_us, list(people)):
        same_joints = (people == keypoints).all(axis=-1).sum(axis=-1)
        ids[int(same_joints.argmax())] = track_id
    return tuple(ids)


class Calming:
    """Keypoints that tremble, calmed for each person by themselves."""

    def __init__(self) -> None:
        self._smoothers: defaultdict[int, Smoother] = defaultdict(Smoother)

    def calmed(self, captured_us: int, people: Keypoints, ids: Sequence[int]) -> Keypoints:
        """The next frame's people, (P, 25, 3); who cannot be told is left as found."""
        calm = people.copy()
        for place, track_id in enumerate(ids):
            if track_id != UNTRACKED:
                calm[place] = self._smoothers[track_id].smooth(captured_us, people[place])
        return calm
