"""The moments of a rep: at the bottom, on the way up."""

import numpy as np

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.values import Moment

_TURN_RANGE = 0.15
_EDGE_RANGE = 0.08


def moment_of(phase: float, expected: Coordinates) -> Moment:
    """The moment at ``phase``, 0 to 1, of a movement ``expected``, (60, 25, 2) torso lengths.

    The start and the end are a twelfth of a rep; the turn is the phase at which the joint that
    moves most is farthest up or down, and a seventh on either side.

    >>> squat = np.zeros((60, 25, 2))
    >>> squat[:, 8, 1] = -np.sin(np.linspace(0, np.pi, 60))
    >>> [moment_of(phase, squat).value for phase in (0.0, 0.3, 0.5, 0.7, 1.0)]
    ['start', 'way down', 'bottom', 'way up', 'end']
    """
    if phase < _EDGE_RANGE:
        return Moment.START
    if phase > 1 - _EDGE_RANGE:
        return Moment.END
    turn_phase, upward = _turning_point(expected)
    if abs(phase - turn_phase) <= _TURN_RANGE:
        return Moment.TOP if upward else Moment.BOTTOM
    return Moment.WAY_UP if (phase < turn_phase) == upward else Moment.WAY_DOWN


def _turning_point(expected: Coordinates) -> tuple[float, bool]:
    """The phase at which the joint that moves most is farthest up or down, and whether up."""
    heights = expected[..., 1] - expected[:1, :, 1]
    seen = np.where(np.isfinite(heights), heights, 0.0)
    phase_index, joint = np.unravel_index(int(np.argmax(np.abs(seen))), seen.shape)
    return float(phase_index) / (len(expected) - 1), bool(seen[phase_index, joint] > 0)
