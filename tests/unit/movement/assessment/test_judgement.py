from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.assessment.judgement import Judgement, LearnedReference, judge, judgeable_part
from spotter.movement.values.errors import MovementError
from spotter.movement.values.poses import PoseSeries
from spotter.movement.values.reference import Reference
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Plan
from support.filmed import filmed, filmed_reference

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


def judged(*known: LearnedReference, member: str = "") -> Judgement:
    found = judge(REP, known, member)
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


def test_the_more_reps_of_a_member_are_known_the_more_they_alone_decide() -> None:
    own, others = PEOPLE[0].reference, PEOPLE[1:]
    by_others = judged(*others).score
    apart = []
    for count in (1, 3, 5):
        known = LearnedReference.of(replace(own, reps=own.reps[:count]))
        by_own, both = judged(known).score, judged(known, *others, member=own.person).score
        assert both == pytest.approx((count * by_own + by_others) / (count + 1))
        apart.append(abs(both - by_own) / abs(by_others - by_own))
    assert apart == sorted(apart, reverse=True)


def test_a_member_who_is_not_known_is_judged_by_the_others() -> None:
    assert judged(*PEOPLE, member="nobody").score == judged(*PEOPLE).score


def test_the_reason_is_that_of_the_reference_that_fits_best() -> None:
    pull_up = LearnedReference.of(filmed_reference("pull-up"))
    keypoints = REP.keypoints.copy()
    keypoints[:, 4] = (np.nan, np.nan, 0)
    handless = replace(REP, keypoints=keypoints)
    alone = judge(handless, [PEOPLE[0]])
    assert alone == "out of frame or hidden: right wrist"
    assert judge(handless, [pull_up, PEOPLE[0]]) == alone
    of_side = judge(REP, [SIDE])
    assert str(of_side).startswith("wrong view")
    assert judge(REP, [pull_up, SIDE]) == of_side


def test_unjudgeable_reps_are_not_learned_from() -> None:
    own = PEOPLE[0].reference
    nobody = replace(REP, keypoints=np.full_like(REP.keypoints, np.nan))
    brief = PoseSeries(REP.captured_us[:3], REP.keypoints[:3])
    assert judgeable_part(replace(own, reps=(nobody, *own.reps, brief))).reps == own.reps
    with pytest.raises(MovementError, match="needs a rep that can be judged; found too few frames"):
        judgeable_part(Reference("squat", (brief, nobody)))
