from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from spotter.movement.scoring import SpotterScorer, scorer_of_oneself
from spotter.movement.values import (
    Baseline,
    Direction,
    EquipmentEnd,
    EquipmentKind,
    Fault,
    FaultCode,
    Hands,
    Joint,
    Moment,
    Outcome,
    PoseSeries,
    ReasonCode,
    Reference,
    Verdict,
)
from spotter.movement.values.body.poses import NO_ENDS
from spotter.movement.wording.hints import hint
from spotter.movement.wording.languages.german import GERMAN
from spotter.movement.wording.verdict_words import notes, why_unscorable
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.tools.tool import Tool
from support.movements.with_equipment import FRONT_DEG, SIDE_DEG, exercise_with, reps_with

TWO = frozenset({4, 8})


@cache
def scorer(exercise: str, kind: EquipmentKind, yaw_deg: float) -> SpotterScorer:
    return scorer_of_oneself(exercise_with(exercise, kind, yaw_deg))


def set_of_ten(
    exercise: str, kind: EquipmentKind, yaw_deg: float, fault: FaultKind
) -> list[Verdict]:
    reps = reps_with(exercise, Tool(kind.value), yaw_deg, reps=10, faults={fault: TWO})
    return [scorer(exercise, kind, yaw_deg).score(rep) for rep in reps]


def numbers_of_faulty(verdicts: list[Verdict]) -> set[int]:
    return {number for number, one in enumerate(verdicts, 1) if one.outcome is Outcome.FAULTY}


def test_of_a_set_of_ten_with_two_drifting_reps_exactly_those_are_named() -> None:
    verdicts = set_of_ten("squat", EquipmentKind.BARBELL, SIDE_DEG, FaultKind.DRIFT)

    assert numbers_of_faulty(verdicts) == TWO
    for number in TWO:
        fault = next(one for one in verdicts[number - 1].faults if one.is_of_equipment)
        assert fault.code is FaultCode.EQUIPMENT_DRIFTS
        assert fault.direction is Direction.FORWARD
        assert fault.moment is Moment.WAY_UP
        assert 0.10 < fault.size_tl < 0.22  # 8 cm of a torso of half a metre are 0.16


def test_by_their_own_first_reps_a_stranger_s_drifting_reps_are_named_too() -> None:
    by_another = SpotterScorer(exercise_with("squat", EquipmentKind.BARBELL, SIDE_DEG, number=2))
    reps = reps_with("squat", Tool.BARBELL, SIDE_DEG, reps=10, faults={FaultKind.DRIFT: TWO})
    baseline = Baseline("first", ("1", "2", "3"), tuple(reps[:3]))

    verdicts = [by_another.score(rep, baseline) for rep in reps[3:]]

    faulty = {number for number, one in enumerate(verdicts, 4) if one.outcome is Outcome.FAULTY}
    assert faulty == TWO
    assert all(
        any(fault.code is FaultCode.EQUIPMENT_DRIFTS for fault in verdicts[number - 4].faults)
        for number in TWO
    )


def test_a_bar_that_tilts_by_9_degrees_is_named_with_its_lower_end() -> None:
    verdicts = set_of_ten("overhead-press", EquipmentKind.BARBELL, FRONT_DEG, FaultKind.TILT)

    assert numbers_of_faulty(verdicts) == TWO
    for number in TWO:
        fault = verdicts[number - 1].faults[0]
        assert (fault.code, fault.joint) == (FaultCode.EQUIPMENT_TILTS, EquipmentEnd.LEFT)
        assert fault.tilt_deg == pytest.approx(9, abs=1.5)


def test_in_a_mirror_the_other_end_is_the_lower_one() -> None:
    reps = reps_with(
        "overhead-press",
        Tool.BARBELL,
        FRONT_DEG,
        reps=2,
        faults={FaultKind.TILT: frozenset({2})},
    )
    mirrored = in_a_mirror(reps[1])

    fault = scorer("overhead-press", EquipmentKind.BARBELL, FRONT_DEG).score(mirrored).faults[0]

    assert (fault.code, fault.joint) == (FaultCode.EQUIPMENT_TILTS, EquipmentEnd.RIGHT)


