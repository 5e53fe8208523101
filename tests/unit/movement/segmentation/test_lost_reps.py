"""What becomes of reps that were not seen whole, and of what is none."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.segmentation import (
    RepAbandoned,
    RepEnded,
    RepStarted,
    SetStarted,
    Template,
    WhyAbandoned,
    cut_reps,
)
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import JOINT_COUNT
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.cut_squats import LUNGE, PERFORMANCE, POSES, SQUAT, resting
from support.movements.cutting import all_events, counts, joined, later
from support.movements.filmed import filmed


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


def test_a_long_gap_decides_on_the_open_rep_as_the_end_of_the_recording_does() -> None:
    for frames in range(len(POSES) - 45, len(POSES), 3):
        until_lost = PoseSeries(POSES.captured_us[:frames], POSES.keypoints[:frames])
        back = later(resting(1.0), float(until_lost.captured_us[-1]) / 1e6 + 3.5)
        assert counts(cut_reps(SQUAT, joined(until_lost, back))) == counts(
            cut_reps(SQUAT, until_lost)
        )
