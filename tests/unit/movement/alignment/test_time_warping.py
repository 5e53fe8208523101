import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tslearn.metrics import dtw_path

from spotter.movement.alignment import align, distances_per_trajectory, warp
from spotter.movement.values.errors import MovementError
from support.twins import movement as naive

LENGTHS = st.integers(1, 12)
SEEDS = st.integers(0, 1000)


def movement(frames: int, seed: int, dimensions: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.cumsum(rng.normal(size=(frames, dimensions)), axis=0)


@given(frames=LENGTHS, more=LENGTHS, seed=SEEDS)
@settings(max_examples=50)
def test_no_path_within_the_band_is_better(frames: int, more: int, seed: int) -> None:
    one, other = movement(frames, seed), movement(more, seed + 1)
    radius = max(1, round(0.2 * max(frames, more)))
    path = align(one, other)
    best = naive.dtw(one, other, radius)
    assert naive.path_cost(one, other, path.tolist()) == pytest.approx(best, abs=1e-9)
    ahead = path[:, 1].astype(int) - path[:, 0]
    assert min(0, more - frames) - radius <= ahead.min()
    assert ahead.max() <= max(0, more - frames) + radius


@given(frames=LENGTHS, more=LENGTHS, seed=SEEDS)
@settings(max_examples=50)
def test_the_path_is_one_that_tslearn_finds(frames: int, more: int, seed: int) -> None:
    one, other = movement(frames, seed), movement(more, seed + 1)
    radius = max(1, round(0.2 * max(frames, more)))
    path, cost = dtw_path(
        one, other, global_constraint="sakoe_chiba", sakoe_chiba_radius=radius, be="numpy"
    )
    assert align(one, other).tolist() == [list(pair) for pair in path]
    assert naive.path_cost(one, other, path) == pytest.approx(cost, abs=1e-9)


def test_a_path_through_thousands_of_frames_takes_a_byte_for_each_pair_in_the_band() -> None:
    one, other = movement(4000, 1, 1), movement(3500, 1, 1)
    tracemalloc.start()
    path = align(one, other)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path[-1].tolist() == [3999, 3499]
    assert peak_bytes < 1.1 * 4000 * (2 * 800 + 501)


def test_coordinates_too_large_to_square_still_give_a_path() -> None:
    one, other = np.full((5, 1), 1e200), np.full((9, 1), -1e200)
    path = align(one, other).astype(int)
    assert path[0].tolist() == [0, 0]
    assert path[-1].tolist() == [4, 8]
    assert np.diff(path, axis=0).min() >= 0


@given(one=LENGTHS, other=LENGTHS, seed=SEEDS)
@settings(max_examples=25)
def test_a_path_connects_both_starts_to_both_ends_and_never_goes_back(
    one: int, other: int, seed: int
) -> None:
    path = align(movement(one, seed), movement(other, seed + 1)).astype(int)
    assert path[0].tolist() == [0, 0]
    assert path[-1].tolist() == [one - 1, other - 1]
    steps = {tuple(step) for step in np.diff(path, axis=0).tolist()}
    assert steps <= {(0, 1), (1, 0), (1, 1)}


def test_a_movement_is_aligned_with_itself_frame_by_frame() -> None:
    one = movement(30, 4)
    assert np.array_equal(align(one, one), np.stack([np.arange(30)] * 2, axis=1))


def test_ties_advance_both_movements() -> None:
    still = np.zeros((30, 2))
    assert np.array_equal(align(still, still), np.stack([np.arange(30)] * 2, axis=1))


def test_a_slower_movement_is_the_same_movement() -> None:
    one = np.sin(np.linspace(0, np.pi, 40))[:, None]
    slower = np.sin(np.linspace(0, np.pi, 50))[:, None]
    warped = warp(slower, align(slower, one), len(one))
    assert np.abs(warped - one).max() < 0.05
    assert np.abs(np.array([slower[round(i * 49 / 39)] for i in range(40)]) - one).max() < 0.05


@given(one=LENGTHS, other=LENGTHS, seed=SEEDS)
@settings(max_examples=25)
def test_warping_takes_the_mean_of_the_corresponding_frames(
    one: int, other: int, seed: int
) -> None:
    trajectory, target = movement(one, seed), movement(other, seed + 1)
    path = align(trajectory, target)
    assert warp(trajectory, path, other) == pytest.approx(
        naive.warp(trajectory, path.tolist(), other)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [((3, 2), (3, 3)), ((0, 2), (3, 2)), ((3, 0), (3, 0)), ((3,), (3,))],
    ids=["dimensions", "no-frame", "no-coordinate", "flat"],
)
def test_shapes_that_cannot_be_aligned_are_named(
    one: tuple[int, ...], other: tuple[int, ...]
) -> None:
    with pytest.raises(MovementError, match="at least 1; found"):
        align(np.zeros(one), np.zeros(other))


def test_more_frames_than_16_bits_can_index_are_refused() -> None:
    with pytest.raises(MovementError, match="65,535 frames; found 65536"):
        align(np.zeros((65536, 1)), np.zeros((1, 1)))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_missing_values_are_refused(value: float) -> None:
    with pytest.raises(MovementError, match="missing"):
        distances_per_trajectory(np.array([[0.0], [value]]), np.array([[0.0], [1.0]]))
