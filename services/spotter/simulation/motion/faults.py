"""What can be done wrong on purpose."""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from spotter.simulation.errors import SimulationError


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


def faults_from(specs: Sequence[str]) -> dict[FaultKind, frozenset[int]]:
    """Faults per rep from words such as ``shallow:3,7``.

    Raises :class:`SimulationError` for other words.
    """
    faults: defaultdict[FaultKind, frozenset[int]] = defaultdict(frozenset)
    for spec in specs:
        name, _, numbers = spec.partition(":")
        if name not in list(FaultKind):
            raise SimulationError(f"faults are {', '.join(FaultKind)}; found {name!r}")
        words = numbers.split(",")
        if not all(word.strip().isdecimal() for word in words):
            raise SimulationError(f"a fault is written as shallow:3,7; found {spec!r}")
        faults[FaultKind(name)] |= {int(word) for word in words}
    return dict(faults)
