"""The tools that an athlete can train with, and how large they are."""

from collections.abc import Mapping
from enum import StrEnum

from spotter.simulation.errors import SimulationError

BAR_KG = 20.0
PLATE_RADIUS_M = 0.225
SLEEVE_RADIUS_M = 0.025
PLATE_FROM_MIDDLE_M = 0.70
"""From the middle of a bar to the middle of its plates."""


class Tool(StrEnum):
    """What is held: one bar, one dumbbell in each hand, one kettlebell in both or two, a band."""

    BARBELL = "barbell"
    DUMBBELLS = "dumbbells"
    KETTLEBELL = "kettlebell"
    KETTLEBELLS = "kettlebells"
    BAND = "band"


KEYPOINTS: Mapping[Tool, tuple[str, ...]] = {
    Tool.BARBELL: ("bar_left", "bar_right"),
    Tool.DUMBBELLS: ("dumbbell_left", "dumbbell_right"),
    Tool.KETTLEBELL: ("kettlebell",),
    Tool.KETTLEBELLS: ("kettlebell_left", "kettlebell_right"),
    Tool.BAND: ("band_left", "band_right", "band_foot_left", "band_foot_right"),
}
"""The middle of the plates, of the handle, of the ball; the ends of the band."""

OTHER: Mapping[Tool, Tool] = {
    Tool.BARBELL: Tool.DUMBBELLS,
    Tool.DUMBBELLS: Tool.KETTLEBELLS,
    Tool.KETTLEBELL: Tool.DUMBBELLS,
    Tool.KETTLEBELLS: Tool.DUMBBELLS,
    Tool.BAND: Tool.DUMBBELLS,
}
"""What is taken by mistake."""

_USUAL_KG = {
    Tool.BARBELL: 60.0,
    Tool.DUMBBELLS: 10.0,
    Tool.KETTLEBELL: 16.0,
    Tool.KETTLEBELLS: 12.0,
    Tool.BAND: 0.0,
}
_RANGE_KG = {
    Tool.BARBELL: (BAR_KG, 300.0),
    Tool.DUMBBELLS: (1.0, 60.0),
    Tool.KETTLEBELL: (2.0, 60.0),
    Tool.KETTLEBELLS: (2.0, 60.0),
}


def load_of(tool: Tool, load_kg: float | None) -> float:
    """``load_kg``, or what is usual: a bar with its plates, or one dumbbell or kettlebell.

    Raises :class:`SimulationError` for a load that the tool cannot have; a band has none.
    """
    if load_kg is None:
        return _USUAL_KG[tool]
    if tool not in _RANGE_KG:
        raise SimulationError(f"a {tool} has no load; found {load_kg} kg")
    least, most = _RANGE_KG[tool]
    if not least <= load_kg <= most:
        raise SimulationError(f"the load of {tool} is {least} to {most} kg; found {load_kg} kg")
    return load_kg


def radius_m(tool: Tool, load_kg: float) -> float:
    """The radius around each of the tool's keypoints."""
    if tool is Tool.BARBELL:
        return PLATE_RADIUS_M if load_kg > BAR_KG else SLEEVE_RADIUS_M
    if tool is Tool.DUMBBELLS:
        return float(0.055 * (load_kg / 10) ** (1 / 3))
    if tool is Tool.BAND:
        return 0.012
    return float(0.095 * (load_kg / 16) ** (1 / 3))
