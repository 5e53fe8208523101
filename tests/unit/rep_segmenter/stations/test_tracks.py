"""A station's tracks, without Redis or a clock."""

from dataclasses import replace

import pytest

from spotter.movement.segmentation import (
    RepAbandoned,
    RepEnded,
    RepStarted,
    SetEnded,
    SetStarted,
    learn_template,
)
from spotter.movement.values import EquipmentKind
from spotter.movement.values.body.poses import PoseSeries
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.stations.assignments import Assignment
from spotter.rep_segmenter.stations.subject_selection import Judging
from spotter.rep_segmenter.stations.tracks import Limits, StationTracks, TrackEvent
from spotter.simulation.tools.tool import Tool
from spotter.wire.poses.people import PoseFrame, SoughtEquipment
from spotter.wire.stations import Judged
from support.movements.handled import by_the_body_alone, set_of, template_of
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import FRAME_US, squat_reference, squats
from support.movements.with_equipment import exercise_with
from support.stored import stored

LIMITS = Limits(timeout_us=5_000_000, tracks_per_station=4)
EVERYBODY = Judging(Judged.EVERYBODY)
ASSIGNMENT = Assignment("squat", "d" * 64, learn_template(squat_reference()))


def fed(tracks: StationTracks, frames: list[PoseFrame]) -> list[TrackEvent]:
    return [event for frame in frames for event in tracks.feed(frame)]


def ends(events: list[TrackEvent]) -> list[tuple[int, int, int]]:
    return [
        (happened.track_id, happened.event.set_number, happened.event.rep_number)
        for happened in events
        if isinstance(happened.event, RepEnded)
    ]


def later(poses: PoseSeries, seconds: float) -> PoseSeries:
    return PoseSeries(poses.captured_us + round(seconds * 1e6), poses.keypoints)


def test_two_people_at_one_station_have_their_own_sets_and_reps() -> None:
    frames = pose_frames("rack-1", {1: squats(80, 80), 2: later(squats(80, 80, 80), 0.5)})
    events = fed(StationTracks(ASSIGNMENT, EVERYBODY, LIMITS), frames)
    of_one, of_two = ([end for end in ends(events) if end[0] == track] for track in (1, 2))
    assert of_one == [(1, 1, 1), (1, 1, 2)]
    assert of_two == [(2, 1, 1), (2, 1, 2), (2, 1, 3)]


@pytest.mark.parametrize("cut", [1, 40, 75, 100, 140])
def test_storing_and_resuming_a_snapshot_at_any_frame_changes_nothing(cut: int) -> None:
    frames = pose_frames("rack-1", {1: squats(80, 80), 2: later(squats(80), 0.5)})
    uninterrupted = fed(StationTracks(ASSIGNMENT, EVERYBODY, LIMITS), frames)
    before = StationTracks(ASSIGNMENT, EVERYBODY, LIMITS)
    events = fed(before, frames[:cut])
    after = StationTracks.resume(ASSIGNMENT, LIMITS, stored(before.snapshot()))
    assert after.last_us == frames[cut - 1].captured_us
    assert events + fed(after, frames[cut:]) == uninterrupted
    assert len(ends(uninterrupted)) == 3


def test_a_person_who_leaves_is_finished_by_the_frames_of_others() -> None:
    stays = squats(*[0.0] * 4)
    leaves_mid_rep = squats(80, 80).between(0, int(stays.captured_us[0]) + 4_800_000)
    frames = pose_frames("rack-1", {1: leaves_mid_rep, 2: stays})
    tracks = StationTracks(ASSIGNMENT, EVERYBODY, LIMITS)
    events = [happened for happened in fed(tracks, frames) if happened.track_id == 1]
    assert [type(happened.event) for happened in events] == [
        RepStarted,
        SetStarted,
        RepEnded,
        RepStarted,
        RepAbandoned,
        SetEnded,
    ]
    assert len(tracks) == 1


def test_when_everybody_has_left_open_reps_are_finished_and_tracks_forgotten() -> None:
    tracks = StationTracks(ASSIGNMENT, EVERYBODY, LIMITS)
    fed(tracks, pose_frames("rack-1", {7: squats(80)}))
    assert [type(happened.event) for happened in tracks.finish()] == [SetEnded]
    assert len(tracks) == 0
    assert tracks.finish() == []


def test_no_more_people_are_followed_than_the_limit_allows() -> None:
    crowd = {track: squats(80) for track in range(1, 7)}
    tracks = StationTracks(ASSIGNMENT, EVERYBODY, LIMITS)
    events = fed(tracks, pose_frames("rack-1", crowd))
    assert {track for track, _, _ in ends(events)} == {1, 2, 3, 4}
    assert len(tracks) == 4


def test_when_a_track_ends_the_next_person_is_followed() -> None:
    one_place = Limits(timeout_us=2_000_000, tracks_per_station=1)
    first = squats(80)
    second = later(squats(80), 3 + len(first) * FRAME_US / 1e6)
    events = fed(
        StationTracks(ASSIGNMENT, EVERYBODY, one_place), pose_frames("a", {1: first, 2: second})
    )
    assert ends(events) == [(1, 1, 1), (2, 1, 1)]


def test_without_an_exercise_nothing_is_cut() -> None:
    frames = pose_frames("rack-1", {1: squats(80, 80)})
    tracks = StationTracks(None, EVERYBODY, LIMITS)
    assert fed(tracks, frames) == []
    assert tracks.last_us == frames[-1].captured_us
    assert StationTracks.resume(None, LIMITS, tracks.snapshot()).last_us == tracks.last_us


def test_a_snapshot_that_does_not_fit_the_exercise_is_refused() -> None:
    before = StationTracks(ASSIGNMENT, EVERYBODY, LIMITS)
    fed(before, pose_frames("rack-1", {1: squats(80)})[:40])
    snapshot = before.snapshot()
    other = Assignment("squat", "e" * 64, learn_template(*[squat_reference()] * 2))
    with pytest.raises(
        SegmenterError, match="does not fit the reference: a cutter with a template"
    ):
        StationTracks.resume(other, LIMITS, snapshot)
    with pytest.raises(SegmenterError, match="expected nobody to be followed"):
        StationTracks.resume(None, LIMITS, snapshot)


@pytest.mark.parametrize("is_own", [True, False])
def test_only_the_exercises_own_equipment_tells_what_is_picked_up_and_put_down(
    *, is_own: bool
) -> None:
    dumbbells = SoughtEquipment("b" * 64, EquipmentKind.DUMBBELLS)
    template = template_of(exercise_with("squat", EquipmentKind.DUMBBELLS, 45.0))
    squatting = Assignment("squat", "d" * 64, template, dumbbells.digest if is_own else "c" * 64)
    poses = set_of("squat", Tool.DUMBBELLS, 45.0)
    seen, alone = (
        fed(
            StationTracks(squatting, EVERYBODY, LIMITS),
            [replace(one, sought=dumbbells) for one in pose_frames("rack-1", {1: each})],
        )
        for each in (poses, by_the_body_alone(poses))
    )
    assert (ends(seen) == ends(alone)) == (not is_own)
