"""Exercises that are done with equipment, and simulated sets of them."""

from collections.abc import Mapping

import numpy as np

from spotter.movement.values import (
    Equipment,
    EquipmentEnd,
    EquipmentKind,
    Exercise,
    PoseSeries,
    Reference,
)
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.followed_equipment import poses_with_equipment
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan, perform
from spotter.simulation.tools.tool import Tool

Faults = Mapping[FaultKind, frozenset[int]]
TAUGHT = dict.fromkeys(EquipmentEnd, b"what it looks like")
FRONT_DEG, SIDE_DEG = 5.0, 82.0


def reps_with(  # noqa: PLR0913 - what a set is made of
    exercise: str,
    tool: Tool,
    yaw_deg: float,
    *,
    reps: int,
    faults: Faults | None = None,
    number: int = 1,
    seed: int = 1,
) -> list[PoseSeries]:
    """The reps of a set of the athlete with this number, as they were performed."""
    plan = Plan(exercise, reps=reps, body=athlete(number).body, tool=tool, faults=faults or {})
    rng = np.random.default_rng(seed)
    performance = perform(plan, rng)
    camera = Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m, distance_m=3.6)
    poses = poses_with_equipment(performance, camera, rng)
    times = poses.captured_us
    return [
        poses.between(int(times[rep.first_frame]), int(times[rep.last_frame]))
        for rep in performance.reps
    ]


def exercise_with(
    exercise: str, kind: EquipmentKind, yaw_deg: float, *, number: int = 1
) -> Exercise:
    """The exercise as that athlete has recorded it in five reps."""
    reps = reps_with(exercise, Tool(kind.value), yaw_deg, reps=5, number=number, seed=7)
    reference = Reference(exercise, tuple(reps), f"athlete {number}")
    return Exercise((reference,), equipment=Equipment(kind, TAUGHT))
