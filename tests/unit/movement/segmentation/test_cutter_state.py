"""The state of a cutter: kept, restored, refused, and never growing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.segmentation import (
    RepCutter,
    RepEnded,
    cut_reps,
    learn_template,
)
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.movement.values.errors import MovementError
from support.movements.cut_squats import POSES, SQUAT, resting
from support.movements.cutting import all_events, events_of
from support.movements.filmed import filmed_reference
from support.stored import state_bytes, stored_state


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


def test_the_state_of_a_cutter_does_not_grow_during_a_rest() -> None:
    cutter = RepCutter(SQUAT)
    rest = resting(120, rate_hz=60)
    events_of(cutter, rest.between(0, 10_000_000))
    early = len(state_bytes(cutter.state))
    events = events_of(cutter, rest.between(10_000_001, 2**62))
    assert [event for event in events if isinstance(event, RepEnded)] == []
    assert len(state_bytes(cutter.state)) < 1.2 * early
