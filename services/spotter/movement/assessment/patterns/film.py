"""A pattern of faults as a movement that people can look at."""

import numpy as np

from spotter.movement.assessment.judgement import Judgement
from spotter.movement.values import FaultPattern, PatternFilm


def film_of(pattern: FaultPattern, judgement: Judgement, duration_s: float) -> PatternFilm:
    """The film of a pattern, seen and timed as a rep that shows it, by which it was judged.

    Joints that the pattern does not compare are where they are expected.
    """
    expected = judgement.by.expected.trajectory
    phases = np.arange(len(expected))
    each = len(expected) / len(pattern.centre)
    middles = (np.arange(len(pattern.centre)) + 0.5) * each - 0.5
    columns = np.nan_to_num(pattern.centre.astype(np.float64)).reshape(len(middles), -1)
    smooth = np.stack([np.interp(phases, middles, column) for column in columns.T], axis=1)
    apart = smooth.reshape(expected.shape) * judgement.deviations.allowance
    return PatternFilm(expected + apart, expected, duration_s)