def test_dumbbells_that_stop_below_the_shoulders_are_said_not_to_reach_them() -> None:
    verdicts = set_of_ten("biceps-curl", EquipmentKind.DUMBBELLS, FRONT_DEG, FaultKind.SHALLOW)

    for number in TWO:
        fault = verdicts[number - 1].faults[0]
        assert fault.code is FaultCode.EQUIPMENT_STOPS_SHORT
        assert fault.short_of is Joint.NECK
        assert "the dumbbells higher: they do not reach your shoulders" in hint(fault)
        assert "sie erreichen deine Schultern" in hint(fault, GERMAN)


def test_a_rep_without_the_bar_says_so() -> None:
    rep = reps_with("squat", Tool.BARBELL, SIDE_DEG, reps=1)[0]
    bare = replace(rep, equipment=np.tile(NO_ENDS, (len(rep), 1, 1)))

    verdict = scorer("squat", EquipmentKind.BARBELL, SIDE_DEG).score(bare)

    assert verdict.outcome is Outcome.UNSCORABLE
    assert verdict.reason is not None
    assert verdict.reason.code is ReasonCode.EQUIPMENT_UNSEEN
    assert why_unscorable(verdict).startswith("without the bar: expected in the hands")
    assert why_unscorable(verdict, GERMAN).startswith("ohne Gerät (Stange)")


def test_a_bar_that_is_held_and_not_followed_is_seen_poorly_rather_than_missing() -> None:
    rep = reps_with("squat", Tool.BARBELL, SIDE_DEG, reps=1)[0]
    seen = np.arange(len(rep)) < 0.3 * len(rep)
    assert rep.equipment is not None
    hidden = np.where(seen[:, None, None], rep.equipment, NO_ENDS)
    judge = scorer("squat", EquipmentKind.BARBELL, SIDE_DEG).score

    def judged(hands: Hands, share: float) -> Verdict:
        known = np.where(np.arange(len(rep)) >= (1 - share) * len(rep), hands, Hands.UNKNOWN)
        return judge(replace(rep, equipment=hidden, hands=known.astype(np.uint8)))

    held = judged(Hands.HELD, 0.7)
    assert held.outcome is Outcome.UNSCORABLE
    assert held.reason is not None
    assert held.reason.code is ReasonCode.EQUIPMENT_SEEN_POORLY
    assert why_unscorable(held).startswith("the bar cannot be seen well from here: something is in")
    assert why_unscorable(held, GERMAN).startswith("Gerät (Stange) von hier aus schlecht zu sehen")
    for others in (judged(Hands.EMPTY, 0.7), judged(Hands.UNKNOWN, 1), judged(Hands.HELD, 0.2)):
        assert others.reason is not None
        assert others.reason.code is ReasonCode.EQUIPMENT_UNSEEN


@pytest.mark.parametrize("hands", [Hands.HELD, Hands.EMPTY])
def test_what_is_said_of_hands_changes_no_verdict_of_a_rep_whose_bar_is_seen(hands: Hands) -> None:
    rep = reps_with("squat", Tool.BARBELL, SIDE_DEG, reps=1)[0]
    said = replace(rep, hands=np.full(len(rep), hands, np.uint8))
    judge = scorer("squat", EquipmentKind.BARBELL, SIDE_DEG).score

    assert judge(said).score == judge(rep).score
    assert judge(said).outcome is judge(rep).outcome


def test_a_rep_with_another_tool_is_without_its_own() -> None:
    wrong = {FaultKind.WRONG_EQUIPMENT: frozenset({2})}
    reps = reps_with("squat", Tool.BARBELL, FRONT_DEG, reps=3, faults=wrong)

    judged = [scorer("squat", EquipmentKind.BARBELL, FRONT_DEG).score(rep) for rep in reps]

    assert [one.outcome for one in judged] == [Outcome.GOOD, Outcome.UNSCORABLE, Outcome.GOOD]


