"""The output of a network of the OpenPose family for a batch of pictures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import EstimatorError

STRIDE_PX = 8
"""A cell of the maps covers this many pixels of the network's input in each direction."""


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """The maps of N pictures of one size; float32, C-contiguous.

    ``heat`` is (N, heat_count, h, w): the confidence that a joint is in a cell, 0 to 1.
    ``affinity`` is (N, affinity_count, h, w): x and y of the limbs' directions.

    Raises :class:`EstimatorError` for maps of other shapes or dtypes.
    """

    heat: NDArray[np.float32]
    affinity: NDArray[np.float32]

    def __post_init__(self) -> None:
        for maps in (self.heat, self.affinity):
            if maps.ndim != 4 or maps.dtype != np.float32 or not maps.flags.c_contiguous:
                found = f"{maps.shape} {maps.dtype}"
                raise EstimatorError(f"expected (N, C, h, w) float32, C-contiguous; found {found}")
        heat, affinity = self.heat.shape, self.affinity.shape
        if (heat[0], *heat[2:]) != (affinity[0], *affinity[2:]):
            raise EstimatorError(f"expected maps of one size; found {heat} and {affinity}")

    def __len__(self) -> int:
        return len(self.heat)
