"""References and what was learned from them, as they look from where a rep is seen."""

from dataclasses import dataclass, replace
from functools import lru_cache

from spotter.movement.assessment.scorability import why_insufficient
from spotter.movement.fitting import (
    EquipmentModel,
    ReferenceModel,
    learn_equipment,
    learn_model,
)
from spotter.movement.geometry import View, Yaw, turned
from spotter.movement.values import MovementError, Reference

_STEP_DEG = 5.0
_FEWEST_STEPS = 2
"""Less than 7.5 degrees is within what another camera explains of the deviations."""
_KEPT = 64
"""Half a megabyte each."""


@dataclass(frozen=True, slots=True, eq=False)
class LearnedReference:
    """A reference, the model learned from it, and where it is seen from.

    ``original`` is the reference that this one was turned from by ``turned_deg``, or itself.
    ``equipment`` is what was learned of what it is done with; None where that was not followed.
    """

    reference: Reference
    expected: ReferenceModel
    view: View
    original: Reference
    turned_deg: float = 0.0
    equipment: EquipmentModel | None = None

    @classmethod
    def of(cls, reference: Reference) -> "LearnedReference":
        """Raises :class:`MovementError` when no joint is seen in all reps, or none moves."""
        expected = learn_model(reference)
        view, equipment = View.of(reference.reps), learn_equipment(reference, expected)
        return cls(reference, expected, view, reference, equipment=equipment)

    @property
    def person(self) -> str:
        """The person who performed the reference."""
        return self.reference.person

    @property
    def has_depth(self) -> bool:
        """Whether it can be seen from elsewhere."""
        return all(rep.world_m is not None for rep in self.reference.reps)

    def seen_from(self, yaw: Yaw) -> "LearnedReference":
        """The reference as the camera at ``yaw`` from its own would have seen it."""
        step = round(yaw.yaw_deg / _STEP_DEG)
        return _turned(self, step) if abs(step) >= _FEWEST_STEPS and self.has_depth else self


@lru_cache(maxsize=_KEPT)
def _turned(learned: LearnedReference, step: int) -> LearnedReference:
    """Turned by whole steps, so that few models serve all cameras."""
    turned_deg = step * _STEP_DEG
    seen = turned(learned.reference, turned_deg)
    expected = learn_model(seen)
    equipment = learn_equipment(seen, expected, is_turned=True)
    return replace(
        learned, reference=seen, expected=expected, turned_deg=turned_deg, equipment=equipment
    )


def judgeable_part(reference: Reference) -> Reference:
    """``reference`` with only those reps that could be judged themselves.

    Raises :class:`MovementError` when there is none.
    """
    reasons = [why_insufficient(rep) for rep in reference.reps]
    kept = tuple(rep for rep, why in zip(reference.reps, reasons, strict=True) if why is None)
    if not kept:
        found = ", ".join(dict.fromkeys(why.code.value for why in reasons if why))
        raise MovementError(
            f"a reference for {reference.exercise!r} needs a rep that can be judged; found {found}"
        )
    return replace(reference, reps=kept)
