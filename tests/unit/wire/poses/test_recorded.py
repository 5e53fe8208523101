"""Who was seen in a recording."""

from dataclasses import replace

import numpy as np

from spotter.wire.poses.recorded import recorded_in
from support.movements.pose_frames import pose_frames
from support.movements.same_poses import assert_same_poses
from support.movements.stick_squats import squats

SQUATS = squats(80, 80)
LATE = SQUATS.between(int(SQUATS.captured_us[5]), int(SQUATS.captured_us[-1]))


def test_everybody_is_told_apart_and_who_is_seen_most_comes_first() -> None:
    recorded = recorded_in(pose_frames("rack-1", {1: LATE, 2: SQUATS}))
    assert recorded.frame_count == len(SQUATS)
    assert recorded.size_px == (640, 480)
    assert [len(one) for one in recorded.people] == [len(SQUATS), len(LATE)]
    assert recorded.people[0].captured_us.tolist() == SQUATS.captured_us.tolist()
    assert np.array_equal(recorded.people[1].keypoints, LATE.keypoints, equal_nan=True)


def test_metres_are_there_only_if_every_pose_has_them() -> None:
    frames = pose_frames("rack-1", {1: replace(SQUATS, world_m=SQUATS.keypoints)})
    assert recorded_in(frames).people[0].world_m is not None
    (person,) = frames[3].people
    frames[3] = replace(frames[3], people=(replace(person, world_m=None),))
    assert recorded_in(frames).people[0].world_m is None


def test_equipment_that_is_followed_is_recorded() -> None:
    ends = np.full((len(SQUATS), 2, 3), (320, 200, 0.5), dtype=np.float32)
    recorded = recorded_in(pose_frames("rack-1", {1: replace(SQUATS, equipment=ends)}))
    assert_same_poses(recorded.people[0], replace(SQUATS, equipment=ends))


def test_no_frame_shows_nobody() -> None:
    nothing = recorded_in([])
    assert (nothing.frame_count, nothing.size_px, nothing.people) == (0, None, ())
