"""What can be done wrong on purpose."""

from enum import StrEnum


class FaultKind(StrEnum):
    """The faults that can be seeded into a rep; a rest is a pause after it, and no fault of its."""

    SHALLOW = "shallow"
    HALF_REP = "half-rep"
    KNEES_IN = "knees-in"
    LEANING_FORWARD = "leaning-forward"
    ONE_SIDE_LAGGING = "one-side-lagging"
    REST = "rest"


class View(StrEnum):
    """Where the camera has to stand to see something."""

    FRONT = "front"
    SIDE = "side"


SHALLOW_RATIO = 0.65
"""How far a shallow rep goes, where 1 is the full way."""

HALF_REP_RATIO = 0.45

KNEES_IN_DEG = 20.0
"""How far the knees turn inward at the turning point; those of a squat then nearly touch."""

LEANING_FORWARD_DEG = 26.0
"""How much further the trunk tilts at the turning point."""

LAG_PHASE = 0.14
"""By how much of the rep the lagging side starts later."""

LAG_RATIO = 0.75
"""How far the lagging side gets."""

LONG_REST_S = 3.0
"""How long the pause lasts that follows a rep with a rest."""
