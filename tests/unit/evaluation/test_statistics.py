import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.evaluation.statistics import auc, auc_with_ties, bootstrap, mean, most_in_a_row, roc
from support.twins.movement import auc as naive_auc
from support.twins.movement import bootstrap_means

SCORES = st.lists(st.integers(0, 6).map(float), min_size=1, max_size=12)
SOMETIMES = st.lists(st.sampled_from([0.0, 1.0, 2.0, np.nan]), min_size=1, max_size=8)


def test_an_auc_counted_by_hand() -> None:
    # Four of six pairs are in order, and one is a tie.
    assert auc([1, 2], [3, 2, 1.5]) == pytest.approx(4.5 / 6)


@given(SCORES, SCORES)
def test_the_auc_is_the_share_of_pairs_in_order(good: list[float], bad: list[float]) -> None:
    assert auc(good, bad) == pytest.approx(naive_auc(good, bad))
    assert auc(good, bad) == pytest.approx(1 - auc(bad, good))


@given(SOMETIMES, SOMETIMES)
def test_with_ties_a_missing_score_is_in_order_with_none(
    good: list[float], bad: list[float]
) -> None:
    assert auc_with_ties(good, bad) == pytest.approx(naive_auc(good, bad))


@given(SCORES, SCORES)
def test_the_auc_is_the_area_under_the_roc_curve(good: list[float], bad: list[float]) -> None:
    curve = roc(good, bad)
    assert (curve.false_alarms[0], curve.found[0]) == (0, 0)
    assert (curve.false_alarms[-1], curve.found[-1]) == (1, 1)
    steps = np.diff(curve.false_alarms)
    area = float(np.sum(steps * (curve.found[1:] + curve.found[:-1]) / 2))
    assert area == pytest.approx(auc(good, bad))


def test_scores_that_are_missing_are_left_out() -> None:
    assert auc([1, np.nan], [np.nan, 2]) == 1.0
    assert np.isnan(auc([np.nan], [1]))
    assert np.isnan(auc([], [1]))
    assert np.isnan(auc_with_ties([], [1]))
    assert mean([1.0, np.nan, 2.0]) == 1.5
    assert np.isnan(mean([np.nan]))


def test_the_interval_is_that_of_units_drawn_anew() -> None:
    totals, counts = [3.0, 9.5, 4.0, 7.0], [10, 10, 5, 20]
    interval = bootstrap(totals, counts, np.random.default_rng(5))
    assert interval is not None
    means = bootstrap_means(totals, counts, np.random.default_rng(5))
    assert interval.low == pytest.approx(np.quantile(means, 0.025))
    assert interval.high == pytest.approx(np.quantile(means, 0.975))
    assert interval.low < sum(totals) / sum(counts) < interval.high


@given(st.lists(st.booleans()))
def test_the_longest_run_is_the_longest_slice_that_is_all_true(flags: list[bool]) -> None:
    slices = (flags[begin:end] for begin in range(len(flags)) for end in range(len(flags) + 1))
    assert most_in_a_row(flags) == max((len(one) for one in slices if all(one)), default=0)


def test_units_that_are_alike_leave_no_doubt_and_a_single_one_tells_nothing() -> None:
    interval = bootstrap([4, 8, 2], [10, 20, 5], np.random.default_rng(0))
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.4, 0.4))
    assert bootstrap([3], [4], np.random.default_rng(0)) is None
    assert bootstrap([0, 0], [0, 0], np.random.default_rng(0)) is None