def test_where_nobody_followed_the_equipment_the_body_alone_is_judged_and_that_is_said() -> None:
    rep = reps_with("squat", Tool.BARBELL, SIDE_DEG, reps=1)[0]

    verdict = scorer("squat", EquipmentKind.BARBELL, SIDE_DEG).score(replace(rep, equipment=None))

    assert verdict.outcome is Outcome.GOOD
    assert verdict.by_body_alone
    assert notes(verdict)[-1] == "Judged by the body alone: the equipment was not followed."


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_a_recording_without_the_bar_excuses_no_rep_whose_bar_drifts(*, is_confirmed: bool) -> None:
    taught = exercise_with("squat", EquipmentKind.BARBELL, SIDE_DEG)
    rep = replace(reps_with("squat", Tool.BARBELL, SIDE_DEG, reps=1, seed=9)[0], equipment=None)
    bare = Reference("squat", (rep,), taught.references[0].person, is_confirmed=is_confirmed)
    both = scorer_of_oneself(replace(taught, references=(bare, *taught.references)))
    drifts = {FaultKind.DRIFT: frozenset({2})}

    good, faulty = map(
        both.score, reps_with("squat", Tool.BARBELL, SIDE_DEG, reps=2, faults=drifts)
    )

    assert [good.outcome, faulty.outcome] == [Outcome.GOOD, Outcome.FAULTY]
    assert faulty.faults[0].code is FaultCode.EQUIPMENT_DRIFTS
    assert not good.by_body_alone
    assert both.score(rep).by_body_alone


def test_without_equipment_in_the_exercise_its_ends_change_nothing_to_the_bit() -> None:
    exercise = replace(exercise_with("squat", EquipmentKind.BARBELL, SIDE_DEG), equipment=None)
    faults = {FaultKind.DRIFT: frozenset({2})}
    for rep in reps_with("squat", Tool.BARBELL, SIDE_DEG, reps=2, faults=faults):
        with_ends = scorer_of_oneself(exercise).score(rep)
        bare = scorer_of_oneself(exercise.as_judged()).score(replace(rep, equipment=None))

        assert (with_ends.score, with_ends.threshold) == (bare.score, bare.threshold)
        assert with_ends.faults == bare.faults


def test_a_drift_is_told_with_the_bar_how_far_and_when() -> None:
    fault = Fault(
        EquipmentEnd.LEFT,
        phase=0.75,
        direction=Direction.FORWARD,
        size_tl=0.22,
        frame_index=30,
        code=FaultCode.EQUIPMENT_DRIFTS,
        moment=Moment.WAY_UP,
        equipment=EquipmentKind.BARBELL,
    )
    tilt = replace(fault, code=FaultCode.EQUIPMENT_TILTS, direction=Direction.LOWER, tilt_deg=9.1)

    assert hint(fault) == "Keep the bar back: it drifts about 11 cm forward on the way up."
    assert hint(fault, GERMAN) == (
        "Stange hinten halten: sie weicht auf dem Weg nach oben etwa 11 cm nach vorn ab."
    )
    assert hint(tilt) == (
        "Keep the bar level: its left end is 9 degrees lower than in the reference on the way up."
    )
    assert "das linke Ende ist auf dem Weg nach oben 9 Grad tiefer" in hint(tilt, GERMAN)


def in_a_mirror(rep: PoseSeries, width_px: float = 640.0) -> PoseSeries:
    assert rep.equipment is not None
    keypoints, ends = rep.keypoints.copy(), rep.equipment[:, ::-1].copy()
    sides = [
        Joint[one.name.replace("LEFT", "R_").replace("RIGHT", "LEFT").replace("R_", "RIGHT")]
        for one in Joint
    ]
    keypoints = keypoints[:, sides]
    for points in (keypoints, ends):
        points[..., 0] = width_px - points[..., 0]
    return PoseSeries(rep.captured_us, keypoints, equipment=ends)
