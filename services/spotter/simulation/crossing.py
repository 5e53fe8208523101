"""The standard scenes of people who cross each other's path, to test tracking."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from spotter.simulation.athletes.look import Athlete, athlete
from spotter.simulation.athletes.posture import Array
from spotter.simulation.errors import SimulationError
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.gait import Waypoint, placed, walk
from spotter.simulation.motion.performance import Plan, perform
from spotter.simulation.scene import Actor, Scene

_REPS = 8


@dataclass(frozen=True, slots=True)
class Trainee:
    """A person who does an exercise in one place, facing the camera."""

    exercise: str
    y_m: float = 0.0
    x_m: float = 0.0

    def play(self, who: Athlete, times_s: Array, rng: np.random.Generator) -> Actor:
        """The actor at ``times_s`` (T,)."""
        rate_hz = 1 / float(times_s[1] - times_s[0])
        plan = Plan(self.exercise, reps=_REPS, body=who.body, rate_hz=rate_hz)
        performance = perform(plan, rng)
        joints_m = performance.joints_m[: len(times_s)]
        moved = placed(joints_m, np.array([self.x_m, self.y_m]))
        return Actor(moved, who.look, performance.exercise.equipment)


@dataclass(frozen=True, slots=True)
class Walker:
    """A person who walks: x is towards the camera, y to the right of the picture."""

    path: tuple[Waypoint, ...]

    def play(self, who: Athlete, times_s: Array, rng: np.random.Generator) -> Actor:
        """The actor at ``times_s`` (T,); ``rng`` makes the walk start a little sooner or later."""
        early_s = rng.uniform(-0.3, 0.3)
        return Actor(walk(who.body, times_s + early_s, self.path), who.look)


def _across(x_m: float, from_s: float, to_s: float, side: float = 1.0) -> Walker:
    """Walker from left to right, out of view before and after; ``side`` -1: from right to left."""
    return Walker((Waypoint(from_s, x_m, -3.6 * side), Waypoint(to_s, x_m, 3.6 * side)))


def _by(x_m: float, *times_and_ys: tuple[float, float]) -> Walker:
    return Walker(tuple(Waypoint(time_s, x_m, y_m) for time_s, y_m in times_and_ys))


_DURATION_S = 8.0
_SQUATS = Trainee("squat")

STANDARD_SCENES: Mapping[str, tuple[Trainee | Walker, ...]] = {
    "one passes behind": (_SQUATS, _across(-1.0, 1.0, 6.5)),
    "one passes in front": (Trainee("biceps-curl"), _across(1.0, 1.0, 6.5, side=-1)),
    "two meet in the open": (_across(0.4, 1.0, 6.5), _across(-0.6, 1.0, 6.5, side=-1)),
    "two meet behind": (_SQUATS, _across(-0.8, 1.0, 6.5), _across(-1.5, 1.0, 6.5, side=-1)),
    "two meet, one in front and one behind": (
        Trainee("jumping-jack"),
        _across(1.0, 1.0, 6.5),
        _across(-1.0, 1.0, 6.5, side=-1),
    ),
    "one overtakes another": (
        Trainee("front-raise", y_m=-0.9),
        _across(-0.8, -1.0, 8.0),
        _across(-1.5, 1.2, 5.8),
    ),
    "one stops behind": (
        _SQUATS,
        _by(-1.0, (0.0, -3.6), (3.0, 0.2), (4.3, 0.2), (7.3, 3.6)),
    ),
    "one stops in front": (
        Trainee("biceps-curl"),
        _by(1.0, (0.0, -3.6), (3.0, 0.05), (4.0, 0.05), (7.0, 3.6)),
    ),
    "one turns round behind": (_SQUATS, _by(-1.0, (0.0, 3.6), (3.0, 0.0), (3.4, 0.0), (6.5, 3.6))),
    "one leaves and comes back": (
        Trainee("lunge", y_m=-0.6),
        _by(0.2, (0.0, 0.9), (1.5, 0.9), (2.7, 2.6), (3.1, 2.6), (4.4, 0.9)),
    ),
    "two train and one passes between": (
        Trainee("squat", y_m=-0.8, x_m=0.6),
        Trainee("overhead-press", y_m=0.8, x_m=-0.6),
        _across(0.0, 1.0, 6.5),
    ),
    "three cross": (
        _across(0.8, 0.5, 6.0),
        _across(0.0, 1.2, 6.7, side=-1),
        _across(-0.8, 0.0, 7.5),
    ),
}
"""The people in each scene, by its name. Nobody is hidden for longer than two seconds."""


def standard_scene(name: str, rate_hz: float, seed: int = 0) -> Scene:
    """A standard scene of eight seconds; ``seed`` determines the athletes and the exact times.

    Raises :class:`SimulationError`, which lists the known scenes, for an unknown name.
    """
    if name not in STANDARD_SCENES:
        raise SimulationError(
            f"expected one of the scenes {', '.join(STANDARD_SCENES)}; found {name!r}"
        )
    times_s = np.arange(round(_DURATION_S * rate_hz)) / rate_hz
    rng = np.random.default_rng(seed)
    actors = tuple(
        part.play(athlete(10 * seed + number), times_s, rng)
        for number, part in enumerate(STANDARD_SCENES[name])
    )
    camera = Camera(distance_m=4.0, height_m=1.4, aim_m=0.95)
    return Scene(camera, np.round(times_s * 1e6).astype(np.int64), actors)
