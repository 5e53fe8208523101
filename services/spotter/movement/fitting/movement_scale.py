"""How large a movement is: a shrug goes wrong by less than a squat does."""

from collections.abc import Sequence

import numpy as np

from spotter.movement.geometry.body.normalisation import Coordinates, normalise
from spotter.movement.values import PoseSeries

_LARGE_TL = 0.5
"""Movements whose farthest joint goes this far vary from rep to rep as all larger ones do."""
_LEAST_SCALE = 0.15
"""Somebody who stands sways, and a network errs for longer than a frame, however good it is."""
_SCALE_OF_NOISE = 20.0
"""Per torso length of noise: with 1.5 pixels of 145, a body may be off by a fifth of the usual."""
_TO_DEVIATION = 1 / (0.6745 * np.sqrt(6))
"""From the median of a normal error's absolute second differences to its standard deviation."""


def movement_scale(usual: Coordinates, reps: Sequence[PoseSeries]) -> float:
    """How large the usual deviations from a movement are, compared with those from a large one.

    ``usual`` (60, 25, 2) is the movement, in torso lengths, and ``reps`` are the recorded ones.
    Returns 1 for a large movement; for a smaller one as much less as its farthest joint travels
    less, but no less than the noise of the poses permits.
    """
    travel_tl = float(np.nan_to_num(np.ptp(usual, axis=0)).max())
    noise_tl = float(np.median([_noise_tl(rep) for rep in reps]))
    least = max(_LEAST_SCALE, _SCALE_OF_NOISE * noise_tl)
    return min(1.0, max(least, travel_tl / _LARGE_TL))


def _noise_tl(rep: PoseSeries) -> float:
    """The standard deviation of what changes from frame to frame; 0 with fewer than 3 poses.

    From second differences, which a smooth movement hardly has, and their median, to which a few
    fast joints or wrong frames add nothing.
    """
    bends = np.abs(np.diff(normalise(rep), n=2, axis=0))
    known = bends[np.isfinite(bends)]
    return float(np.median(known)) * _TO_DEVIATION if len(known) else 0.0
