"""Random weights for a published network, scaled so that its maps stay within bounds."""

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.openpose.published.structure import Structure


def random_weights(structure: Structure, seed: int = 1) -> dict[str, NDArray[np.float32]]:
    """An array for each of the structure's names, the same for the same ``seed``.

    Each convolution preserves the spread of its input (He et al. 2015), so that neither a hundred
    successive layers nor half precision drive the numbers out of range; biases and slopes are not
    zero, so that a missing one shows.
    """
    rng = np.random.default_rng(seed)
    weights = {}
    for name, shape in structure.parameter_shapes.items():
        kind = name.rsplit(".", 1)[1]
        if kind == "slope":
            weights[name] = rng.uniform(0.05, 0.45, shape).astype(np.float32)
            continue
        values = rng.standard_normal(shape, dtype=np.float32)
        fan_in = float(np.prod(shape[1:]))
        weights[name] = values * np.float32(0.05 if kind == "bias" else np.sqrt(2 / fan_in))
    return weights
