"""How far a rep's equipment is from the way that it goes in a reference."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.relation import Relation
from spotter.movement.fitting import EquipmentModel, Registration
from spotter.movement.fitting.equipment_model import Signals
from spotter.movement.geometry import PHASES, Coordinates

_WINDOW = PHASES // 5
_WEIGHT = 1 / 2
"""What makes the score of a good rep's equipment as large as that of a body usually is."""
_DIFFERENCE_OF_PEOPLE = 0.05
_DIFFERENCE_IN_SMALL_TL = 0.04
"""How much the same equipment of two people differs, as a ratio of its travel and however small it
is. All four were chosen on simulated people: docs/method.md."""


@dataclass(frozen=True, slots=True, eq=False)
class EquipmentDeviations:
    """A rep's equipment compared with a reference's, on the reference's phases.

    ``ends`` (60, 2, 2) are the rep's, oriented like the reference; ``off_tl`` is how far its
    signals are off, less what another stance and body explain, NaN where one of the two does not
    show it; ``allowance`` is how far they may be.
    """

    ends: Coordinates
    off_tl: Signals
    allowance: Signals
    usual: EquipmentModel

    @property
    def ratio(self) -> NDArray[np.float64]:
        """(60, 5) what is off, in multiples of the allowance."""
        ratio: NDArray[np.float64] = self.off_tl / self.allowance
        return ratio

    @property
    def score(self) -> float:
        """How far the worst signal is off, to stand beside the score of the body.

        It counts by its root mean square over the worst fifth of the rep.
        """
        squares = np.cumsum(np.nan_to_num(self.ratio) ** 2, axis=0)
        whole = np.concatenate([np.zeros((1, squares.shape[1])), squares])
        worst = float((whole[_WINDOW:] - whole[:-_WINDOW]).max())
        return _WEIGHT * float(np.sqrt(worst / _WINDOW))


def equipment_deviations(
    best: Registration,
    ends: Coordinates | None,
    usual: EquipmentModel | None,
    relation: Relation,
) -> EquipmentDeviations | None:
    """The deviations of a registered rep's ``ends``; None where the two show no end in common."""
    if ends is None or usual is None:
        return None
    own = best.equipment(ends)
    off_tl = usual.off(own)
    if not np.isfinite(off_tl).any():
        return None
    allowance = usual.spread
    if not relation.is_self:
        extra_tl2 = (_DIFFERENCE_OF_PEOPLE * usual.travel_tl) ** 2 + _DIFFERENCE_IN_SMALL_TL**2
        allowance = np.sqrt(allowance**2 + extra_tl2)
    return EquipmentDeviations(own, off_tl, allowance, usual)
