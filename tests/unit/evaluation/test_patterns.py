"""Whether the evaluation of patterns counts what it says."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.patterns.patterns import PatternFigures, measure_patterns
from spotter.evaluation.statistics import adjusted_rand_index
from spotter.movement.values import FaultPattern

Curves = Sequence[NDArray[np.float64]]


def one_pattern(curves: Curves, _people: Sequence[str], _seed: int) -> list[FaultPattern]:
    """The first rep as a pattern, which takes in everything."""
    return [FaultPattern(curves[0].astype(np.float32), 1000.0)]


def no_pattern(_curves: Curves, _people: Sequence[str], _seed: int) -> list[FaultPattern]:
    return []


@pytest.fixture(scope="module", name="row")
def push_ups() -> PatternFigures:
    """Of the two views of a push-up the side alone shows faults: shallow and half reps."""
    (row,) = measure_patterns(("push-up",), one_pattern, seed=0, processes=1)
    return row


def test_a_pattern_is_called_what_most_of_its_reps_are(row: PatternFigures) -> None:
    assert (row.name, row.kinds, row.patterns) == ("push-up, side", 2, 1)
    assert row.right + row.wrong + row.unnamed == pytest.approx(36, abs=2)
    assert row.right == pytest.approx(18, abs=2)
    assert row.wrong == pytest.approx(18, abs=2)


def test_one_pattern_for_two_kinds_agrees_by_chance(row: PatternFigures) -> None:
    assert row.rand_index == pytest.approx(0, abs=0.01)


def test_foreign_are_the_reps_that_others_patterns_name(row: PatternFigures) -> None:
    assert row.foreign_named == row.wrong


def test_good_reps_are_named_only_when_they_are_called_faulty(row: PatternFigures) -> None:
    assert row.good == 30
    assert row.good_named == 0


def test_without_patterns_nobody_is_named() -> None:
    (row,) = measure_patterns(("push-up",), no_pattern, seed=0, processes=1)
    assert (row.right, row.wrong, row.patterns) == (0, 0, 0)
    assert row.rand_index == pytest.approx(0)


def test_an_unknown_exercise_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="found 'flying'"):
        measure_patterns(("flying",), no_pattern, seed=0, processes=1)


def test_the_rand_index_is_that_of_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(0)
    for groups in (2, 3, 6):
        one, other = rng.integers(0, groups, (2, 40)).tolist()
        expected = metrics.adjusted_rand_score(one, other)
        assert adjusted_rand_index(one, other) == pytest.approx(expected, abs=1e-12)
    assert adjusted_rand_index([1, 1, 2], "aab") == 1
    assert math.isnan(adjusted_rand_index([], []))
