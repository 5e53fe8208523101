"""A set of verdicts, and the praise for fixed faults."""

from dataclasses import replace

import pytest

from spotter.movement.assessment.set_progress import Progress, fixed_faults
from spotter.movement.scoring import make_scorer
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.verdict import Direction, Fault, FaultCode, Outcome, Verdict
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.wording.hints import praise
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

DEEP = Fault(Joint.MID_HIP, 0.5, Direction.HIGHER, 0.3, 20, code=FaultCode.SITS_TOO_HIGH)
OUT = Fault(Joint.LEFT_KNEE, 0.5, Direction.INWARD, 0.2, 20, code=FaultCode.KNEES_IN)
UNSEEN = Verdict.unscorable(Reason(ReasonCode.END_UNSEEN))


def good(score: float = 0.9) -> Verdict:
    return Verdict(Outcome.GOOD, score, 1.0)


def faulty(*faults: Fault) -> Verdict:
    return Verdict(Outcome.FAULTY, 1.5, 1.0, faults=faults)


def said(*verdicts: Verdict) -> list[tuple[Fault, ...]]:
    """The faults that each rep of a set shows to be fixed."""
    return [fixed_faults(verdicts[:place], verdict) for place, verdict in enumerate(verdicts)]


def test_a_fault_is_fixed_after_two_good_reps_and_praised_once() -> None:
    assert said(faulty(DEEP), good(), good(), good()) == [(), (), (DEEP,), ()]


def test_one_rep_that_is_clearly_good_is_enough() -> None:
    assert said(faulty(DEEP), good(0.4), good()) == [(), (DEEP,), ()]


def test_two_good_reps_that_are_not_in_a_row_are_not_enough() -> None:
    assert said(faulty(DEEP), good(), faulty(DEEP), good()) == [(), (), (), ()]


def test_an_unscorable_rep_says_nothing_and_does_not_break_the_row() -> None:
    assert said(faulty(DEEP), UNSEEN, UNSEEN) == [(), (), ()]
    assert said(faulty(DEEP), good(), UNSEEN, good()) == [(), (), (), (DEEP,)]


def test_good_reps_before_the_fault_do_not_count() -> None:
    assert said(good(), good(), faulty(DEEP), good()) == [(), (), (), ()]


def test_without_a_fault_there_is_nothing_to_say() -> None:
    assert said(good(0.1), good(0.1), UNSEEN) == [(), (), ()]


def test_a_faulty_rep_never_shows_that_another_fault_is_fixed() -> None:
    verdicts = faulty(DEEP), faulty(OUT), good(), good()
    assert said(*verdicts) == [(), (), (), (OUT, DEEP)]


def test_a_fault_that_comes_back_and_is_fixed_again_is_praised_again() -> None:
    verdicts = faulty(DEEP), good(0.1), faulty(DEEP), good(0.1)
    assert said(*verdicts) == [(), (DEEP,), (), (DEEP,)]


def test_a_fault_of_several_reps_is_fixed_once_as_it_was_last() -> None:
    less = replace(DEEP, size_tl=0.1, frame_index=25)
    assert said(faulty(DEEP), faulty(OUT), faulty(less), good(0.1))[3:] == [(less, OUT)]


def test_rep_by_rep_gives_the_same_as_all_at_once() -> None:
    verdicts = [faulty(DEEP), UNSEEN, good(), faulty(OUT, DEEP), good(), good(0.2)]
    progress, one_by_one = Progress(), []
    for verdict in verdicts:
        progress, words = progress.after(verdict)
        one_by_one.append(words)
    assert one_by_one == said(*verdicts)


@pytest.mark.parametrize(
    ("exercise", "view", "kind", "words"),
    [
        ("squat", View.FRONT, FaultKind.SHALLOW, "Deep enough now."),
        ("pull-up", View.FRONT, FaultKind.SHALLOW, "High enough now."),
        ("squat", View.FRONT, FaultKind.KNEES_IN, "Knees stay out now."),
    ],
)
def test_an_athlete_who_fixes_a_fault_is_praised(
    exercise: str, view: View, kind: FaultKind, words: str
) -> None:
    own = Exercise((filmed_reference(exercise, view),))
    scorer = make_scorer("spotter", own, "athlete 0")
    plan = Plan(exercise, reps=6, faults={kind: frozenset({2, 3})})
    performance, poses = filmed(plan, view)
    verdicts = [
        scorer.score(poses.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6)))
        for rep in performance.reps
    ]
    assert [verdict.outcome for verdict in verdicts[1:3]] == [Outcome.FAULTY] * 2
    found = [[praise(fault) for fault in faults] for faults in said(*verdicts)]
    assert words in found[3] + found[4]
    assert sum(words in of_rep for of_rep in found) == 1
