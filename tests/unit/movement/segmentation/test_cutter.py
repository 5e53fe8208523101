from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.geometry.body_size import body_size_px
from spotter.movement.segmentation import (
    RepAbandoned,
    RepCutter,
    RepEnded,
    RepStarted,
    SetEnded,
    SetStarted,
    Template,
    WhyAbandoned,
    cut_reps,
    learn_template,
)
from spotter.movement.values.errors import MovementError
from spotter.movement.values.poses import Keypoints, Pose, PoseSeries
from spotter.movement.values.skeleton import JOINT_COUNT, MIRROR, Joint
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.cutting import all_events, counts, events_of, joined, later
from support.filmed import filmed, filmed_reference, seen_as
from support.stored import state_bytes, stored_state

SQUAT = learn_template(filmed_reference("squat"))
LUNGE = learn_template(filmed_reference("lunge", View.SIDE))
PERFORMANCE, POSES = filmed(Plan("squat", reps=3))
WIDTH_PX = 640


def mirrored_picture(poses: PoseSeries) -> PoseSeries:
    keypoints = poses.keypoints[:, MIRROR].copy()
    keypoints[..., 0] = WIDTH_PX - keypoints[..., 0]
    return replace(poses, keypoints=keypoints)


def resting(seconds: float, rate_hz: float = 15.0, seed: int = 3) -> PoseSeries:
    frames = round(seconds * rate_hz)
    keypoints = np.repeat(POSES.keypoints[:1], frames, axis=0)
    keypoints[..., :2] += np.random.default_rng(seed).normal(0, 1.5, (frames, JOINT_COUNT, 2))
    return PoseSeries(np.arange(frames, dtype=np.int64) * round(1e6 / rate_hz), keypoints)


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


@pytest.mark.parametrize(("template", "exercise"), [(SQUAT, "squat"), (LUNGE, "lunge")])
def test_a_rep_that_starts_ends_or_is_abandoned_before_the_next_one(
    template: Template, exercise: str
) -> None:
    view = View.FRONT if exercise == "squat" else View.SIDE
    faults = {FaultKind.HALF_REP: frozenset({2}), FaultKind.REST: frozenset({3})}
    poses = filmed(Plan(exercise, reps=5, faults=faults), view, seed=4)[1]
    opened: RepStarted | None = None
    ended_us = 0
    for event in all_events(template, poses):
        if isinstance(event, RepStarted):
            assert opened is None
            opened = event
        elif isinstance(event, RepEnded | RepAbandoned):
            assert opened is not None
            assert (event.set_number, event.rep_number, event.started_us) == (
                opened.set_number,
                opened.rep_number,
                opened.started_us,
            )
            opened = None
        if isinstance(event, RepEnded):
            assert ended_us <= event.started_us < event.ended_us
            ended_us = event.ended_us
    assert opened is None


def test_an_abandoned_fidget_has_the_number_it_started_with() -> None:
    fidget = POSES.between(0, int((PERFORMANCE.reps[0].start_s + 0.75) * 1e6))
    still = replace(resting(6), keypoints=np.repeat(fidget.keypoints[-1:], 90, axis=0))
    events = all_events(SQUAT, joined(fidget, later(still, fidget.captured_us[-1] / 1e6 + 0.07)))
    started = [event for event in events if isinstance(event, RepStarted)]
    given_up = [event for event in events if isinstance(event, RepAbandoned)]
    assert len(started) == len(given_up) == 1
    assert given_up[0].started_us == started[0].started_us


@given(split=st.lists(st.integers(0, len(POSES)), min_size=1, max_size=4))
@settings(max_examples=8)
def test_a_cutter_restored_from_its_state_gives_the_same_events(split: list[int]) -> None:
    cutter, events, first = RepCutter(SQUAT), [], 0
    for last in [*sorted(split), len(POSES)]:
        part = PoseSeries(POSES.captured_us[first:last], POSES.keypoints[first:last])
        events += events_of(cutter, part)
        cutter = RepCutter(SQUAT, stored_state(cutter.state))
        first = last
    assert events + cutter.finish() == all_events(SQUAT, POSES)


def test_reading_the_state_has_no_effect_and_later_poses_do_not_change_it() -> None:
    cutter = RepCutter(SQUAT)
    events = events_of(cutter, POSES.between(0, 3_000_000))
    state = cutter.state
    written = state_bytes(state)
    events += events_of(cutter, POSES.between(3_000_001, 2**62)) + cutter.finish()
    assert state_bytes(state) == written
    assert events == all_events(SQUAT, POSES)


