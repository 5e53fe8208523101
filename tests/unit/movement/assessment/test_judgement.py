from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.assessment.faults import largest_pattern
from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement, judge
from spotter.movement.assessment.learned_reference import LearnedReference, judgeable_part
from spotter.movement.assessment.relation import Relation
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

PEOPLE = [
    LearnedReference.of(
        replace(filmed_reference("squat", athlete_number=number), person=f"person {number}")
    )
    for number in (0, 2, 3)
]
SIDE = LearnedReference.of(filmed_reference("squat", View.SIDE))
PERFORMANCE, POSES = filmed(Plan("squat", reps=1), seed=21)
TRUE = PERFORMANCE.reps[0]
REP = POSES.between(round(TRUE.start_s * 1e6), round(TRUE.end_s * 1e6))


SAME, ANOTHER = Relation.SAME_PERSON, Relation.ANOTHER_PERSON


def judged(*known: LearnedReference, relation: Relation = SAME) -> Judgement:
    found = judge(JudgeableRep.of(REP), known, relation)
    assert isinstance(found, Judgement)
    return found


ALONE = [judged(one).score for one in PEOPLE]


def test_the_two_references_that_fit_best_decide_and_the_best_explains() -> None:
    found = judged(*PEOPLE)
    assert found.score == pytest.approx(np.mean(sorted(ALONE)[:2]))
    assert found.reference_index == int(np.argmin(ALONE))


def test_the_order_of_the_references_does_not_matter() -> None:
    assert judged(*PEOPLE[::-1]).score == judged(*PEOPLE).score


def test_a_reference_that_cannot_judge_the_rep_does_not_count() -> None:
    assert judged(SIDE, PEOPLE[0]).score == ALONE[0]
    assert judged(SIDE, PEOPLE[0]).reference_index == 1


def test_another_person_may_deviate_more_where_a_joint_travels_far() -> None:
    """Same trajectory, same model: only the allowance differs, and not for a joint that rests."""
    own, another = (judged(PEOPLE[0], relation=one) for one in (SAME, ANOTHER))
    shrunk = another.deviations.unexplained_ratio / own.deviations.unexplained_ratio
    travel_tl = PEOPLE[0].expected.travel_tl
    assert np.nanmax(shrunk[:, int(np.nanargmax(travel_tl))]) < 0.9
    assert np.nanmin(shrunk[:, Joint.LEFT_ANKLE]) > 0.95
    assert another.score < own.score


def test_a_pattern_in_one_pair_of_joints_counts_although_the_rest_of_the_body_is_right() -> None:
    """Knees that fall in during a lunge, seen from the front, judged by the athlete's own reps."""
    known = [LearnedReference.of(filmed_reference("lunge"))]
    good, knees_in = (_second_lunge(faults) for faults in ({}, {FaultKind.KNEES_IN: {2}}))
    usual, found = (judge(JudgeableRep.of(rep), known, SAME) for rep in (good, knees_in))
    assert isinstance(usual, Judgement)
    assert isinstance(found, Judgement)
    pattern = largest_pattern(found.deviations, found.by.expected)
    assert found.score == pytest.approx(pattern / 4)
    assert found.score > 1.2 * found.deviations.score
    assert usual.score == usual.deviations.score


def test_a_pattern_does_not_count_by_itself_for_a_stranger() -> None:
    known = [LearnedReference.of(filmed_reference("lunge"))]
    found = judge(JudgeableRep.of(_second_lunge({FaultKind.KNEES_IN: {2}})), known, ANOTHER)
    assert isinstance(found, Judgement)
    assert largest_pattern(found.deviations, found.by.expected) / 4 > found.score
    assert found.score == found.deviations.score


def _second_lunge(faults: Mapping[FaultKind, Collection[int]]) -> PoseSeries:
    plan = Plan("lunge", reps=3, faults={kind: frozenset(reps) for kind, reps in faults.items()})
    performance, poses = filmed(plan)
    rep = performance.reps[1]
    return poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6))


def test_the_reason_is_that_of_the_reference_that_fits_best() -> None:
    pull_up = LearnedReference.of(filmed_reference("pull-up"))
    keypoints = REP.keypoints.copy()
    keypoints[:, 10] = (np.nan, np.nan, 0)
    legless = replace(REP, keypoints=keypoints)
    alone = judge(JudgeableRep.of(legless), [PEOPLE[0]], SAME)
    assert alone == Reason(ReasonCode.JOINTS_UNSEEN, joints=(Joint.RIGHT_KNEE,))
    assert judge(JudgeableRep.of(legless), [pull_up, PEOPLE[0]], SAME) == alone
    of_side = judge(JudgeableRep.of(REP), [SIDE], SAME)
    assert isinstance(of_side, Reason)
    assert of_side.code is ReasonCode.TOO_FAR_ROUND
    assert judge(JudgeableRep.of(REP), [pull_up, SIDE], SAME) == of_side


def test_unjudgeable_reps_are_not_learned_from() -> None:
    own = PEOPLE[0].reference
    nobody = replace(REP, keypoints=np.full_like(REP.keypoints, np.nan))
    brief = PoseSeries(REP.captured_us[:3], REP.keypoints[:3])
    assert judgeable_part(replace(own, reps=(nobody, *own.reps, brief))).reps == own.reps
    with pytest.raises(MovementError, match="needs a rep that can be judged; found too few frames"):
        judgeable_part(Reference("squat", (brief, nobody)))
