"""Which of several synthetic people is judged; only that person's reps are reported."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.segmentation import RepEnded, learn_template
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.rep_segmenter.stations.assignments import Assignment
from spotter.rep_segmenter.stations.subject_selection import Judging
from spotter.rep_segmenter.stations.tracks import Limits, StationTracks, TrackEvent
from spotter.wire.poses.people import PoseFrame
from spotter.wire.stations import Judged, Zone
from support.movements.crowd import (
    after,
    aside,
    enlarged,
    one_after_another,
    until,
    walking,
    without,
)
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import squat_reference, squats
from support.stored import stored

LIMITS = Limits(timeout_us=5_000_000, tracks_per_station=4)
ASSIGNMENT = Assignment("squat", "d" * 64, learn_template(squat_reference()))
ONE_PERSON = (Judged.EXERCISE, Judged.MIDDLE, Judged.LARGEST)
REP = 80.0
STANDING = 0.0
"""Three seconds each, like a rep with the rest after it."""
LEFT_HALF = Zone(0.0, 0.0, 0.5, 1.0)


def standing(seconds: float) -> PoseSeries:
    return until(squats(*[STANDING] * 20), seconds)


def fed(tracks: StationTracks, frames: list[PoseFrame]) -> list[TrackEvent]:
    return [event for frame in frames for event in tracks.feed(frame)]


def ended(events: list[TrackEvent]) -> list[tuple[int, RepEnded]]:
    return [(one.track_id, one.event) for one in events if isinstance(one.event, RepEnded)]


def reps(judged: Judged, people: dict[int, PoseSeries], zone: Zone | None = None) -> Counter[int]:
    """The number of reported reps of each track, at 15 frames a second."""
    tracks = StationTracks(ASSIGNMENT, Judging(judged, zone), LIMITS)
    events = fed(tracks, pose_frames("a", people)[::2]) + tracks.finish()
    return Counter(track_id for track_id, _ in ended(events))


def test_an_idle_bystander_is_not_judged_even_if_larger_and_nearer_the_middle() -> None:
    people = {1: enlarged(standing(10), 1.4), 2: aside(squats(REP, REP, REP), 200)}
    assert reps(Judged.EXERCISE, people) == {2: 3}


def test_of_several_people_the_one_in_the_middle_or_the_largest_is_judged() -> None:
    people = {
        1: aside(squats(REP, REP), -150),
        2: squats(REP, REP),
        3: aside(enlarged(squats(REP, REP), 1.3), 150),
    }
    assert reps(Judged.MIDDLE, people) == {2: 2}
    assert reps(Judged.LARGEST, people) == {3: 2}
    assert reps(Judged.EVERYBODY, people) == {1: 2, 2: 2, 3: 2}


@pytest.mark.parametrize("judged", ONE_PERSON)
@pytest.mark.parametrize("passes_s", [1.0, 8.0])
def test_somebody_who_walks_through_does_not_take_over(judged: Judged, passes_s: float) -> None:
    athlete = aside(squats(STANDING, STANDING, REP, REP, REP), 120)
    walker = after(walking(enlarged(standing(4), 1.5), -250, 250), passes_s)
    assert reps(judged, {1: athlete, 2: walker}) == {1: 3}


def test_somebody_who_walks_to_and_fro_does_not_take_over_either() -> None:
    athlete = aside(squats(*[STANDING] * 6, REP, REP, REP), 120)
    there_and_back = one_after_another(
        walking(standing(4), -250, 250),
        aside(standing(8), 250),
        walking(standing(4), 250, -250),
        aside(standing(10), -250),
    )
    assert reps(Judged.MIDDLE, {1: athlete, 2: after(there_and_back, 1)}) == {1: 3}


@pytest.mark.parametrize("judged", ONE_PERSON)
def test_somebody_better_placed_does_not_take_over_during_a_set(judged: Judged) -> None:
    athlete = aside(squats(*[REP] * 8), 200)
    other = after(enlarged(squats(*[REP] * 6), 1.5), 4)
    assert reps(judged, {1: athlete, 2: other}) == {1: 8}


@pytest.mark.parametrize("judged", [Judged.MIDDLE, Judged.LARGEST])
def test_somebody_clearly_better_placed_for_long_takes_over_from_somebody_at_rest(
    judged: Judged,
) -> None:
    rests = aside(squats(REP, REP, *[STANDING] * 10), 200)
    other = after(enlarged(squats(*[STANDING] * 5, REP, REP, REP), 1.5), 6)
    assert reps(judged, {1: rests, 2: other}) == {1: 2, 2: 3}


@pytest.mark.parametrize("judged", [Judged.MIDDLE, Judged.LARGEST])
def test_somebody_slightly_better_placed_never_takes_over(judged: Judged) -> None:
    stands = aside(standing(40), 60)
    other = after(enlarged(squats(*[STANDING] * 6, REP, REP), 1.1), 1)
    assert reps(judged, {1: stands, 2: other}) == {}


@pytest.mark.parametrize("judged", ONE_PERSON)
def test_the_next_athlete_is_judged_as_soon_as_the_first_has_left(judged: Judged) -> None:
    first = squats(REP, REP)
    second = after(aside(squats(REP, REP, REP), 100), 7 + 2.1)
    assert reps(judged, {1: first, 2: second}) == {1: 2, 2: 3}


@pytest.mark.parametrize("judged", ONE_PERSON)
def test_an_athlete_lost_for_a_second_and_a_half_is_still_judged(
    judged: Judged,
) -> None:
    lost = without(squats(*[REP] * 6), 7.2, 8.7)
    other = after(aside(enlarged(squats(*[REP] * 4), 0.8), 150), 4)
    found = reps(judged, {1: lost, 2: other})
    assert set(found) == {1}
    assert found[1] >= 5


def test_a_second_athlete_is_judged_once_the_first_has_rested_for_ten_seconds() -> None:
    first = aside(squats(REP, REP, REP, *[STANDING] * 10), -150)
    second = after(aside(squats(*[REP] * 11), 150), 1.5)
    tracks = StationTracks(ASSIGNMENT, Judging(Judged.EXERCISE), LIMITS)
    reported = ended(fed(tracks, pose_frames("a", {1: first, 2: second})))
    of_first, of_second = ([rep for track, rep in reported if track == one] for one in (1, 2))
    assert [rep.rep_number for rep in of_first] == [1, 2, 3]
    last = of_first[-1]
    free_us = last.ended_us + (last.ended_us - last.started_us) + 10_000_000
    waited_s = (of_second[0].ended_us - free_us) / 1e6
    assert -0.5 < waited_s < 3
    # Reps are numbered as the person did them, no matter who was judged meanwhile.
    numbers = [rep.rep_number for rep in of_second]
    assert numbers == list(range(numbers[0], 12))
    assert numbers[0] > 1


def test_one_movement_like_a_rep_does_not_block_somebody_who_starts_a_set() -> None:
    lifts_something = squats(REP, *[STANDING] * 6)
    athlete = after(aside(squats(*[REP] * 5), 150), 2.5)
    found = reps(Judged.EXERCISE, {1: lifts_something, 2: athlete})
    assert found == {1: 1, 2: 4}


@pytest.mark.parametrize("judged", list(Judged))
def test_somebody_outside_the_zone_is_never_judged(judged: Judged) -> None:
    inside, outside = aside(squats(REP, REP), -100), aside(squats(REP, REP), 60)
    assert reps(judged, {1: outside, 2: inside}, LEFT_HALF) == {2: 2}


@pytest.mark.parametrize("judged", ONE_PERSON)
def test_somebody_who_leaves_the_zone_can_be_replaced_even_if_still_in_the_picture(
    judged: Judged,
) -> None:
    leaves = one_after_another(
        aside(squats(REP, REP), -160), walking(standing(4), -160, 250), aside(standing(20), 250)
    )
    second = after(aside(squats(REP, REP, REP), -120), 13)
    assert reps(judged, {1: leaves, 2: second}, LEFT_HALF) == {1: 2, 2: 3}


@pytest.mark.parametrize("judged", list(Judged))
def test_reps_outside_the_zone_do_not_count_and_do_not_block_others(
    judged: Judged,
) -> None:
    leaves = one_after_another(walking(standing(4), -160, 250), aside(squats(*[REP] * 5), 250))
    second = after(aside(squats(REP, REP, REP), -120), 6.5)
    assert reps(judged, {1: leaves, 2: second}, LEFT_HALF) == {2: 3}


def test_an_arm_in_the_zone_is_not_a_person() -> None:
    arm = squats(REP, REP)
    kept = [Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST]
    gone = [joint for joint in Joint if joint not in kept]
    arm.keypoints[:, gone] = (np.nan, np.nan, 0)
    tracks = StationTracks(ASSIGNMENT, Judging(Judged.MIDDLE, Zone(0.0, 0.0, 0.9, 1.0)), LIMITS)
    fed(tracks, pose_frames("a", {1: arm}))
    assert len(tracks) == 0


SCENE = pose_frames(
    "a",
    {
        1: aside(squats(REP, REP, *[STANDING] * 6), -150),
        2: after(enlarged(squats(*[REP] * 7), 1.4), 2.2),
        3: after(walking(standing(4), 250, -250), 9),
    },
)[::2]


@pytest.fixture(scope="module")
def uninterrupted() -> dict[Judged, list[TrackEvent]]:
    return {rule: fed(StationTracks(ASSIGNMENT, Judging(rule), LIMITS), SCENE) for rule in Judged}


@settings(max_examples=8)
@given(cuts=st.sets(st.integers(1, len(SCENE) - 1), max_size=4), rule=st.sampled_from(Judged))
def test_frames_fed_in_parts_with_snapshots_between_give_the_same_events(
    uninterrupted: dict[Judged, list[TrackEvent]], cuts: set[int], rule: Judged
) -> None:
    tracks = StationTracks(ASSIGNMENT, Judging(rule), LIMITS)
    events: list[TrackEvent] = []
    edges = [0, *sorted(cuts), len(SCENE)]
    for start, end in pairwise(edges):
        events += fed(tracks, SCENE[start:end])
        tracks = StationTracks.resume(ASSIGNMENT, LIMITS, stored(tracks.snapshot()))
    assert events == uninterrupted[rule]


@pytest.mark.parametrize("rule", list(Judged))
def test_no_rep_is_reported_twice_and_at_most_one_person_is_judged_at_a_time(
    uninterrupted: dict[Judged, list[TrackEvent]], rule: Judged
) -> None:
    reported = [(track_id, rep.started_us) for track_id, rep in ended(uninterrupted[rule])]
    assert len(set(reported)) == len(reported) >= 2
    judged_ids = [track_id for track_id, _ in reported]
    changes = sum(one != other for one, other in pairwise(judged_ids))
    assert changes > 2 if rule is Judged.EVERYBODY else changes <= 1
