"""Snapshots as each schema version has written them, kept in ``tests/data/snapshots``.

Whoever raises the version adds what it writes after ``FRAMES[:WRITTEN_AFTER]``.
"""

from pathlib import Path

import pytest

from spotter.api.snapshots.v1 import snapshot_pb2
from spotter.movement.segmentation import RepEnded, learn_template
from spotter.rep_segmenter.stations.assignments import Assignment
from spotter.rep_segmenter.stations.subject_selection import Judging
from spotter.rep_segmenter.stations.tracks import Limits, StationTracks
from spotter.wire.poses.people import PoseFrame
from spotter.wire.snapshots import SCHEMA_VERSION, snapshot_from_bytes
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import squat_reference, squats

KEPT = Path(__file__).parents[3] / "data" / "snapshots"
LIMITS = Limits(timeout_us=5_000_000, tracks_per_station=4)
ASSIGNMENT = Assignment("squat", "d" * 64, learn_template(squat_reference()))
FRAMES = pose_frames("rack-1", {1: squats(80, 85, 78, 0)})
WRITTEN_AFTER = 200
"""Frames: in the middle of the third rep."""


def reps(tracks: StationTracks, frames: list[PoseFrame]) -> list[RepEnded]:
    events = [event for frame in frames for event in tracks.feed(frame)]
    return [one.event for one in events if isinstance(one.event, RepEnded)]


@pytest.mark.parametrize("version", range(max(1, SCHEMA_VERSION - 1), SCHEMA_VERSION + 1))
def test_a_segmenter_resumes_from_snapshots_of_this_version_and_the_one_before(
    version: int,
) -> None:
    data = (KEPT / f"schema_{version}.pb").read_bytes()
    assert snapshot_pb2.StationSnapshot.FromString(data).schema_version == version
    snapshot = snapshot_from_bytes(data)
    resumed = StationTracks.resume(ASSIGNMENT, LIMITS, snapshot)
    found = reps(resumed, FRAMES[WRITTEN_AFTER:])
    expected = reps(StationTracks(ASSIGNMENT, Judging(), LIMITS), FRAMES)
    assert found == [rep for rep in expected if rep.rep_number == 3]
