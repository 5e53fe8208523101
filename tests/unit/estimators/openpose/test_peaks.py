"""Finding joints in heat maps at subcell precision."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from spotter.estimators.openpose.decoding.peaks import find_peaks
from support.networks.painted_maps import SIGMA_CELLS
from support.twins.decoding import summits

WIDTH, HEIGHT = 12, 10
Floats = NDArray[np.float32]


def bell(x: float, y: float, height: float = 1.0, sigma: float = SIGMA_CELLS) -> Floats:
    columns, rows = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    squares = (columns - x) ** 2 + (rows - y) ** 2
    return (height * np.exp(-squares / (2 * sigma**2))).astype(np.float32)


def peaks(cells: Floats, most: int = 24) -> NDArray[np.float64]:
    found, counts = find_peaks(cells[None], 0.05, most)
    return found[0, : counts[0]]


@given(
    x=st.floats(1, WIDTH - 2),
    y=st.floats(1, HEIGHT - 2),
    height=st.floats(0.2, 1),
    sigma=st.floats(0.7, 2),
)
def test_a_gaussian_is_found_to_a_thousandth_of_a_cell_with_its_height(
    x: float, y: float, height: float, sigma: float
) -> None:
    found = peaks(bell(x, y, height, sigma))
    assert found == pytest.approx(np.array([[x, y, height]]), abs=1e-3)


def test_with_noise_a_gaussian_is_found_to_a_tenth_of_a_cell() -> None:
    rng = np.random.default_rng(1)
    missed = []
    for _ in range(200):
        x, y = rng.uniform(2, WIDTH - 3), rng.uniform(2, HEIGHT - 3)
        noise = rng.normal(0, 0.02, (HEIGHT, WIDTH)).astype(np.float32)
        found = peaks(bell(x, y) + noise)[0]
        missed.append(float(np.hypot(found[0] - x, found[1] - y)))
    assert np.mean(missed) < 0.05
    assert np.percentile(missed, 95) < 0.1


def test_at_the_edge_a_joint_stays_on_the_edge() -> None:
    assert peaks(bell(0.3, 4.3))[0] == pytest.approx([0, 4.3, np.exp(-(0.3**2) / 2 / 0.875**2)])
    assert peaks(bell(WIDTH - 1, HEIGHT - 1))[0] == pytest.approx([WIDTH - 1, HEIGHT - 1, 1])


def test_the_highest_comes_first_and_the_number_is_limited() -> None:
    cells = bell(2, 2, 0.5) + bell(7, 3, 0.9) + bell(3, 7, 0.7) + bell(9, 8, 0.3)
    assert peaks(cells)[:, 2] == pytest.approx([0.9, 0.7, 0.5, 0.3], abs=1e-3)
    assert peaks(cells, most=2)[:, :2] == pytest.approx(np.array([[7, 3], [3, 7]]), abs=1e-2)


def test_a_peak_that_is_not_above_the_threshold_is_not_a_joint() -> None:
    assert len(peaks(bell(5, 5, 0.049))) == 0
    assert len(peaks(bell(5, 5, 0.051))) == 1
    assert len(peaks(np.zeros((HEIGHT, WIDTH), dtype=np.float32))) == 0


def test_a_joint_between_two_equal_cells_is_found_once() -> None:
    assert peaks(bell(5.5, 4)) == pytest.approx(np.array([[5.5, 4, 1]]), abs=1e-3)
    assert peaks(bell(5.5, 4.5)) == pytest.approx(np.array([[5.5, 4.5, 1]]), abs=1e-3)


def test_a_flat_map_has_at_most_one_joint() -> None:
    assert peaks(np.ones((HEIGHT, WIDTH), dtype=np.float32)).tolist() == [[0, 0, 1]]


def test_a_lone_cell_stays_where_it_is() -> None:
    cells = np.full((HEIGHT, WIDTH), -0.3, dtype=np.float32)
    cells[4, 6] = 0.4
    assert peaks(cells) == pytest.approx(np.array([[6, 4, 0.4]]))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_an_invalid_cell_is_not_a_joint_and_hides_none_elsewhere(bad: float) -> None:
    cells = bell(8, 6)
    cells[1, 1] = bad
    assert peaks(cells) == pytest.approx(np.array([[8, 6, 1]]), abs=1e-3)


def test_next_to_a_nan_cell_a_joint_is_found_within_half_a_cell() -> None:
    cells = bell(5.2, 4)
    cells[4, 6] = np.nan
    assert peaks(cells)[0, :2] == pytest.approx([5.2, 4], abs=0.5)


@given(seed=st.integers(0, 10_000), width=st.integers(1, 9), height=st.integers(1, 9))
def test_noise_has_the_peaks_that_the_slow_twin_finds(seed: int, width: int, height: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 0.3, (height, width)).astype(np.float32)
    slow = np.array(summits(noise)).reshape(-1, 3)
    assert peaks(noise, most=100) == pytest.approx(slow, abs=1e-5)
