"""How far a rep is from what is expected, joint by joint and phase by phase."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.fitting.nuisance_factors import from_start
from spotter.movement.fitting.reference_model import ReferenceModel
from spotter.movement.fitting.registration import Registration
from spotter.movement.geometry.normalisation import Coordinates
from spotter.movement.values.facing import Facing

_COUNTED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Deviations:
    """A rep compared with the reference model, on the model's phases.

    ``trajectory`` is the rep's own, oriented like the model, (60, 25, 2) torso lengths; ``offset``
    how far it is out, half of that at the start taken away; ``ratio`` the same without sign,
    divided by what is allowed. ``unexplained_ratio`` likewise is what neither body nor camera
    explain. All are NaN at phases that the rep has no part in; ``phases`` (60,) says which it has.
    ``frames`` (60,) are the attempt's frames at the phases. ``facing`` tells how the attempt was
    turned.
    """

    trajectory: Coordinates
    offset: Coordinates
    ratio: Coordinates
    unexplained_ratio: Coordinates
    frames: NDArray[np.intp]
    phases: NDArray[np.bool_]
    facing: Facing

    @property
    def score(self) -> float:
        """How far the five worst coordinates are out, in multiples of what is allowed.

        Each counts by its root mean square over the rep, so that no single picture decides.
        """
        squares = self.unexplained_ratio[self.phases] ** 2
        lasting = np.sqrt(squares.mean(axis=0)).ravel()
        return float(np.sort(lasting[np.isfinite(lasting)])[-_COUNTED:].mean())


def deviations_of(best: Registration, frame_count: int, expected: ReferenceModel) -> Deviations:
    """The deviations of a rep that has been laid over its expectation."""
    there = best.phases
    apart = best.trajectory - expected.trajectory
    offset = np.full_like(apart, np.nan)
    offset[there] = from_start(apart[there])
    left = expected.factors.unexplained(apart)
    return Deviations(
        trajectory=best.trajectory,
        offset=offset,
        ratio=np.abs(offset) / expected.allowance,
        unexplained_ratio=np.abs(left) / expected.unexplained_allowance,
        frames=best.frames(frame_count),
        phases=there,
        facing=best.facing,
    )
