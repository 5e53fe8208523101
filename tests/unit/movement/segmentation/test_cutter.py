"""Reps are found in movement, whoever does them and however they are filmed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.segmentation import (
    RepCutter,
    RepEnded,
    RepStarted,
    SetEnded,
    SetStarted,
    cut_reps,
    learn_template,
)
from spotter.movement.values.body.poses import Keypoints, Pose, PoseSeries
from spotter.movement.values.body.skeleton import JOINT_COUNT, MIRROR, Joint
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.cut_squats import LUNGE, PERFORMANCE, POSES, SQUAT, resting
from support.movements.cutting import all_events, counts, joined, later
from support.movements.filmed import filmed, filmed_reference, seen_as

WIDTH_PX = 640


def mirrored_picture(poses: PoseSeries) -> PoseSeries:
    keypoints = poses.keypoints[:, MIRROR].copy()
    keypoints[..., 0] = WIDTH_PX - keypoints[..., 0]
    return replace(poses, keypoints=keypoints)


def stepping_about(
    pose: Keypoints, frames: int, size_px: float, rng: np.random.Generator
) -> Keypoints:
    """Movement from the pose and back to it: dipping a little and shaking both arms."""
    time_s = np.arange(frames) / 30
    edges = np.minimum(1, np.minimum(time_s, time_s[::-1]) / 0.5)[:, None]
    across, dip, shake = (np.sin(time_s * hz * 6.28 + rng.random()) for hz in (0.3, 0.7, 2.5))
    keypoints = np.repeat(pose[None], frames, axis=0)
    keypoints[..., 0] += 0.2 * size_px * edges * across[:, None]
    above = [joint for joint in range(JOINT_COUNT) if "ANKLE" not in Joint(joint).name]
    keypoints[:, above, 1] += 0.06 * size_px * edges * dip[:, None]
    for wrist in (Joint.LEFT_WRIST, Joint.RIGHT_WRIST):
        keypoints[:, wrist, 1] += 0.1 * size_px * edges[:, 0] * shake
    keypoints[..., :2] += rng.normal(0, 1.5, keypoints[..., :2].shape)
    return keypoints


def test_every_rep_is_found_about_where_it_was_performed() -> None:
    reps = cut_reps(SQUAT, POSES)
    assert counts(reps) == [(1, 1), (1, 2), (1, 3)]
    for rep, truth in zip(reps, PERFORMANCE.reps, strict=True):
        assert rep.started_us / 1e6 == pytest.approx(truth.start_s, abs=0.5)
        assert rep.ended_us / 1e6 == pytest.approx(truth.end_s, abs=0.5)


def test_a_set_starts_with_its_first_rep_and_ends_with_the_recording() -> None:
    events = all_events(SQUAT, POSES)
    kinds = [type(event) for event in events]
    assert kinds == [RepStarted, SetStarted, *[RepEnded, RepStarted] * 2, RepEnded, SetEnded]
    first, last = events[2], events[-2]
    assert isinstance(first, RepEnded)
    assert isinstance(last, RepEnded)
    assert events[1] == SetStarted(1, first.started_us)
    assert events[-1] == SetEnded(1, last.ended_us)


@given(
    scale=st.floats(0.4, 3),
    across_px=st.floats(-500, 500),
    down_px=st.floats(-500, 500),
    mirrored=st.booleans(),
)
@settings(max_examples=8)
def test_size_place_and_mirror_of_the_picture_do_not_change_the_reps(
    scale: float, across_px: float, down_px: float, *, mirrored: bool
) -> None:
    seen = mirrored_picture(POSES) if mirrored else POSES
    reps = cut_reps(SQUAT, seen_as(seen, scale=scale, shift_px=(across_px, down_px)))
    expected = cut_reps(SQUAT, POSES)
    assert counts(reps) == counts(expected)
    for one, other in zip(reps, expected, strict=True):
        assert one.started_us == pytest.approx(other.started_us, abs=200_000)
        assert one.ended_us == pytest.approx(other.ended_us, abs=200_000)


def test_someone_who_faces_the_other_way_is_counted_too() -> None:
    poses = filmed(Plan("lunge", reps=4), View.SIDE)[1]
    assert counts(cut_reps(LUNGE, mirrored_picture(poses))) == counts(cut_reps(LUNGE, poses))
    assert len(cut_reps(LUNGE, poses)) == 4


@pytest.mark.parametrize("rate_hz", [10, 24, 60])
def test_the_frame_rate_does_not_change_the_count(rate_hz: float) -> None:
    assert len(cut_reps(SQUAT, filmed(Plan("squat", reps=4, rate_hz=rate_hz))[1])) == 4


@pytest.mark.parametrize("rep_s", [1.2, 6.0])
def test_other_tempi_than_the_references_are_counted(rep_s: float) -> None:
    assert len(cut_reps(SQUAT, filmed(Plan("squat", reps=3, rep_s=rep_s))[1])) == 3


def test_a_long_rest_ends_the_set_and_numbers_begin_again() -> None:
    pause = later(resting(25), POSES.captured_us[-1] / 1e6 + 0.07)
    again = later(POSES, pause.captured_us[-1] / 1e6 + 0.07)
    events = all_events(SQUAT, joined(POSES, pause, again))
    reps = [event for event in events if isinstance(event, RepEnded)]
    assert counts(reps) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]
    starts_us = [reps[0].started_us] * 3 + [reps[3].started_us] * 3
    assert [rep.set_started_us for rep in reps] == starts_us
    ended = [event for event in events if isinstance(event, SetEnded)]
    assert ended == [SetEnded(1, reps[2].ended_us), SetEnded(2, reps[5].ended_us)]


def test_a_rest_within_a_set_neither_ends_it_nor_counts() -> None:
    poses = filmed(Plan("squat", reps=4, faults={FaultKind.REST: frozenset({1, 2, 3})}))[1]
    assert counts(cut_reps(SQUAT, poses)) == [(1, 1), (1, 2), (1, 3), (1, 4)]


@pytest.mark.parametrize("exercise", ["squat", "biceps-curl"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stepping_about_between_the_reps_of_a_set_neither_adds_nor_loses_one(
    exercise: str, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    performance, poses = filmed(Plan(exercise, reps=6, rate_hz=30))
    size_px, parts = body_size_px(poses.keypoints), []
    for rep in performance.reps:
        parts.append(poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6)).keypoints)
        frames = int(rng.integers(30, 150))
        parts.append(stepping_about(parts[-1][-1], frames, size_px, rng))
    keypoints = np.concatenate(parts)
    times_us = np.arange(len(keypoints), dtype=np.int64) * 33_333
    template = learn_template(filmed_reference(exercise, athlete_number=2))
    assert len(cut_reps(template, PoseSeries(times_us, keypoints))) == 6


def in_part(rep: PoseSeries, depth_ratio: float, tempo_ratio: float) -> PoseSeries:
    """The same rep from time 0, less deep and faster."""
    keypoints = rep.keypoints.copy()
    start = keypoints[0, :, :2]
    keypoints[..., :2] = start + depth_ratio * (keypoints[..., :2] - start)
    times_us = np.round(tempo_ratio * 1e6 * rep.times_s).astype(np.int64)
    return PoseSeries(times_us, keypoints)


@pytest.mark.parametrize(
    ("depth_ratio", "tempo_ratio", "reps"),
    [(0.3, 0.45, 3), (0.3, 0.8, 4), (0.35, 0.35, 3), (0.35, 0.8, 4), (0.2, 0.6, 3)],
)
def test_within_a_set_a_shallow_rep_counts_if_it_takes_its_time_and_a_quick_dip_does_not(
    depth_ratio: float, tempo_ratio: float, reps: int
) -> None:
    first = PERFORMANCE.reps[0]
    rep = POSES.between(round(first.start_s * 1e6), round(first.end_s * 1e6))
    poses = POSES
    for part in (resting(1.5), in_part(rep, depth_ratio, tempo_ratio), resting(2)):
        poses = joined(poses, later(part, poses.captured_us[-1] / 1e6 + 0.07))
    assert len(cut_reps(SQUAT, poses)) == reps


@pytest.mark.parametrize("every", [2, 3, 6])
def test_the_same_recording_thinned_has_the_same_reps(every: int) -> None:
    poses = filmed(Plan("squat", reps=3, rate_hz=60))[1]
    thinned = PoseSeries(poses.captured_us[::every], poses.keypoints[::every])
    reps, expected = cut_reps(SQUAT, thinned), cut_reps(SQUAT, poses)
    assert counts(reps) == counts(expected)
    for one, other in zip(reps, expected, strict=True):
        assert one.started_us == pytest.approx(other.started_us, abs=200_000)
        assert one.ended_us == pytest.approx(other.ended_us, abs=200_000)


@pytest.mark.parametrize("rate_hz", [10, 12, 15, 24, 30, 60])
def test_a_rep_is_reported_soon_after_its_end(rate_hz: float) -> None:
    cutter, poses = RepCutter(SQUAT), filmed(Plan("squat", reps=5, rate_hz=rate_hz))[1]
    late_us = [
        int(captured_us) - event.ended_us
        for captured_us, keypoints in zip(poses.captured_us, poses.keypoints, strict=True)
        for event in cutter.feed(Pose(int(captured_us), keypoints))
        if isinstance(event, RepEnded)
    ]
    assert len(late_us) == 5
    assert max(late_us) <= 300_000


def test_someone_who_walks_in_and_kneels_down_for_push_ups_is_counted_from_the_first_on() -> None:
    performance, poses = filmed(Plan("push-up", reps=4), View.SIDE)
    template = learn_template(filmed_reference("push-up", View.SIDE))
    size_px = body_size_px(poses.keypoints)
    standing = np.repeat(poses.keypoints[:1], 45, axis=0)
    standing[..., 1] -= np.linspace(2.0 * size_px, 0, 45)[:, None]
    resting = np.repeat(poses.keypoints[:1], 20, axis=0)
    before = np.concatenate([standing, resting])
    came = PoseSeries(np.arange(len(before), dtype=np.int64) * 66_667, before)
    reps = cut_reps(template, joined(came, later(poses, came.captured_us[-1] / 1e6 + 0.07)))
    assert len(reps) == len(performance.reps)


def test_another_leg_another_side_and_another_body_are_found_from_one_reference() -> None:
    plan = Plan("lunge", reps=4, body=athlete(2).body)
    poses = filmed(plan, View.SIDE, seed=12)[1]
    other_leg = replace(poses, keypoints=poses.keypoints[:, MIRROR])
    for seen in (other_leg, mirrored_picture(other_leg), mirrored_picture(poses)):
        assert len(cut_reps(LUNGE, seen)) == 4


def test_a_reference_from_ahead_finds_reps_seen_from_the_side_and_several_find_both() -> None:
    side = filmed(Plan("squat", reps=4), View.SIDE, seed=12)[1]
    assert len(cut_reps(SQUAT, side)) == 4
    both = learn_template(filmed_reference("squat"), filmed_reference("squat", View.SIDE, 2))
    assert len(cut_reps(both, side)) == 4
    assert len(cut_reps(both, POSES)) == 3


def test_another_exercise_is_no_squat() -> None:
    for exercise in ("biceps-curl", "front-raise", "overhead-press"):
        assert cut_reps(SQUAT, filmed(Plan(exercise, reps=4))[1]) == []


@pytest.mark.parametrize("way", [(0.0, 1.0), (1.0, 0.0)])
def test_a_camera_that_swings_to_and_fro_makes_no_rep(way: tuple[float, float]) -> None:
    poses = resting(30)
    size_px = body_size_px(poses.keypoints)
    swing_px = 0.6 * size_px * np.sin(2 * np.pi * poses.times_s / 4)
    keypoints = poses.keypoints.copy()
    keypoints[..., :2] += swing_px[:, None, None] * np.array(way)
    for template in (SQUAT, LUNGE):
        assert cut_reps(template, replace(poses, keypoints=keypoints)) == []


def test_two_people_whose_tracks_are_mixed_up_now_and_then_do_not_add_a_rep() -> None:
    other = resting(POSES.times_s[-1] + 1, seed=5)
    keypoints = POSES.keypoints.copy()
    for frame in range(20, len(POSES), 23):
        keypoints[frame : frame + 2] = other.keypoints[frame : frame + 2]
        keypoints[frame : frame + 2, :, 0] += 250
    assert len(cut_reps(SQUAT, replace(POSES, keypoints=keypoints))) == 3
