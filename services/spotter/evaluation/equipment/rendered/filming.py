"""Rendered takes with a tool, as an estimator that errs a little sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from spotter.equipment.place import Picture, Place
from spotter.evaluation.errors import EvaluationError
from spotter.movement.values.body.poses import Keypoints
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.light import Light
from spotter.simulation.filming.noise import noisy
from spotter.simulation.filming.tool_truth import ToolTruth
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from spotter.simulation.tools.tool import KEYPOINTS, Tool

EXERCISES: Mapping[Tool, str] = MappingProxyType(
    {
        Tool.BARBELL: "squat",
        Tool.DUMBBELLS: "biceps-curl",
        Tool.KETTLEBELL: "squat",
        Tool.KETTLEBELLS: "front-raise",
        Tool.BAND: "biceps-curl",
    }
)
"""What each tool is tried with."""

_REPS = 2
_SMALLEST_BOX_PX = 8.0
"""Half of the side of the smallest box that a trainer draws."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who performs, in which light, with which seed, and whether the hands are empty."""

    athlete: int
    light: Light
    seed: int
    is_empty: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Footage:
    """T pictures, when each was taken, and the keypoints (T, 25, 3) that an estimator sees.

    ``places`` has, by the name of each end, where it is in the pictures that show it in the hands;
    nothing where it is hidden, outside, or not held.
    """

    pictures: Sequence[Picture]
    times_us: Sequence[int]
    keypoints: Keypoints
    places: Mapping[str, Mapping[int, Place]]


def filmed(tool: Tool, yaw_deg: float, cast: Cast) -> Footage:
    """The tool's exercise, filmed from ``yaw_deg``."""
    who = athlete(cast.athlete)
    plan = Plan(EXERCISES[tool], _REPS, body=who.body, tool=None if cast.is_empty else tool)
    take = Take(plan, Camera(yaw_deg, aim_m=plan.aim_m), who.look, cast.seed, light=cast.light)
    performance = take.performance()
    poses = noisy(performance.poses(take.camera), np.random.default_rng(cast.seed))
    truth = take.tool_truth(performance)
    return Footage(
        list(take.pictures(performance)),
        performance.captured_us.tolist(),
        poses.keypoints,
        _places(truth) if truth else {name: {} for name in KEYPOINTS[tool]},
    )


def tools_named(names: Sequence[str]) -> list[Tool]:
    """The tools; all of them without a name. Raises :class:`EvaluationError` for an unknown one."""
    unknown = [name for name in names if name not in list(Tool)]
    if unknown:
        raise EvaluationError(f"the tools are {', '.join(Tool)}; found {', '.join(unknown)}")
    return [Tool(name) for name in dict.fromkeys(names)] or list(Tool)


def _places(truth: ToolTruth) -> dict[str, dict[int, Place]]:
    """Of one size, as a trainer's box is."""
    found = {}
    for end, name in enumerate(truth.names):
        is_shown = truth.is_held & ~truth.is_hidden[:, end] & (truth.keypoints[:, end, 2] > 0)
        radius_px = max(float(np.median(truth.radius_px[:, end])), _SMALLEST_BOX_PX)
        found[name] = {
            int(index): Place(float(x_px), float(y_px), radius_px)
            for index in np.flatnonzero(is_shown)
            for x_px, y_px in [truth.keypoints[index, end, :2]]
        }
    return found
