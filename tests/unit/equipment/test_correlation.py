"""The filter: it is a ridge regression, and what it sees has a place and a clarity."""

import numpy as np
import pytest

from spotter.equipment.errors import EquipmentError
from spotter.equipment.seeing.channels import channels_of
from spotter.equipment.seeing.correlation import Lesson, learnt, peak_at, peak_of, response
from spotter.equipment.seeing.window import SIDE, window_round
from support.equipment.pictures import picture_with, plate_at


def slow_filter(examples: list[np.ndarray], middles: list[tuple[float, float]]) -> np.ndarray:
    """(C, S, S) the same filter by plain least squares over every shift of every example."""
    count, side, _ = examples[0].shape
    rows, wanted = [], []
    for channels, middle in zip(examples, middles, strict=True):
        for down in range(side):
            for right in range(side):
                shifted = np.roll(channels, (-down, -right), axis=(1, 2))
                rows.append(shifted.ravel())
                wanted.append(peak_at(side, middle)[down, right])
    seen = np.array(rows)
    energy = seen.T @ seen
    spectra = np.array([np.fft.rfft2(channels) for channels in examples])
    ridge = 0.01 * (np.abs(spectra) ** 2).sum(axis=0).mean()
    return np.linalg.solve(energy + ridge * np.eye(len(energy)), seen.T @ wanted).reshape(
        count, side, side
    )


def test_the_filter_is_a_ridge_regression_over_all_shifts() -> None:
    random = np.random.default_rng(3)
    examples = [random.normal(size=(2, 8, 8)).astype(np.float32) for _ in range(2)]
    middles = [(0.0, 0.0), (1.0, -2.0)]
    fast = learnt(map(Lesson.of, examples, middles))
    slow = slow_filter(examples, middles)
    seen = random.normal(size=(2, 8, 8)).astype(np.float32)
    by_hand = [
        [(slow * np.roll(seen, (-down, -right), axis=(1, 2))).sum() for right in range(8)]
        for down in range(8)
    ]
    np.testing.assert_allclose(response(fast, seen), by_hand, atol=2e-4)


@pytest.mark.parametrize("off", [(0.0, 0.0), (7.5, -4.25), (-12.0, 9.0)])
def test_a_peak_is_found_to_parts_of_a_sample(off: tuple[float, float]) -> None:
    peak = peak_of(peak_at(SIDE, off))
    assert (peak.x, peak.y) == pytest.approx(off, abs=0.05)


def test_what_was_learnt_is_found_where_it_moved_to() -> None:
    middle = plate_at(150, 120)
    spectrum = learnt([Lesson.of(channels_of(window_round(picture_with(middle), middle)))])
    moved = picture_with(plate_at(158, 114), seed=2)
    peak = peak_of(response(spectrum, channels_of(window_round(moved, middle))))
    assert (peak.x, peak.y) == pytest.approx((8, -6), abs=1)
    nothing = peak_of(
        response(spectrum, channels_of(window_round(picture_with(None, seed=2), middle)))
    )
    assert peak.clarity > 2 * nothing.clarity


def test_a_flat_response_is_not_clear() -> None:
    assert peak_of(np.zeros((32, 32), np.float32)).clarity == 0


def test_nothing_to_learn_from_is_refused() -> None:
    with pytest.raises(EquipmentError, match="found none"):
        learnt([])
