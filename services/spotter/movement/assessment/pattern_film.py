"""A pattern of faults as a movement that people can look at."""

from dataclasses import dataclass

import numpy as np

from spotter.movement.assessment.judgement import Judgement
from spotter.movement.geometry import Coordinates
from spotter.movement.values import FaultPattern, Joint


@dataclass(frozen=True, slots=True, eq=False)
class PatternFilm:
    """What is done, and what is expected: both (60, 25, 2) torso lengths, x right and y up.

    It lasts ``duration_s`` seconds.
    """

    done: Coordinates
    expected: Coordinates
    duration_s: float


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


def stands_out(pattern: FaultPattern) -> tuple[Joint, float]:
    """The joint at which a pattern is largest, and the phase, 0 (the start) to 1 (the end)."""
    size = np.linalg.norm(np.nan_to_num(pattern.centre), axis=-1)
    phase, joint = np.unravel_index(int(size.argmax()), size.shape)
    return Joint(int(joint)), float((phase + 0.5) / len(size))
