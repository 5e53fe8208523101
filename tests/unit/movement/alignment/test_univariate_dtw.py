"""The distances of single trajectories are exact: tslearn and a slow twin agree."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tslearn.metrics import dtw

from spotter.movement.alignment import align, distances_per_trajectory
from support.twins import movement as naive

LENGTHS = st.integers(1, 25)
SEEDS = st.integers(0, 1000)
EXACT = 1e-9


def movement(frames: int, seed: int, trajectories: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.cumsum(rng.normal(size=(frames, trajectories)), axis=0)


@given(one=LENGTHS, other=LENGTHS, trajectories=st.integers(1, 20), seed=SEEDS)
@settings(max_examples=80)
def test_each_trajectory_has_the_distance_that_tslearn_gives_it(
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
def test_lengths_that_do_not_fill_a_block_are_exact_too(one: int, other: int) -> None:
    first, second = movement(one, 3, 2), movement(other, 4, 2)
    twins = [naive.dtw(first[:, [k]], second[:, [k]]) for k in range(2)]
    assert distances_per_trajectory(first, second) == pytest.approx(twins, abs=EXACT)


@pytest.mark.parametrize("frames", [60, 90, 120])
def test_at_rep_length_all_distances_equal_tslearns(frames: int) -> None:
    one, other = movement(frames, 1, 36), movement(frames + 7, 2, 36)
    oracle = [dtw(one[:, k], other[:, k], be="numpy") for k in range(36)]
    assert distances_per_trajectory(one, other) == pytest.approx(oracle, abs=EXACT)


@given(one=LENGTHS, other=LENGTHS, seed=SEEDS)
@settings(max_examples=40)
def test_the_distance_is_symmetric(one: int, other: int, seed: int) -> None:
    first, second = movement(one, seed), movement(other, seed + 1)
    there, back = distances_per_trajectory(first, second), distances_per_trajectory(second, first)
    assert there == pytest.approx(back, abs=EXACT)


@given(frames=LENGTHS, seed=SEEDS)
@settings(max_examples=25)
def test_a_movement_has_distance_zero_to_itself_at_any_tempo(frames: int, seed: int) -> None:
    one = movement(frames, seed)
    for same in (one.copy(), np.repeat(one, 3, axis=0)):
        assert distances_per_trajectory(one, same).tolist() == [0, 0, 0]


@given(one=LENGTHS, other=LENGTHS, shift=st.floats(-100, 100), seed=SEEDS)
@settings(max_examples=25)
def test_a_shift_of_both_changes_nothing(one: int, other: int, shift: float, seed: int) -> None:
    first, second = movement(one, seed), movement(other, seed + 1)
    assert distances_per_trajectory(first + shift, second + shift) == pytest.approx(
        distances_per_trajectory(first, second), abs=1e-7
    )


def test_the_memory_layout_of_the_input_does_not_change_a_bit() -> None:
    one, other = movement(60, 1, 36), movement(70, 2, 36)
    read_only = one.copy()
    read_only.setflags(write=False)
    sparse = np.repeat(one, 2, axis=1)[:, ::2]
    for same in (read_only, np.asfortranarray(one), sparse):
        assert np.array_equal(align(same, other), align(one, other))
        assert np.array_equal(
            distances_per_trajectory(same, other), distances_per_trajectory(one, other)
        )
