"""Numbers for JSON."""

import numpy as np


def finite_or_none(value: float) -> float | None:
    """``value``; None for NaN and infinity, which JSON cannot hold."""
    return float(value) if np.isfinite(value) else None
