"""A station's tracks where the exercise must be recognised."""

import pytest

from spotter.movement.recognition.rep_recognition import Candidate
from spotter.movement.segmentation import RepEnded, SetStarted
from spotter.movement.values.taught.exercise import Exercise
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.stations.assignments import Assignment, Choice
from spotter.rep_segmenter.stations.subject_selection import Judging
from spotter.rep_segmenter.stations.tracks import Limits, StationTracks, TrackEvent
from spotter.wire.poses.people import PoseFrame
from spotter.wire.stations import Judged
from support.movements.mixed_training import one_after_another, references, walking_about
from support.movements.pose_frames import pose_frames
from support.stored import stored

LIMITS = Limits(timeout_us=5_000_000, tracks_per_station=4)
EVERYBODY = Judging(Judged.EVERYBODY)


@pytest.fixture(scope="module")
def choice() -> Choice:
    candidates = tuple(Candidate.of(Exercise((one,))) for one in references())
    return Choice(
        {one.name: Assignment(one.name, f"of {one.name}", one.template) for one in candidates},
        candidates,
    )


def fed(tracks: StationTracks, frames: list[PoseFrame]) -> list[TrackEvent]:
    return [event for frame in frames for event in tracks.feed(frame)] + tracks.finish()


def ends(events: list[TrackEvent]) -> set[tuple[int, str, int, int]]:
    return {
        (one.track_id, one.assignment.exercise, one.event.set_number, one.event.rep_number)
        for one in events
        if isinstance(one.event, RepEnded)
    }


def test_two_people_at_one_station_may_do_different_exercises(choice: Choice) -> None:
    people = {1: one_after_another(("squat", 2)), 2: one_after_another(("biceps-curl", 2))}
    events = fed(StationTracks(choice, EVERYBODY, LIMITS), pose_frames("a", people))
    assert ends(events) == {
        (1, "squat", 1, 1),
        (1, "squat", 1, 2),
        (2, "biceps-curl", 1, 1),
        (2, "biceps-curl", 1, 2),
    }
    digests = {(one.assignment.exercise, one.assignment.reference_digest) for one in events}
    assert digests == {("squat", "of squat"), ("biceps-curl", "of biceps-curl")}
    assert sum(isinstance(one.event, SetStarted) for one in events) == 2


def test_a_stored_snapshot_changes_nothing(choice: Choice) -> None:
    frames = pose_frames("a", {1: one_after_another(("biceps-curl", 3))})
    uninterrupted = fed(StationTracks(choice, EVERYBODY, LIMITS), frames)
    assert len(ends(uninterrupted)) == 3
    tracks = StationTracks(choice, EVERYBODY, LIMITS)
    events: list[TrackEvent] = []
    for place, frame in enumerate(frames):
        events += tracks.feed(frame)
        if place % 10 == 9:
            tracks = StationTracks.resume(choice, LIMITS, stored(tracks.snapshot()))
    assert events + tracks.finish() == uninterrupted


def test_walking_about_is_no_rep(choice: Choice) -> None:
    assert (
        fed(StationTracks(choice, EVERYBODY, LIMITS), pose_frames("a", {1: walking_about()})) == []
    )


def test_a_snapshot_of_another_choice_is_refused(choice: Choice) -> None:
    before = StationTracks(choice.assignments["squat"], EVERYBODY, LIMITS)
    before.feed(pose_frames("a", {1: one_after_another(("squat", 1))})[0])
    with pytest.raises(SegmenterError, match="followed by a recogniser; found a cutter"):
        StationTracks.resume(choice, LIMITS, before.snapshot())
