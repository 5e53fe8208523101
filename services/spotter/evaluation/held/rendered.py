"""Rendered takes: each tool in the hands, and the same movements with empty hands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.equipment.held_look import HeldLook
from spotter.evaluation.held.looks import Clock, Looks, looks_at
from spotter.movement.values.body.poses import Keypoints
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.catalogue import Equipment
from spotter.simulation.motion.performance import Plan, perform
from spotter.simulation.scene import Actor, Scene
from spotter.simulation.tools.tool import Tool

EMPTY = "empty hands"
_EXERCISES = ("squat", "biceps-curl", "front-raise")
_YAWS_DEG = (0.0, 35.0, 80.0)
_ATHLETES = (1, 2)
_LOOKS_HZ = 2.0
_SET_LOOKS_HZ = 1.0
_SET_REPS = 4


@dataclass(frozen=True, slots=True)
class RenderedTake:
    """Who does what, seen from where. ``tool`` is None for empty hands."""

    exercise: str
    tool: Tool | None
    yaw_deg: float
    athlete: int
    is_set: bool = False

    @property
    def name(self) -> str:
        """In words."""
        with_what = self.tool or EMPTY
        return f"{self.exercise}, {with_what}, {self.yaw_deg:g} deg, athlete {self.athlete}"


def takes() -> list[RenderedTake]:
    """Two reps each, from three sides, by two athletes."""
    return [
        RenderedTake(exercise, tool, yaw_deg, number)
        for tool, exercise, yaw_deg, number in product(
            (None, *Tool), _EXERCISES, _YAWS_DEG, _ATHLETES
        )
    ]


def sets() -> list[RenderedTake]:
    """Whole sets: the tool is taken up first and put back in the end."""
    return [
        RenderedTake("squat", tool, yaw_deg, number, is_set=True)
        for tool, yaw_deg, number in product((Tool.BARBELL, Tool.DUMBBELLS), _YAWS_DEG, _ATHLETES)
    ]


def take_looks(take: RenderedTake, seed: int, look: HeldLook, clock: Clock) -> Looks:
    """Looks at one take; the joints are where they truly are."""
    kind = take.tool.value if take.tool else EMPTY
    return looks_at(take.name, kind, _shown(take, seed), look, clock)


def _shown(take: RenderedTake, seed: int) -> Iterator[tuple[NDArray[np.uint8], Keypoints, bool]]:
    performer, rng = athlete(take.athlete), np.random.default_rng(seed)
    plan = Plan(take.exercise, reps=2, body=performer.body, rate_hz=_LOOKS_HZ, tool=take.tool)
    if take.is_set:
        plan = replace(plan, reps=_SET_REPS, rate_hz=_SET_LOOKS_HZ, unracks=True, racks=True)
    performance = perform(plan, rng)
    camera = Camera(yaw_deg=take.yaw_deg, aim_m=plan.aim_m)
    actor = Actor(performance.joints_m, performer.look, Equipment.NONE, performance.tool)
    scene = Scene(camera, performance.captured_us, (actor,))
    tool = performance.tool
    is_held = np.zeros(len(performance.captured_us), bool) if tool is None else tool.is_held
    shown = zip(scene.pictures(rng), scene.keypoints()[:, 0], is_held.tolist(), strict=True)
    yield from shown
