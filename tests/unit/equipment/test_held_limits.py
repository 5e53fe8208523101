"""Limits keep the stated rate on what they were fitted on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.equipment.errors import EquipmentError
from spotter.equipment.hands.held_limits import Limits, limits_for

CLIPS = st.lists(
    st.lists(st.floats(0, 1, allow_nan=False), min_size=1, max_size=12), min_size=1, max_size=4
)


@given(CLIPS, CLIPS, st.sampled_from([0.0, 0.05, 0.2, 0.5]))
def test_no_more_than_the_stated_share_of_looks_errs_in_the_mean_of_clips(
    empty: list[list[float]], held: list[list[float]], ratio: float
) -> None:
    limits = limits_for(empty, held, ratio)
    false_held = np.mean([np.mean(np.array(clip) > limits.held_from) for clip in empty])
    false_empty = np.mean([np.mean(np.array(clip) < limits.empty_to) for clip in held])
    assert false_held <= ratio + 1e-6
    assert false_empty <= ratio + 1e-6


def test_the_limits_are_no_stricter_than_the_rate_asks_for() -> None:
    empty, held = np.arange(100) / 100, np.arange(100) / 100
    limits = limits_for([empty], [held], 0.1)
    assert (limits.held_from, limits.empty_to) == pytest.approx((0.89, 0.10))


def test_clips_weigh_the_same_however_long_they_are() -> None:
    short, long = [0.5], [0.1] * 99
    assert limits_for([short, long], [[0.05]], 0.4).held_from == 0.5
    assert limits_for([short, long], [[0.05]], 0.5).held_from == 0.1


def test_where_both_kinds_are_apart_a_look_between_them_says_nothing() -> None:
    limits = limits_for([[0.1, 0.2]], [[0.7, 0.9]], 0.0)
    assert (limits.empty_to, limits.held_from) == (0.2, 0.7)


def test_hands_that_were_not_seen_do_not_count() -> None:
    limits = limits_for([[np.nan, 0.1], [np.nan]], [[0.9, np.nan]], 0.0)
    assert (limits.held_from, limits.empty_to) == (0.9, 0.1)


@pytest.mark.parametrize("empty", [[], [[np.nan]], [[]]])
def test_without_looks_of_both_kinds_there_are_no_limits(empty: list[list[float]]) -> None:
    with pytest.raises(EquipmentError, match="found none"):
        limits_for(empty, [[0.9]], 0.05)


@pytest.mark.parametrize("values", [(0.1, 0.3, 0.05), (float("nan"), 0.1, 0.05), (0.3, 0.1, 1.0)])
def test_impossible_limits_are_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(EquipmentError, match="expected"):
        Limits(*values)
