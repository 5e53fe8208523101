"""Numbers as JSON can hold them."""

import numpy as np


def finite_or_none(value: float) -> float | None:
    """``value``, None for what JSON cannot hold."""
    return float(value) if np.isfinite(value) else None
