"""Hints are checked against what the rep shows, whatever they say."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.evaluation.form.hint_truth import HintChecker, HintFigures, HintTruth
from spotter.movement.scoring import SpotterScorer
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.verdict import Direction, Fault, FaultCode
from spotter.movement.values.taught.exercise import Exercise
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

REFERENCE = filmed_reference("squat")
CHECKER = HintChecker([REFERENCE])
PERFORMANCE, POSES = filmed(Plan("squat", reps=2, faults={FaultKind.SHALLOW: frozenset({2})}))
GOOD, SHALLOW = (
    POSES.between(round(rep.start_s * 1e6), round(rep.end_s * 1e6)) for rep in PERFORMANCE.reps
)
VERDICT = SpotterScorer(Exercise((REFERENCE,))).score(SHALLOW)
(FAULT,) = VERDICT.faults


def test_what_is_said_of_a_shallow_squat_is_true() -> None:
    assert FAULT.code is FaultCode.SITS_TOO_HIGH
    assert CHECKER.check(VERDICT, SHALLOW) == HintTruth(
        exists=True, is_large=True, is_short=True, contradicts=False
    )


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        (replace(FAULT, direction=Direction.LOWER), {"exists": False}),
        (replace(FAULT, phase=0.0), {"exists": False}),
        (replace(FAULT, joint=Joint.LEFT_ANKLE), {"exists": False, "is_large": False}),
        (replace(FAULT, code=FaultCode.OUT_OF_PLACE), {"is_short": None}),
    ],
)
def test_what_is_not_true_is_found(fault: Fault, found: dict[str, bool | None]) -> None:
    truth = CHECKER.check(replace(VERDICT, faults=(fault,)), SHALLOW)
    assert truth is not None
    assert {name: getattr(truth, name) for name in found} == found


def test_a_deep_squat_that_is_told_to_go_deeper_is_not_short() -> None:
    truth = CHECKER.check(VERDICT, GOOD)
    assert truth is not None
    assert not truth.is_short


def test_hints_that_ask_for_opposites_contradict() -> None:
    opposite = replace(FAULT, joint=Joint.LEFT_WRIST, direction=Direction.LOWER)
    truth = CHECKER.check(replace(VERDICT, faults=(FAULT, opposite)), SHALLOW)
    assert truth is not None
    assert truth.contradicts


def test_the_figures_are_shares_of_the_faulty_reps_with_a_hint() -> None:
    true = HintTruth(exists=True, is_large=True, is_short=True, contradicts=False)
    wrong = HintTruth(exists=False, is_large=True, is_short=None, contradicts=True)
    figures = HintFigures.of([true, wrong, None])
    assert (figures.faulty, figures.told, figures.told_short, figures.contradicting) == (3, 2, 1, 1)
    assert (figures.exists_ratio, figures.large_ratio, figures.short_ratio) == (0.5, 1.0, 1.0)
    assert np.isnan(HintFigures.of([None]).exists_ratio)
