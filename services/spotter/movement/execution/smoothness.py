"""The smoothness of a movement: the spectral arc length of its speed.

Balasubramanian, Melendez-Calderon, Roby-Brami and Burdet, "On the analysis of movement smoothness",
J. NeuroEngineering and Rehabilitation 12:112, 2015. A movement that stops and starts has a spectrum
with more bends. Duration and size do not matter, and noise matters little.
"""

import numpy as np
from numpy.typing import NDArray

_HIGHEST_HZ = 6.0
"""A camera at 10 frames a second shows no more, and a faster one should give the same result."""
_NOISE_RATIO = 0.15
"""Weaker parts of the spectrum are noise; the paper's 0.05 is for better sensors than cameras."""
_BINS = 512
_FEWEST_PLACES = 3


def spectral_arc_length(places: NDArray[np.float64], step_s: float) -> float:
    """About 1.34 for the smoothest movement from one place to another, more for others; no unit.

    ``places`` is (N,) positions, ``step_s`` apart. NaN without movement, or below three places.

    >>> smooth = np.cumsum(np.sin(np.linspace(0, np.pi, 60)))
    >>> halting = np.cumsum(np.abs(np.sin(np.linspace(0, 3 * np.pi, 60))))
    >>> spectral_arc_length(smooth, 0.03) < spectral_arc_length(halting, 0.03)
    True
    """
    if len(places) < _FEWEST_PLACES:
        return float("nan")
    spectrum = np.abs(np.fft.rfft(np.diff(places), n=2 * _BINS))
    if not spectrum[0] > 0:
        return float("nan")
    shape = spectrum / spectrum[0]
    usual = int(np.flatnonzero(np.fft.rfftfreq(2 * _BINS, step_s) <= _HIGHEST_HZ)[-1])
    last = int(np.flatnonzero(shape[: usual + 1] >= _NOISE_RATIO)[-1])
    if last == 0:
        return float("nan")
    return float(np.hypot(1 / last, np.diff(shape[: last + 1])).sum())
