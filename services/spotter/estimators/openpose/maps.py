"""What a network of the OpenPose family says of a batch of pictures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import EstimatorError

STRIDE_PX = 8
"""A cell of the maps is this many pixels of the network's input, each way."""


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """The maps of N pictures of one size; float32, C-contiguous.

    ``heat`` is (N, heat_count, h, w): how sure the network is that a joint is in a cell, 0 to 1.
    ``affinity`` is (N, affinity_count, h, w): x and y of the limbs' directions.

    Raises :class:`EstimatorError` for maps of other shapes or types.
    """

    heat: NDArray[np.float32]
    affinity: NDArray[np.float32]

    def __post_init__(self) -> None:
        for maps in (self.heat, self.affinity):
            if maps.ndim != 4 or maps.dtype != np.float32 or not maps.flags.c_contiguous:
                found = f"{maps.shape} {maps.dtype}"
                raise EstimatorError(f"maps are (N, C, h, w) float32, C-contiguous; found {found}")
        heat, affinity = self.heat.shape, self.affinity.shape
        if (heat[0], *heat[2:]) != (affinity[0], *affinity[2:]):
            raise EstimatorError(f"maps of one batch are of one size; found {heat} and {affinity}")

    def __len__(self) -> int:
        return len(self.heat)
