"""Which tool is used for which exercise, and how that exercise holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from spotter.simulation.errors import SimulationError
from spotter.simulation.tools.holding import (
    Hold,
    at_the_chest,
    at_the_shoulders,
    before_the_legs,
    beside_the_legs,
    grips_of,
    on_the_back,
    round_the_face,
)
from spotter.simulation.tools.tool import OTHER, Tool, load_of

_STANDING = MappingProxyType(
    {
        Tool.BARBELL: on_the_back,
        Tool.DUMBBELLS: beside_the_legs,
        Tool.KETTLEBELL: at_the_chest,
        Tool.KETTLEBELLS: beside_the_legs,
        Tool.BAND: at_the_shoulders,
    }
)
_IN_FRONT = MappingProxyType(
    {
        Tool.BARBELL: before_the_legs(0.125),
        Tool.DUMBBELLS: grips_of,
        Tool.KETTLEBELL: before_the_legs(0.028),
        Tool.KETTLEBELLS: grips_of,
        Tool.BAND: grips_of,
    }
)
_OVERHEAD = MappingProxyType(
    _IN_FRONT | {Tool.BARBELL: round_the_face(0.165), Tool.KETTLEBELL: round_the_face(0.028)}
)
_HOLDS: Mapping[str, Mapping[Tool, Hold]] = {
    "squat": _STANDING,
    "lunge": _STANDING,
    "biceps-curl": _IN_FRONT,
    "front-raise": _IN_FRONT,
    "overhead-press": _OVERHEAD,
}


@dataclass(frozen=True, slots=True)
class Use:
    """``tool`` of ``load_kg`` for ``exercise``.

    Raises :class:`SimulationError` for an exercise that is done without a tool, and for a load that
    the tool cannot have.
    """

    exercise: str
    tool: Tool
    load_kg: float

    @classmethod
    def of(cls, exercise: str, tool: Tool, load_kg: float | None = None) -> "Use":
        """The use with this load, or the usual one."""
        return cls(exercise, tool, load_of(tool, load_kg))

    def __post_init__(self) -> None:
        if self.exercise not in _HOLDS:
            raise SimulationError(
                f"the exercises with equipment are {', '.join(_HOLDS)}; found {self.exercise}"
            )

    @property
    def hold(self) -> Hold:
        """Where the hands are."""
        return _HOLDS[self.exercise][self.tool]

    @property
    def is_on_back(self) -> bool:
        """Whether the shoulders carry the tool, so that it does not follow the hands."""
        return self.hold is on_the_back

    @property
    def is_overhead(self) -> bool:
        """Whether it is lifted over the head."""
        return self.exercise == "overhead-press"

    @property
    def is_racked(self) -> bool:
        """Whether it is taken from a rack, at the height at which the exercise starts."""
        return self.tool is Tool.BARBELL and (self.is_on_back or self.is_overhead)

    @property
    def mistaken(self) -> "Use":
        """The exercise with another tool."""
        return Use.of(self.exercise, OTHER[self.tool])
