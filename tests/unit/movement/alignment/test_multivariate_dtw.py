"""DTW distances are exact, whatever is left out on the way: tslearn and a slow twin agree."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tslearn.metrics import cdist_dtw, dtw

from spotter.movement.alignment.time_warping import distances, distances_per_trajectory, nearest
from spotter.movement.values.errors import MovementError
from support import naive

LENGTHS = st.integers(1, 25)
RADII = st.integers(0, 30)
SEEDS = st.integers(0, 1000)
EXACT = 1e-9


def movement(frames: int, seed: int, dimensions: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.cumsum(rng.normal(size=(frames, dimensions)), axis=0)


def distance(one: np.ndarray, other: np.ndarray, radius: int | None = None) -> float:
    return float(distances(one, [other], radius)[0])


@given(one=LENGTHS, other=LENGTHS, radius=RADII, seed=SEEDS)
@settings(deadline=None, max_examples=60)
def test_within_any_band_the_distance_is_tslearns_and_the_slow_twins(
    one: int, other: int, radius: int, seed: int
) -> None:
    first, second = movement(one, seed), movement(other, seed + 1)
    found = distance(first, second, radius)
    assert found == pytest.approx(naive.dtw(first, second, radius), abs=EXACT)
    oracle = dtw(
        first, second, global_constraint="sakoe_chiba", sakoe_chiba_radius=radius, be="numpy"
    )
    assert found == pytest.approx(oracle, abs=EXACT)


@given(one=LENGTHS, other=LENGTHS, seed=SEEDS)
@settings(deadline=None, max_examples=40)
def test_without_a_band_too_and_a_wide_band_is_none(one: int, other: int, seed: int) -> None:
    first, second = movement(one, seed), movement(other, seed + 1)
    found = distance(first, second)
    assert found == pytest.approx(dtw(first, second, be="numpy"), abs=EXACT)
    assert found == pytest.approx(naive.dtw(first, second), abs=EXACT)
    assert distance(first, second, max(one, other)) == found
    assert distance(first, second, 10**9) == found


@given(one=LENGTHS, other=LENGTHS, trajectories=st.integers(1, 20), seed=SEEDS)
@settings(deadline=None, max_examples=80)
def test_each_course_by_itself_has_the_distance_that_tslearn_gives_it(
    one: int, other: int, trajectories: int, seed: int
) -> None:
    first, second = movement(one, seed, trajectories), movement(other, seed + 1, trajectories)
    found = distances_per_trajectory(first, second)
    oracle = [dtw(first[:, k], second[:, k], be="numpy") for k in range(trajectories)]
    assert found == pytest.approx(oracle, abs=EXACT)
    twin = naive.dtw(first[:, :1], second[:, :1])
    assert found[0] == pytest.approx(twin, abs=EXACT)


@pytest.mark.parametrize("one", range(1, 10))
@pytest.mark.parametrize("other", range(1, 6))
def test_lengths_that_fill_no_block_are_no_exception(one: int, other: int) -> None:
    first, second = movement(one, 3, 2), movement(other, 4, 2)
    twins = [naive.dtw(first[:, [k]], second[:, [k]]) for k in range(2)]
    assert distances_per_trajectory(first, second) == pytest.approx(twins, abs=EXACT)


@pytest.mark.parametrize("frames", [60, 90, 120])
def test_at_a_reps_length_all_are_tslearns(frames: int) -> None:
    one, references = movement(frames, 1, 36), [movement(frames + 7, k, 36) for k in range(2, 5)]
    radius = frames // 5
    oracle = cdist_dtw(
        [one], references, global_constraint="sakoe_chiba", sakoe_chiba_radius=radius
    )[0]
    assert distances(one, references, radius) == pytest.approx(oracle, abs=EXACT)
    trajectories = [dtw(one[:, k], references[0][:, k], be="numpy") for k in range(36)]
    assert distances_per_trajectory(one, references[0]) == pytest.approx(trajectories, abs=EXACT)


@given(one=LENGTHS, other=LENGTHS, radius=st.none() | RADII, seed=SEEDS)
@settings(deadline=None, max_examples=40)
def test_it_is_the_same_from_either_side(
    one: int, other: int, radius: int | None, seed: int
) -> None:
    first, second = movement(one, seed), movement(other, seed + 1)
    there, back = distance(first, second, radius), distance(second, first, radius)
    assert there == pytest.approx(back, abs=EXACT)
    assert distances_per_trajectory(first, second) == pytest.approx(
        distances_per_trajectory(second, first), abs=EXACT
    )


@given(frames=LENGTHS, radius=st.none() | RADII, seed=SEEDS)
@settings(deadline=None, max_examples=25)
def test_a_movement_is_at_no_distance_from_itself_at_any_tempo(
    frames: int, radius: int | None, seed: int
) -> None:
    one = movement(frames, seed)
    assert distance(one, one.copy(), radius) == 0
    assert distances_per_trajectory(one, one.copy()).tolist() == [0, 0, 0]
    assert distance(one, np.repeat(one, 3, axis=0)) == 0


@given(one=LENGTHS, other=LENGTHS, shift=st.floats(-100, 100), seed=SEEDS)
@settings(deadline=None, max_examples=25)
def test_a_shift_of_both_changes_nothing(one: int, other: int, shift: float, seed: int) -> None:
    first, second = movement(one, seed), movement(other, seed + 1)
    shifted = first + shift, second + shift
    assert distance(*shifted) == pytest.approx(distance(first, second), abs=1e-7)
    assert distances_per_trajectory(*shifted) == pytest.approx(
        distances_per_trajectory(first, second), abs=1e-7
    )


@given(seed=SEEDS, count=st.integers(1, 8), radius=st.none() | RADII, draw=st.randoms())
@settings(deadline=None, max_examples=50)
def test_giving_up_early_finds_the_same_nearest(
    seed: int, count: int, radius: int | None, draw: Random
) -> None:
    attempt = movement(20, seed)
    references = [movement(draw.randint(1, 30), draw.randint(0, 99)) for _ in range(count)]
    all_of_them = distances(attempt, references, radius)
    index, found = nearest(attempt, references, radius)
    assert index == int(np.argmin(all_of_them))
    assert found == all_of_them[index]


def test_of_two_equally_near_the_first_is_named() -> None:
    attempt, same, far = movement(20, 1), movement(25, 2), movement(25, 2) + 9
    assert nearest(attempt, [far, same, same.copy()])[0] == 1


@given(seed=SEEDS, share=st.floats(0, 2))
@settings(deadline=None, max_examples=50)
def test_what_is_above_the_limit_is_infinite_and_the_rest_exact(seed: int, share: float) -> None:
    attempt = movement(20, seed)
    references = [movement(20, seed + step) for step in range(1, 5)]
    exact = distances(attempt, references)
    limit = share * float(np.median(exact))
    found = distances(attempt, references, limit=limit)
    assert found.tolist() == np.where(exact <= limit, exact, np.inf).tolist()


def test_a_distance_of_exactly_the_limit_is_within_it() -> None:
    for seed in range(20):
        one, other = movement(30, seed), movement(30, seed + 1)
        exact = distance(one, other)
        assert distances(one, [other], limit=exact)[0] == exact
        assert distances(one, [other], limit=np.nextafter(exact, 0))[0] == np.inf
        assert distances(one, [one.copy()], limit=0)[0] == 0


def test_the_same_input_gives_the_same_bits_however_it_lies_in_memory() -> None:
    one, other = movement(60, 1, 36), movement(70, 2, 36)
    read_only = one.copy()
    read_only.setflags(write=False)
    sparse = np.repeat(one, 2, axis=1)[:, ::2]
    for same in (read_only, np.asfortranarray(one), sparse):
        assert distance(same, other, 12) == distance(one, other, 12)
        assert np.array_equal(
            distances_per_trajectory(same, other), distances_per_trajectory(one, other)
        )


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_missing_values_are_refused(value: float) -> None:
    bad = np.array([[0.0], [value]])
    with pytest.raises(MovementError, match="missing"):
        distances(np.zeros((2, 1)), [np.zeros((2, 1)), bad])


def test_a_band_of_less_than_nothing_is_refused() -> None:
    with pytest.raises(MovementError, match="0 frames or more; found -1"):
        distances(np.zeros((2, 1)), [np.zeros((2, 1))], -1)


def test_the_nearest_of_none_is_refused() -> None:
    with pytest.raises(MovementError, match="found 0"):
        nearest(np.zeros((2, 1)), [])
