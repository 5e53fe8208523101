"""The progress of a movement over time."""

from dataclasses import dataclass

import numpy as np

from spotter.simulation.athletes.posture import Array


@dataclass(frozen=True, slots=True, eq=False)
class MotionProfile:
    """A movement over T frames.

    ``progress`` is (T, 2), left and right: 0 in the rest position, 1 at the turning point;
    ``knees_in_deg`` (T,) turns the knees inward and ``extra_lean_deg`` (T,) tilts the trunk;
    ``sway_m`` (T, 2), forward and left, and ``sway_deg`` (T,) are the sway of a body that is never
    quite still.
    """

    progress: Array
    knees_in_deg: Array
    extra_lean_deg: Array
    sway_m: Array
    sway_deg: Array

    @property
    def whole(self) -> Array:
        """(T,) the progress of the whole body, which is that of its right side."""
        progress: Array = self.progress[:, 1]
        return progress

    def swayed(self, forward: Array | float, up: Array | float) -> Array:
        """(T, 3) a point in the median plane, with the sway added."""
        return np.stack(
            [
                forward + self.sway_m[:, 0],
                self.sway_m[:, 1],
                np.broadcast_to(up, self.whole.shape),
            ],
            axis=-1,
        )


def eased(phase: Array) -> Array:
    """0 to 1 with minimum jerk, while ``phase`` goes from 0 to 1.

    Flash and Hogan, "The coordination of arm movements", J. Neuroscience 5(7), 1985.
    """
    x = np.clip(phase, 0, 1)
    smooth: Array = x**3 * (10 - 15 * x + 6 * x**2)
    return smooth


def there_and_back(phase: Array, turn: tuple[float, float]) -> Array:
    """0 to 1 until ``turn[0]``, 1 until ``turn[1]``, and back to 0 at phase 1."""
    arrive, leave = turn
    return eased(phase / arrive) * eased((1 - phase) / (1 - leave))
