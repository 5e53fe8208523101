"""Joint angles in the picture, and how far a rep's are from the reference's.

These are the angles that the camera sees. From the side they are nearly the body's own. A bone that
points at the camera looks short and its angle says little, so it is left out. A bone that points at
the camera all the time cannot be told from a short one.
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.body.normalisation import Coordinates
from spotter.movement.geometry.trajectories.trajectory import PHASES
from spotter.movement.values import ANGLES, AngleDeviation, Joint

SHORTEST_BONE_TL = 0.25
"""Keypoint errors of 0.02 torso lengths turn a bone this short by some 6 degrees."""
FORESHORTENED_RATIO = 0.7
"""Apparent length compared with the bone's longest in the rep: below it, the bone points at the
camera by more than 45 degrees."""
_TOLD_FROM_DEG = 10.0
_LASTING_PHASES = 5
_BENT = ANGLES[:-1]
_FIRST, _MIDDLE, _LAST = (np.array([angle.value[at] for angle in _BENT]) for at in range(3))


def angles_deg(trajectory: Coordinates) -> NDArray[np.float64]:
    """The angles of a movement: (T, 25, 2), y up, torso lengths, to (T, 9) degrees, as ``ANGLES``.

    NaN where a joint is missing, and where a bone looks shorter than a quarter of the torso or than
    seven tenths of its own longest appearance.

    >>> from spotter.movement.values.body.angle import Angle
    >>> trajectory = np.full((1, 25, 2), np.nan)
    >>> trajectory[0, [Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE]] = (0, 0), (1, 0), (1, -1)
    >>> float(angles_deg(trajectory)[0, [angle.name for angle in ANGLES].index("LEFT_KNEE")])
    90.0
    """
    towards, away = (trajectory[:, ends] - trajectory[:, _MIDDLE] for ends in (_FIRST, _LAST))
    crossed = towards[..., 0] * away[..., 1] - towards[..., 1] * away[..., 0]
    bent = np.arctan2(np.abs(crossed), (towards * away).sum(axis=-1))
    torso = trajectory[:, [Joint.NECK]] - trajectory[:, [Joint.MID_HIP]]
    lean = np.arctan2(torso[..., 0], torso[..., 1])
    angles = np.degrees(np.concatenate([bent, lean], axis=-1))
    clear = np.concatenate([_is_clear(towards) & _is_clear(away), _is_clear(torso)], axis=-1)
    return np.where(clear, angles, np.nan)


def _is_clear(bones: Coordinates) -> NDArray[np.bool_]:
    """(T, N) whether each of the bones (T, N, 2) is seen and not foreshortened."""
    lengths_tl = np.hypot(bones[..., 0], bones[..., 1])
    longest_tl = np.fmax.reduce(lengths_tl, axis=0, initial=0.0)
    clear: NDArray[np.bool_] = lengths_tl >= np.maximum(
        SHORTEST_BONE_TL, FORESHORTENED_RATIO * longest_tl
    )
    return clear


def angle_deviations_deg(trajectory: Coordinates, expected: Coordinates) -> NDArray[np.float64]:
    """The signed deviation of each angle from the expected one at each phase: (60, 9) degrees.

    Both trajectories are (60, 25, 2), on the same phases; deviations are at most 180 either way.
    """
    apart = angles_deg(trajectory) - angles_deg(expected)
    apart[..., -1] = (apart[..., -1] + 180) % 360 - 180
    return apart


def largest_deviation(trajectory: Coordinates, expected: Coordinates) -> AngleDeviation | None:
    """The angle with the largest deviation over a twelfth of the rep; None below 10 degrees.

    >>> expected = np.full((60, 25, 2), np.nan)
    >>> expected[:, [Joint.MID_HIP, Joint.NECK]] = (0, 0), (0, 1)
    >>> trajectory = expected.copy()
    >>> trajectory[30:45, Joint.NECK] = (0.5, 0.866)
    >>> found = largest_deviation(trajectory, expected)
    >>> found.angle.label, round(found.phase, 2), round(found.deviation_deg)
    ('trunk', 0.54, 30)
    """
    apart = angle_deviations_deg(trajectory, expected)
    windows = np.lib.stride_tricks.sliding_window_view(apart, _LASTING_PHASES, axis=0)
    lasting = windows.mean(axis=-1)
    if not np.isfinite(lasting).any():
        return None
    first, angle = np.unravel_index(int(np.nanargmax(np.abs(lasting))), lasting.shape)
    worst_deg = float(lasting[first, angle])
    if abs(worst_deg) < _TOLD_FROM_DEG:
        return None
    phase = (int(first) + _LASTING_PHASES // 2) / (PHASES - 1)
    return AngleDeviation(ANGLES[int(angle)], phase, worst_deg)
