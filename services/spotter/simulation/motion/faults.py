"""The faults that can be simulated on purpose."""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from spotter.simulation.errors import SimulationError


class FaultKind(StrEnum):
    """The faults that can be seeded into a rep; a rest is only a pause after it.

    The last four are those of a tool: one end of a bar lower, forward on the way back, put down at
    the turning point and left there, and a rep done with another tool.
    """

    SHALLOW = "shallow"
    HALF_REP = "half-rep"
    KNEES_IN = "knees-in"
    LEANING_FORWARD = "leaning-forward"
    ONE_SIDE_LAGGING = "one-side-lagging"
    REST = "rest"
    TILT = "tilt"
    DRIFT = "drift"
    DROPPED = "dropped"
    WRONG_EQUIPMENT = "wrong-equipment"


class View(StrEnum):
    """Where the camera has to be to see a fault."""

    FRONT = "front"
    SIDE = "side"


SHALLOW_RATIO = 0.65
"""How far a shallow rep goes, where 1 is the full range."""

HALF_REP_RATIO = 0.45

KNEES_IN_DEG = 20.0
"""How far the knees turn inward at the turning point; in a squat they then nearly touch."""

LEANING_FORWARD_DEG = 26.0
"""The additional tilt of the trunk at the turning point."""

LAG_PHASE = 0.14
"""The delay of the lagging side as a ratio of the rep."""

LAG_RATIO = 0.75
"""How far the lagging side goes."""

TILT_DEG = 9.0
"""How far the left end of a bar is lower at the turning point."""

DRIFT_M = 0.08
"""How far a tool is too far forward in the middle of the way back."""

TOOL_FAULTS = (FaultKind.TILT, FaultKind.DRIFT, FaultKind.DROPPED, FaultKind.WRONG_EQUIPMENT)

LONG_REST_S = 3.0
"""The duration of the pause after a rep with a rest."""


def faults_from(specs: Sequence[str]) -> dict[FaultKind, frozenset[int]]:
    """The reps with each fault, from specifications such as ``shallow:3,7``.

    Raises :class:`SimulationError` for an invalid specification.
    """
    faults: defaultdict[FaultKind, frozenset[int]] = defaultdict(frozenset)
    for spec in specs:
        name, _, numbers = spec.partition(":")
        if name not in list(FaultKind):
            raise SimulationError(
                f"expected one of the faults {', '.join(FaultKind)}; found {name!r}"
            )
        words = numbers.split(",")
        if not all(word.strip().isdecimal() for word in words):
            raise SimulationError(f"expected a fault such as shallow:3,7; found {spec!r}")
        faults[FaultKind(name)] |= {int(word) for word in words}
    return dict(faults)
