"""tslearn finds the same costs as the kernel that judges."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.alignment import align_overlap
from spotter.movement.values import Exercise, PoseSeries
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from spotter.tslearn_methods.check_dtw import DtwCheck, overlap_cost
from support.movements.filmed import filmed, filmed_reference

SQUAT = Exercise((filmed_reference("squat"), filmed_reference("squat", athlete_number=2)))


@given(cut=st.integers(-24, 24), stretch=st.floats(0.5, 2.0), seed=st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_any_movement_costs_the_same(cut: int, stretch: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    whole = np.cumsum(rng.normal(0, 0.5, (60, 3)), axis=0)
    other = whole[np.round(59 * np.linspace(0, 1, 60) ** stretch).astype(int)]
    one = whole[cut:] if cut > 0 else whole[: 60 + cut]
    one = one + rng.normal(0, 0.2, one.shape)
    assert overlap_cost(one, other) == pytest.approx(align_overlap(one, other)[1], abs=1e-9)


def squat_rep() -> PoseSeries:
    plan = Plan("squat", reps=1, faults={FaultKind.SHALLOW: frozenset({1})})
    return filmed(plan, seed=3)[1]


def test_of_a_judged_rep_every_alignment_costs_the_same() -> None:
    assert DtwCheck(SQUAT).largest_difference(squat_rep()) < 1e-9


def test_a_rep_that_cannot_be_judged_has_no_alignment() -> None:
    assert DtwCheck(SQUAT).largest_difference(replace(squat_rep()).between(0, 0)) == 0


def test_a_kernel_that_errs_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    path = np.zeros((1, 2), dtype=np.uint16)
    monkeypatch.setattr(
        "spotter.tslearn_methods.check_dtw.align_overlap", lambda _one, _other: (path, 0.0)
    )
    assert DtwCheck(SQUAT).largest_difference(squat_rep()) > 0.1
