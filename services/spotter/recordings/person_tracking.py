"""Tracks the people of a recording, frame by frame."""

from collections.abc import Sequence
from dataclasses import replace

from spotter.estimators.estimator import Person
from spotter.movement.values.body.poses import Keypoints
from spotter.pose_files.openpose_json.reading import UNTRACKED
from spotter.tracking.smoothing import Smoothers
from spotter.tracking.track_observations import Tracked
from spotter.tracking.tracker import Tracker


def track_ids(tracker: Tracker, captured_us: int, people: Sequence[Keypoints]) -> tuple[int, ...]:
    """A track id for each person in the next frame, (25, 3) each; -1 for one without a track.

    If a person was detected in two parts, the larger one gets the id.
    """
    ids = [UNTRACKED] * len(people)
    for one in tracker.track(captured_us, people):
        ids[one.place] = one.track_id
    return tuple(ids)


def smoothed_people(
    smoothers: Smoothers, captured_us: int, people: Sequence[Person], ids: Sequence[int]
) -> tuple[Person, ...]:
    """The people in the next frame, with smoothed keypoints.

    People without a track are left unchanged.
    """
    tracked = [
        Tracked(track_id, person.keypoints, place)
        for place, (track_id, person) in enumerate(zip(ids, people, strict=True))
        if track_id != UNTRACKED
    ]
    smooth = list(people)
    for _, keypoints, place in smoothers.smooth(captured_us, tracked):
        smooth[place] = replace(people[place], keypoints=keypoints)
    return tuple(smooth)
