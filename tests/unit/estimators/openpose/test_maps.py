"""Maps are checked once, where they are made."""

import numpy as np
import pytest

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.maps import Maps


def zeros(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.zeros(shape, dtype=np.float32)


def test_a_batch_has_as_many_maps_as_pictures() -> None:
    assert len(Maps(zeros(3, 19, 4, 5), zeros(3, 38, 4, 5))) == 3


@pytest.mark.parametrize(
    "heat",
    [
        zeros(19, 4, 5),
        np.zeros((3, 19, 4, 5)),
        zeros(3, 19, 5, 4).swapaxes(2, 3),
    ],
    ids=["no batch", "double precision", "not contiguous"],
)
def test_maps_of_another_kind_are_refused(
    heat: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> None:
    with pytest.raises(EstimatorError, match=r"expected \(N, C, h, w\) float32, C-contiguous"):
        Maps(heat, zeros(3, 38, 4, 5))


@pytest.mark.parametrize("shape", [(2, 38, 4, 5), (3, 38, 5, 5), (3, 38, 4, 4)])
def test_maps_of_different_batches_or_sizes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(EstimatorError, match="expected maps of one size"):
        Maps(zeros(3, 19, 4, 5), zeros(*shape))
