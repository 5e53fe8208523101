import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.alignment import align_overlap
from support.twins import movement as naive

FRAMES = 60
seeds = st.integers(0, 2**32 - 1)


def movement(seed: int, frames: int = FRAMES, coordinates: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    steps = rng.normal(0, 0.4, (frames, coordinates))
    return np.cumsum(steps, axis=0)


@given(seeds, seeds, st.integers(1, 12))
@settings(max_examples=10)
def test_the_path_is_a_cheapest_one_and_has_the_returned_cost(
    seed: int, other_seed: int, frames: int
) -> None:
    for count in (frames, FRAMES):
        one, other = movement(seed, count), movement(other_seed, count)
        path, cost = align_overlap(one, other)
        assert cost == pytest.approx(naive.overlap(one, other), rel=1e-9)
        assert naive.overlap_cost(one, other, path.tolist()) == pytest.approx(cost, rel=1e-9)


@given(seeds, seeds)
@settings(max_examples=20)
def test_a_path_never_goes_back_or_skips_and_leaves_out_at_most_24_frames_of_one_at_each_end(
    seed: int, other_seed: int
) -> None:
    path = align_overlap(movement(seed), movement(other_seed))[0].astype(int)
    steps = np.diff(path, axis=0)
    assert steps.min() >= 0
    assert steps.max() <= 1
    assert (steps.sum(axis=1) >= 1).all()
    for left_out in (path[0], FRAMES - 1 - path[-1]):
        assert left_out.min() == 0
        assert left_out.max() <= 24


@given(seeds, seeds)
@settings(max_examples=20)
def test_the_cost_is_symmetric(seed: int, other_seed: int) -> None:
    one, other = movement(seed), movement(other_seed)
    there, back = align_overlap(one, other)[1], align_overlap(other, one)[1]
    assert there == pytest.approx(back, rel=1e-12)


@given(seeds)
@settings(max_examples=10)
def test_a_movement_with_itself_costs_nothing_frame_by_frame(seed: int) -> None:
    one = movement(seed)
    path, cost = align_overlap(one, one)
    assert cost == 0
    assert path.tolist() == [[frame, frame] for frame in range(FRAMES)]


@given(seeds)
@settings(max_examples=10)
def test_without_skipped_frames_it_is_plain_dtw_within_the_band(seed: int) -> None:
    one = movement(seed) * 0.05
    other = one + np.random.default_rng(seed).normal(0, 0.05, one.shape)
    path, cost = align_overlap(one, other)
    assert path[0].tolist() == [0, 0]
    assert path[-1].tolist() == [FRAMES - 1, FRAMES - 1]
    assert cost * FRAMES * one.shape[1] == pytest.approx(naive.dtw(one, other, 28) ** 2, rel=1e-9)


@pytest.mark.parametrize("missing", [5, 20])
def test_a_beginning_that_only_one_movement_has_is_left_out(missing: int) -> None:
    whole = movement(3, FRAMES + missing) * 30
    path, cost = align_overlap(whole[missing:], whole[:FRAMES])
    assert path[0].tolist() == [0, missing]
    assert path[-1].tolist() == [FRAMES - 1 - missing, FRAMES - 1]
    assert cost == pytest.approx(2 * missing / FRAMES)
