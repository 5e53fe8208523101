"""By which pattern a rep is named, and when by none."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tslearn.metrics import dtw

from spotter.movement.alignment import band_radius, distance
from spotter.movement.assessment import pattern_distance, pattern_of
from spotter.movement.scoring import SpotterScorer
from spotter.movement.values import (
    Exercise,
    FaultPattern,
    Joint,
    Outcome,
    PoseSeries,
    Verdict,
)
from spotter.movement.wording.verdict_words import hints
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

KNEES, WRIST = [Joint.LEFT_KNEE, Joint.RIGHT_KNEE], Joint.LEFT_WRIST
SQUAT = Exercise((filmed_reference("squat"),))


def curves(across: float, peak: int = 10, wrist: float = 0.0) -> np.ndarray:
    """Both knees deviate most at the phase ``peak``, the left wrist all the time."""
    whole = np.full((20, 25, 2), np.nan)
    whole[:, [*KNEES, WRIST]] = 0.0
    whole[:, KNEES, 0] = across * np.exp(-(((np.arange(20) - peak) / 3) ** 2))[:, None]
    whole[:, WRIST, 1] = wrist
    return whole


KNEES_IN = FaultPattern(curves(2.0).astype(np.float32), 0.3, "knees in", "push your knees out")
KNEES_OUT = FaultPattern(curves(-2.0).astype(np.float32), 0.3, "knees out")


def squat_reps(number: int, fault: FaultKind, seed: int) -> list[PoseSeries]:
    """Reps 1 and 2 are good, 3 and 4 have the fault."""
    plan = Plan("squat", reps=4, faults={fault: frozenset({3, 4})}, body=athlete(number).body)
    performance, poses = filmed(plan, seed=seed)
    times = performance.captured_us
    return [
        poses.between(int(times[rep.first_frame]), int(times[rep.last_frame]))
        for rep in performance.reps
    ]


@given(frames=st.integers(1, 12), more=st.integers(0, 3), seed=st.integers(0, 1000))
@settings(max_examples=40)
def test_the_kernels_distance_is_that_of_tslearn(frames: int, more: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    one, other = rng.normal(size=(frames, 4)), rng.normal(size=(frames + more, 4))
    radius = band_radius(frames + more)
    by_tslearn = dtw(one, other, global_constraint="sakoe_chiba", sakoe_chiba_radius=radius)
    assert distance(one, other) == pytest.approx(float(by_tslearn), abs=1e-9)


def test_the_nearest_pattern_within_its_limit_names_a_rep() -> None:
    assert pattern_of(curves(1.8), [KNEES_OUT, KNEES_IN]) is KNEES_IN
    assert pattern_of(curves(-1.8), [KNEES_OUT, KNEES_IN]) is KNEES_OUT
    assert pattern_of(curves(1.8), []) is None


def test_a_rep_farther_than_the_limit_stays_unnamed() -> None:
    assert pattern_of(curves(0.0), [KNEES_OUT, KNEES_IN]) is None
    assert pattern_of(curves(2.0, wrist=3.0), [KNEES_IN]) is None


def test_the_same_fault_a_little_later_is_the_same_pattern() -> None:
    later = curves(2.0, peak=12)
    assert pattern_distance(later, KNEES_IN) < 0.05
    assert np.sqrt(np.nanmean((later - KNEES_IN.centre) ** 2)) > KNEES_IN.limit


def test_a_joint_that_the_rep_does_not_show_is_not_compared() -> None:
    without_wrist = curves(2.0)
    without_wrist[:, WRIST] = np.nan
    assert pattern_distance(without_wrist, KNEES_IN) == pytest.approx(0.0, abs=1e-6)


def test_a_rep_that_hides_what_makes_up_the_pattern_stays_unnamed() -> None:
    without_knee = curves(2.0)
    without_knee[:, Joint.LEFT_KNEE] = np.nan
    assert pattern_distance(without_knee, KNEES_IN) == np.inf
    assert pattern_of(np.full((20, 25, 2), np.nan), [KNEES_IN]) is None


@pytest.fixture(scope="module")
def named() -> Exercise:
    """Squats whose shallow reps a trainer has named."""
    shown = SpotterScorer(SQUAT).fault_curves(squat_reps(1, FaultKind.SHALLOW, 1)[2])
    assert shown is not None
    pattern = FaultPattern(shown.astype(np.float32), 0.6, "half squat", "sit on the box")
    return replace(SQUAT, patterns=(pattern,))


def judged(exercise: Exercise, rep: PoseSeries) -> Verdict:
    return SpotterScorer(exercise).score(rep)


def test_a_faulty_rep_is_named_and_told_in_the_trainers_words(named: Exercise) -> None:
    for rep in squat_reps(2, FaultKind.SHALLOW, 2)[2:]:
        verdict = judged(named, rep)
        assert verdict.pattern == "half squat"
        assert hints(verdict)[0].startswith("Sit on the box: ")


def test_reps_of_another_fault_and_good_reps_are_told_as_before(named: Exercise) -> None:
    for rep in squat_reps(2, FaultKind.KNEES_IN, 3):
        verdict = judged(named, rep)
        assert not verdict.pattern
        assert hints(verdict) == hints(judged(SQUAT, rep))


def test_patterns_change_no_outcome_and_no_score(named: Exercise) -> None:
    for rep in squat_reps(2, FaultKind.SHALLOW, 4):
        one, other = judged(named, rep), judged(SQUAT, rep)
        assert (one.outcome, one.score, one.threshold) == (
            other.outcome,
            other.score,
            other.threshold,
        )


def test_only_a_faulty_rep_has_fault_curves() -> None:
    good, _, faulty, _ = squat_reps(0, FaultKind.SHALLOW, 5)
    scorer = SpotterScorer(SQUAT)
    assert scorer.score(good).outcome is Outcome.GOOD
    assert scorer.fault_curves(good) is None
    found = scorer.fault_curves(faulty)
    assert found is not None
    assert found.shape == (20, 25, 2)
    assert np.nanmin(found[8:12, Joint.NECK, 1]) > 1