@pytest.mark.parametrize("frames", [0, 1, 20, 47, len(POSES)])
def test_a_stored_state_is_the_same_to_the_bit_and_stays_so_with_the_same_poses(
    frames: int,
) -> None:
    cutter = RepCutter(SQUAT)
    events_of(cutter, PoseSeries(POSES.captured_us[:frames], POSES.keypoints[:frames]))
    restored = RepCutter(SQUAT, stored_state(cutter.state))
    assert state_bytes(restored.state) == state_bytes(cutter.state)
    rest = PoseSeries(POSES.captured_us[frames:], POSES.keypoints[frames:])
    assert events_of(restored, rest) == events_of(cutter, rest)
    assert state_bytes(restored.state) == state_bytes(cutter.state)


def test_the_state_of_a_cutter_by_another_template_is_refused() -> None:
    state = RepCutter(learn_template(filmed_reference("squat"), filmed_reference("squat"))).state
    with pytest.raises(MovementError, match=r"with a template of \d+ ways"):
        RepCutter(SQUAT, state)


def test_an_impossible_state_is_refused() -> None:
    state = RepCutter(SQUAT).state
    with pytest.raises(MovementError, match="found set 0"):
        replace(state, set_number=0)
    with pytest.raises(MovementError, match="way 99"):
        RepCutter(SQUAT, replace(state, excursion_filter=replace(state.excursion_filter, way=99)))
    with pytest.raises(MovementError, match="reach and a pace above 0; found nan"):
        replace(state.wave, reach=np.nan)
    excursion_filter = replace(
        state.excursion_filter, joints=replace(state.excursion_filter.joints, weight=np.zeros(3))
    )
    with pytest.raises(MovementError, match=r"weight must have the shape \(25,\); found \(3,\)"):
        replace(state, excursion_filter=excursion_filter)


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


def test_standing_around_is_no_rep() -> None:
    events = all_events(SQUAT, resting(60))
    assert [event for event in events if isinstance(event, RepEnded | SetStarted)] == []


def test_a_rep_that_was_under_way_at_either_end_of_a_recording_is_none() -> None:
    first, last = PERFORMANCE.reps[0], PERFORMANCE.reps[-1]
    poses = POSES.between(
        round((first.start_s + first.end_s) * 5e5), round((last.start_s + last.end_s) * 5e5)
    )
    reps = cut_reps(SQUAT, poses)
    assert len(reps) == 1
    turn_us = (PERFORMANCE.reps[1].start_s + PERFORMANCE.reps[1].end_s) * 5e5
    assert reps[0].started_us < turn_us < reps[0].ended_us


def test_someone_who_leaves_in_the_middle_of_a_rep_abandons_it() -> None:
    third = PERFORMANCE.reps[2]
    gone_us = round((third.start_s + third.end_s) * 5e5)
    events = all_events(SQUAT, joined(POSES.between(0, gone_us), later(resting(5), 20)))
    abandoned = [event for event in events if isinstance(event, RepAbandoned)]
    assert [(event.set_number, event.rep_number) for event in abandoned] == [(1, 3)]
    reps = [event for event in events if isinstance(event, RepEnded)]
    assert len(reps) == 2
    seen_until_us = POSES.between(0, gone_us).captured_us[-1]
    assert abandoned[0].lost == RepEnded(
        1, 3, abandoned[0].started_us, int(seen_until_us), reps[0].started_us
    )


def test_a_rep_in_which_somebody_was_lost_keeps_its_number() -> None:
    third = PERFORMANCE.reps[2]
    before = POSES.between(0, round((third.start_s + third.end_s) * 5e5))
    events = all_events(SQUAT, joined(before, later(POSES, before.times_s[-1] + 5)))
    numbers = [event.rep_number for event in events if isinstance(event, RepEnded)]
    assert numbers == [1, 2, 4, 5, 6]


def test_somebody_who_is_lost_before_the_first_rep_of_a_set_has_lost_none() -> None:
    first = PERFORMANCE.reps[0]
    events = all_events(SQUAT, POSES.between(0, round((first.start_s + first.end_s) * 5e5)))
    abandoned = [event for event in events if isinstance(event, RepAbandoned)]
    assert [(event.why, event.lost) for event in abandoned] == [(WhyAbandoned.END_UNSEEN, None)]


def test_a_gap_between_reps_loses_none() -> None:
    second = PERFORMANCE.reps[1]
    between_us = round(PERFORMANCE.reps[0].end_s * 1e6 + 3e5)
    rest = POSES.between(between_us, 2**62)
    events = cut_reps(SQUAT, joined(POSES.between(0, between_us - 1), later(rest, 4)))
    assert len(events) == 3
    assert events[1].started_us / 1e6 == pytest.approx(second.start_s + 4, abs=0.5)


def test_frames_that_are_lost_here_and_there_do_not_change_the_count() -> None:
    kept = np.random.default_rng(6).random(len(POSES)) > 0.3
    assert len(cut_reps(SQUAT, PoseSeries(POSES.captured_us[kept], POSES.keypoints[kept]))) == 3


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


