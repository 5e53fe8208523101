"""Picking equipment up is no rep, and putting it down ends the set; what is unseen ends nothing."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.scoring import scorer_of_oneself
from spotter.movement.segmentation import RepAbandoned, RepCutter, RepEvent, SetEnded, WhyAbandoned
from spotter.movement.segmentation.handling.grip import learn_grip
from spotter.movement.segmentation.handling.sights import Sight, after_sight
from spotter.movement.segmentation.handling.state import HandlingState, Standstill, Whereabouts
from spotter.movement.values import EquipmentKind, Exercise, Outcome, PoseSeries, ReasonCode
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.tools.tool import Tool
from support.movements.cutting import counts, events_of
from support.movements.filmed import filmed_reference
from support.movements.handled import (
    by_the_body_alone,
    cut,
    floor_lift,
    hand_hidden,
    lifted_from_the_floor,
    one_after_another,
    out_of_sight,
    reps_of,
    set_of,
    stuck,
    template_of,
)
from support.movements.with_equipment import FRONT_DEG, SIDE_DEG, exercise_with
from support.stored import state_bytes, stored_state

SQUAT = exercise_with("squat", EquipmentKind.DUMBBELLS, 45.0)
TEMPLATE = template_of(SQUAT)
SET = set_of("squat", Tool.DUMBBELLS, 45.0)
"""Three squats: dumbbells are picked up by squatting down to them, and put down in the same way."""


def why(events: list[RepEvent]) -> list[WhyAbandoned]:
    return [event.why for event in events if isinstance(event, RepAbandoned)]


def test_of_a_set_of_ten_with_two_drifting_reps_exactly_those_are_named() -> None:
    exercise = exercise_with("squat", EquipmentKind.DUMBBELLS, SIDE_DEG)
    drifting = {FaultKind.DRIFT: frozenset({3, 7})}
    poses = set_of("squat", Tool.DUMBBELLS, SIDE_DEG, reps=10, number=1, faults=drifting)
    reps = reps_of(cut(template_of(exercise), poses))
    assert counts(reps) == [(1, number) for number in range(1, 11)]
    scorer = scorer_of_oneself(exercise)
    verdicts = [scorer.score(poses.between(rep.started_us, rep.ended_us)) for rep in reps]
    faulty = [at for at, one in enumerate(verdicts, 1) if one.outcome is Outcome.FAULTY]
    assert faulty == [3, 7]
    assert all(any(fault.is_of_equipment for fault in verdicts[at - 1].faults) for at in faulty)


def test_by_the_body_alone_picking_up_and_putting_down_would_be_reps() -> None:
    assert len(reps_of(cut(TEMPLATE, by_the_body_alone(SET)))) == 5


def test_picking_up_and_putting_down_are_no_reps_and_the_set_ends_while_somebody_stays() -> None:
    events = cut(TEMPLATE, SET)
    reps = reps_of(events)
    assert counts(reps) == [(1, 1), (1, 2), (1, 3)]
    assert why(events) == [WhyAbandoned.HANDLING, WhyAbandoned.HANDLING]
    cutter = RepCutter(TEMPLATE)
    assert SetEnded(1, reps[-1].ended_us) in events_of(cutter, SET)


@pytest.mark.parametrize(
    ("exercise", "kind", "yaw_deg"),
    [
        ("squat", EquipmentKind.BARBELL, SIDE_DEG),
        ("lunge", EquipmentKind.KETTLEBELL, FRONT_DEG),
        ("biceps-curl", EquipmentKind.DUMBBELLS, FRONT_DEG),
        ("overhead-press", EquipmentKind.BARBELL, FRONT_DEG),
    ],
)
def test_whatever_the_tool_it_ends_the_set_where_it_is_put_down(
    exercise: str, kind: EquipmentKind, yaw_deg: float
) -> None:
    template = template_of(exercise_with(exercise, kind, yaw_deg))
    poses = set_of(exercise, Tool(kind.value), yaw_deg)
    events = events_of(RepCutter(template), poses)
    assert counts(reps_of(events)) == [(1, 1), (1, 2), (1, 3)]
    assert [event.set_number for event in events if isinstance(event, SetEnded)] == [1]


def test_put_down_and_picked_up_again_there_are_two_sets() -> None:
    twice = one_after_another(SET, set_of("squat", Tool.DUMBBELLS, 45.0, seed=4))
    reps = reps_of(cut(TEMPLATE, twice))
    assert counts(reps) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]


def test_of_equipment_that_is_never_seen_nothing_is_known_and_every_rep_counts() -> None:
    unseen, alone = out_of_sight(SET), by_the_body_alone(SET)
    assert cut(TEMPLATE, unseen) == cut(TEMPLATE, alone)
    scorer = scorer_of_oneself(SQUAT)
    for rep in reps_of(cut(TEMPLATE, unseen)):
        reason = scorer.score(unseen.between(rep.started_us, rep.ended_us)).reason
        assert reason is not None
        assert reason.code is ReasonCode.EQUIPMENT_UNSEEN


@pytest.mark.parametrize("begins_s", [4.0, 6.5, 8.0, 9.0])
@pytest.mark.parametrize("lasts_s", [1.0, 5.0])
def test_lost_from_sight_it_has_not_been_put_down(begins_s: float, lasts_s: float) -> None:
    held = set_of("squat", Tool.DUMBBELLS, 45.0, reps=5, picked_up=False, put_down=False)
    poses = out_of_sight(held, begins_s, begins_s + lasts_s)
    assert cut(TEMPLATE, poses) == cut(TEMPLATE, by_the_body_alone(held))


@pytest.mark.parametrize("yaw_deg", [FRONT_DEG, 45.0, SIDE_DEG])
def test_held_equipment_ends_no_set_from_wherever_it_is_seen(yaw_deg: float) -> None:
    template = template_of(exercise_with("squat", EquipmentKind.BARBELL, SIDE_DEG))
    poses = set_of("squat", Tool.BARBELL, yaw_deg, reps=5, picked_up=False, put_down=False)
    assert cut(template, poses) == cut(template, by_the_body_alone(poses))


def test_a_weight_that_stands_on_the_floor_between_reps_with_the_hands_on_it_is_held() -> None:
    template, poses = template_of(floor_lift()), lifted_from_the_floor(6)
    events = cut(template, poses)
    assert len(reps_of(events)) == len(reps_of(cut(template, by_the_body_alone(poses)))) == 6
    assert {rep.set_number for rep in reps_of(events)} == {1}


def test_somebody_who_puts_it_down_and_goes_on_without_it_begins_another_set() -> None:
    bare = out_of_sight(
        set_of("squat", Tool.DUMBBELLS, 45.0, seed=5, picked_up=False, put_down=False)
    )
    reps = reps_of(cut(TEMPLATE, one_after_another(SET, bare)))
    assert counts(reps) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]


@pytest.mark.parametrize("split_s", [2.0, 3.0, 17.0, 17.5, 18.0])
def test_a_cutter_restored_from_its_state_goes_on_as_if_nothing_had_been(split_s: float) -> None:
    at_us = round(split_s * 1e6)
    whole, cutter = RepCutter(TEMPLATE), RepCutter(TEMPLATE)
    before, after = SET.between(0, at_us), SET.between(at_us + 1, 2**62)
    events = events_of(cutter, before)
    assert cutter.state.handling != HandlingState()
    restored = RepCutter(TEMPLATE, stored_state(cutter.state))
    events += events_of(restored, after) + restored.finish()
    assert events == events_of(whole, SET) + whole.finish()
    assert state_bytes(restored.state) == state_bytes(whole.state)


def test_an_exercise_without_equipment_takes_no_notice_of_it() -> None:
    bare = replace(SQUAT, references=(replace(SQUAT.references[0], reps=_bare(SQUAT)),))
    template = template_of(bare)
    assert template.grip is None
    cutter, alone = RepCutter(template), RepCutter(template)
    assert events_of(cutter, SET) == events_of(alone, by_the_body_alone(SET))
    assert state_bytes(cutter.state) == state_bytes(alone.state)
    assert learn_grip([filmed_reference("squat")]) is None


def _bare(exercise: Exercise) -> tuple[PoseSeries, ...]:
    return tuple(by_the_body_alone(rep) for rep in exercise.references[0].reps)


def test_a_hand_that_leaves_for_a_moment_has_not_put_it_down() -> None:
    held = set_of("biceps-curl", Tool.DUMBBELLS, FRONT_DEG, picked_up=False, put_down=False)
    keypoints = held.keypoints.copy()
    moment = (held.times_s > 3.6) & (held.times_s < 3.95)
    for wrist in (4, 7):
        keypoints[moment, wrist, 1] -= 60
    template = template_of(exercise_with("biceps-curl", EquipmentKind.DUMBBELLS, FRONT_DEG))
    events = events_of(RepCutter(template), replace(held, keypoints=keypoints))
    assert not [event for event in events if isinstance(event, SetEnded)]
    assert np.all([rep.set_number == 1 for rep in reps_of(events)])


@pytest.mark.parametrize(
    ("exercise", "kind", "yaw_deg", "begins_s"),
    [
        ("squat", EquipmentKind.BARBELL, SIDE_DEG, 4.2),
        ("squat", EquipmentKind.DUMBBELLS, 45.0, 5.1),
        ("biceps-curl", EquipmentKind.DUMBBELLS, FRONT_DEG, 3.9),
    ],
)
def test_no_rep_is_lost_by_a_follower_that_sticks_for_a_moment_and_goes_on_with_the_hand(
    exercise: str, kind: EquipmentKind, yaw_deg: float, begins_s: float
) -> None:
    held = set_of(exercise, Tool(kind.value), yaw_deg, picked_up=False, put_down=False)
    template = template_of(exercise_with(exercise, kind, yaw_deg))
    poses = stuck(held, begins_s, begins_s + 0.8)
    assert len(reps_of(cut(template, poses))) == 3


def test_equipment_that_is_carried_again_before_a_set_has_ended_by_its_being_down_ends_none() -> (
    None
):
    down = HandlingState(Whereabouts.DOWN, is_over=True)
    ends = (Standstill.begin((0.0, 0.0), 0.0, 0), None)
    carried = Sight(
        ends, 0.0, is_near=True, is_carried=True, has_come=False, is_back=False, is_left=False
    )
    assert not after_sight(down, carried, 1).is_over
    assert after_sight(down, replace(carried, is_carried=False), 1).is_over


@pytest.mark.parametrize("lasts_s", [0.6, 0.9])
@pytest.mark.parametrize("begins_s", [3.0, 3.3, 4.5, 5.7, 6.3, 7.5])
def test_an_end_whose_hand_is_hidden_for_a_moment_has_not_been_left(
    begins_s: float, lasts_s: float
) -> None:
    held = set_of("squat", Tool.DUMBBELLS, 45.0, picked_up=False, put_down=False)
    reps = reps_of(cut(TEMPLATE, hand_hidden(held, begins_s, begins_s + lasts_s)))
    assert counts(reps) == [(1, 1), (1, 2), (1, 3)]
