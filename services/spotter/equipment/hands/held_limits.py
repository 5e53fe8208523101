"""The limits from which a look says ``held`` or ``empty hands``, at a stated rate of errors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from spotter.equipment.errors import EquipmentError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Limits:
    """A score above ``held_from`` says held, one below ``empty_to`` empty hands.

    Between them a look says nothing. ``false_ratio`` is the share of looks at empty hands that
    were to say held, and of looks at held equipment that were to say empty hands. Raises
    :class:`EquipmentError` for limits that overlap and what is no share.
    """

    held_from: float
    empty_to: float
    false_ratio: float

    def __post_init__(self) -> None:
        if not (np.isfinite(self.held_from) and self.empty_to <= self.held_from):
            raise EquipmentError(f"expected limits that do not overlap; found {self}")
        if not 0 <= self.false_ratio < 1:
            raise EquipmentError(f"expected a share of errors; found {self.false_ratio}")


USUAL_LIMITS = Limits(held_from=0.152, empty_to=0.066, false_ratio=0.05)
"""For EfficientNet-Lite0, fitted on the videos that docs/evaluating.md names."""


def limits_for(empty: Sequence[ArrayLike], held: Sequence[ArrayLike], false_ratio: float) -> Limits:
    """The limits at which no more than ``false_ratio`` of the looks err, in the mean of clips.

    ``empty`` and ``held`` have the scores of each clip; NaN are left out, and all clips weigh the
    same. Where the scores of both kinds are apart, a look between them says nothing, either. Raises
    :class:`EquipmentError` if either kind has no scores.

    >>> limits_for([[0.1, 0.2]], [[0.6, 0.8]], 0.05)
    Limits(held_from=0.6, empty_to=0.2, false_ratio=0.05)
    """
    held_from = _passed_by(empty, false_ratio)
    empty_to = -_passed_by([-np.asarray(clip, dtype=np.float64) for clip in held], false_ratio)
    return Limits(max(held_from, empty_to), min(held_from, empty_to), false_ratio)


def _passed_by(clips: Sequence[ArrayLike], ratio: float) -> float:
    """The lowest score that at most ``ratio`` of the scores are above, in the mean of clips."""
    found = [np.asarray(clip, dtype=np.float64) for clip in clips]
    finite = [clip[np.isfinite(clip)] for clip in found]
    finite = [clip for clip in finite if len(clip)]
    if not finite:
        raise EquipmentError("expected looks at held equipment and at empty hands; found none")
    scores = np.concatenate(finite)
    weights = np.concatenate([np.full(len(clip), 1 / len(clip) / len(finite)) for clip in finite])
    order = np.argsort(scores)
    above = 1 - np.cumsum(weights[order])
    place = int(np.argmax(above <= ratio + 1e-9))
    return float(scores[order][place])