def test_a_rep_whose_start_was_not_seen_is_abandoned_when_it_ends() -> None:
    first = PERFORMANCE.reps[0]
    events = all_events(SQUAT, POSES.between(round((first.start_s + first.end_s) * 5e5), 2**62))
    abandoned = [event for event in events if isinstance(event, RepAbandoned)]
    assert [event.why for event in abandoned] == [WhyAbandoned.START_UNSEEN]
    assert abandoned[0].back_us is not None
    assert abandoned[0].back_us / 1e6 == pytest.approx(first.end_s, abs=0.5)
    assert len([event for event in events if isinstance(event, RepEnded)]) == 2


def test_a_rep_whose_end_was_not_seen_is_told_from_a_fidget() -> None:
    last = PERFORMANCE.reps[-1]
    events = all_events(SQUAT, POSES.between(0, round((last.start_s + last.end_s) * 5e5)))
    abandoned = [event for event in events if isinstance(event, RepAbandoned)]
    assert [event.why for event in abandoned] == [WhyAbandoned.END_UNSEEN]


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


@given(
    share=st.floats(0, 1),
    joint=st.none() | st.integers(0, JOINT_COUNT - 1),
    seed=st.integers(0, 99),
)
@settings(max_examples=15)
def test_a_cutter_survives_missing_joints_and_its_state_can_be_stored(
    share: float, joint: int | None, seed: int
) -> None:
    keypoints = POSES.keypoints.copy()
    keypoints[np.random.default_rng(seed).random(keypoints.shape) < share] = np.nan
    if joint is not None:
        keypoints[:, np.arange(JOINT_COUNT) != joint] = (np.nan, np.nan, 0)
    cutter = RepCutter(SQUAT)
    events = events_of(cutter, replace(POSES, keypoints=keypoints))
    assert state_bytes(stored_state(cutter.state)) == state_bytes(cutter.state)
    ended = [event for event in events + cutter.finish() if isinstance(event, RepEnded)]
    assert len(ended) <= 3
    assert all(event.started_us < event.ended_us for event in ended)


def test_infinite_and_huge_coordinates_do_no_harm() -> None:
    keypoints = POSES.keypoints.copy()
    keypoints[40::37, Joint.LEFT_KNEE, 0] = np.inf
    keypoints[40::41, Joint.NECK, 1] = 1e30
    assert len(cut_reps(SQUAT, replace(POSES, keypoints=keypoints))) == 3


def test_thousands_of_still_frames_do_not_make_a_cutter_grow() -> None:
    still = np.repeat(POSES.keypoints[:1], 20_000, axis=0)
    cutter = RepCutter(SQUAT)
    events = events_of(cutter, PoseSeries(np.arange(20_000, dtype=np.int64) * 33_333, still))
    assert events == []
    assert len(state_bytes(cutter.state)) < 10_000


@given(joint=st.integers(0, JOINT_COUNT - 1))
@settings(max_examples=8)
def test_one_joint_that_is_never_seen_does_no_harm(joint: int) -> None:
    keypoints = POSES.keypoints.copy()
    keypoints[:, joint] = (np.nan, np.nan, 0)
    assert len(cut_reps(SQUAT, replace(POSES, keypoints=keypoints))) in (0, 3)


def test_joints_that_flicker_do_not_change_the_count() -> None:
    keypoints = POSES.keypoints.copy()
    lost = np.random.default_rng(8).random(keypoints.shape[:2]) < 0.1
    keypoints[lost] = (np.nan, np.nan, 0)
    assert len(cut_reps(SQUAT, replace(POSES, keypoints=keypoints))) == 3


def test_empty_still_and_single_pose_recordings_have_no_rep() -> None:
    nobody = replace(POSES, keypoints=np.full_like(POSES.keypoints, np.nan))
    statue = replace(POSES, keypoints=np.repeat(POSES.keypoints[:1], len(POSES), axis=0))
    one_place = replace(POSES, keypoints=np.ones_like(POSES.keypoints))
    for poses in (nobody, POSES.between(-2, -1), POSES.between(0, 0), statue, one_place):
        assert cut_reps(SQUAT, poses) == []


def test_the_state_of_a_cutter_does_not_grow_during_a_rest() -> None:
    cutter = RepCutter(SQUAT)
    rest = resting(120, rate_hz=60)
    events_of(cutter, rest.between(0, 10_000_000))
    early = len(state_bytes(cutter.state))
    events = events_of(cutter, rest.between(10_000_001, 2**62))
    assert [event for event in events if isinstance(event, RepEnded)] == []
    assert len(state_bytes(cutter.state)) < 1.2 * early


def test_a_long_gap_decides_on_the_open_rep_as_the_end_of_the_recording_does() -> None:
    for frames in range(len(POSES) - 45, len(POSES), 3):
        until_lost = PoseSeries(POSES.captured_us[:frames], POSES.keypoints[:frames])
        back = later(resting(1.0), float(until_lost.captured_us[-1]) / 1e6 + 3.5)
        assert counts(cut_reps(SQUAT, joined(until_lost, back))) == counts(
            cut_reps(SQUAT, until_lost)
        )
