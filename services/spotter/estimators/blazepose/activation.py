"""Turns a network's raw output into a probability."""

import numpy as np
from numpy.typing import NDArray


def sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 / (1 + exp(-x)), elementwise, in a form that does not overflow."""
    halves: NDArray[np.float32] = np.tanh(np.float32(0.5) * logits)
    return np.float32(0.5) * (halves + np.float32(1))
