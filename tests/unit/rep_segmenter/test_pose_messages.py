"""Which frames of a batch are used."""

import numpy as np
import pytest

from spotter.api.poses.v1 import pose_frame_pb2
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.pose_messages import usable
from spotter.wire.errors import WireError
from spotter.wire.poses import PoseFrame, TrackedPerson, pose_frame_message


def message(
    station_id: str = "rack-1", captured_us: int = 17, tracks: tuple[int, ...] = (1,)
) -> pose_frame_pb2.PoseFrame:
    keypoints = np.ones((25, 3), dtype=np.float32)
    people = tuple(TrackedPerson(track_id, keypoints) for track_id in tracks)
    return pose_frame_message(PoseFrame(station_id, captured_us, 640, 480, "0" * 32, people))


def half_a_person() -> pose_frame_pb2.PoseFrame:
    broken = message()
    broken.people[0].keypoints = broken.people[0].keypoints[:100]
    return broken


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (half_a_person(), "300 bytes a pose; found 100"),
        (message(station_id=""), "a station id is"),
        (message(station_id="rack 1\r\nFLUSHALL"), "a station id is"),
        (message(station_id="r" * 101), "a station id is"),
        (message(captured_us=0), "rack-1 sent 0 us"),
        (message(captured_us=-1), "rack-1 sent -1 us"),
        (message(tracks=(1, 2, 1)), r"found \[1, 2, 1\]"),
    ],
)
def test_a_broken_frame_is_named_and_the_others_are_used(
    broken: pose_frame_pb2.PoseFrame, why: str
) -> None:
    frames, problems = usable([message(captured_us=1), broken, message(captured_us=2)])
    assert [frame.captured_us for frame in frames] == [1, 2]
    (problem,) = problems
    with pytest.raises((SegmenterError, WireError), match=why):
        raise problem


def test_a_frame_without_people_is_used() -> None:
    frames, problems = usable([message(tracks=())])
    assert frames[0].people == ()
    assert problems == []
