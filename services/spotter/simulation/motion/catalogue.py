"""The exercises that can be simulated and their properties."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.posture import Posture
from spotter.simulation.errors import SimulationError
from spotter.simulation.motion import exercises
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.motion_profile import MotionProfile

_BOTH = (View.FRONT, View.SIDE)


class Equipment(Enum):
    """The equipment that an athlete holds."""

    NONE = "none"
    DUMBBELLS = "dumbbells"
    PULL_UP_BAR = "pull-up bar"
    TOOL = "tool"
    """Drawn apart, see :mod:`spotter.simulation.tools`; only the hands are closed."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A movement that can be performed.

    ``faults`` maps the faults that apply to the views that show them; ``rep_s`` is the usual
    duration of a rep; ``aim_ratio`` is the height to point a camera at, in body heights.
    """

    name: str
    motion: Callable[[Body, MotionProfile], Posture]
    rep_s: float
    faults: Mapping[FaultKind, tuple[View, ...]]
    equipment: Equipment = Equipment.NONE
    aim_ratio: float = 0.54


def _faults(
    extra: Mapping[FaultKind, tuple[View, ...]], depth: tuple[View, ...] = _BOTH
) -> dict[FaultKind, tuple[View, ...]]:
    always = {FaultKind.SHALLOW: depth, FaultKind.HALF_REP: depth, FaultKind.REST: depth}
    return always | dict(extra)


_LEGS = _faults(
    {FaultKind.KNEES_IN: (View.FRONT,), FaultKind.LEANING_FORWARD: (View.SIDE,)},
)
_ARMS = _faults({FaultKind.ONE_SIDE_LAGGING: (View.FRONT,)})
_WEIGHTS = Equipment.DUMBBELLS

EXERCISES: Mapping[str, Exercise] = {
    exercise.name: exercise
    for exercise in (
        Exercise("squat", exercises.squat, 2.6, _LEGS),
        Exercise("lunge", exercises.lunge, 3.0, _LEGS),
        Exercise("biceps-curl", exercises.biceps_curl, 2.4, _ARMS, _WEIGHTS),
        Exercise("overhead-press", exercises.overhead_press, 2.4, _ARMS, _WEIGHTS, 0.64),
        Exercise("front-raise", exercises.front_raise, 2.6, _ARMS, _WEIGHTS),
        Exercise("jumping-jack", exercises.jumping_jack, 1.5, _ARMS, aim_ratio=0.62),
        Exercise(
            "pull-up",
            exercises.pull_up,
            2.8,
            _faults({}, (View.FRONT,)),
            Equipment.PULL_UP_BAR,
            0.80,
        ),
        Exercise("push-up", exercises.push_up, 2.4, _faults({}, (View.SIDE,)), aim_ratio=0.2),
    )
}
"""The exercises by name."""


def exercise_named(name: str) -> Exercise:
    """The exercise called ``name``.

    Raises :class:`SimulationError`, which lists the known exercises, for an unknown name.
    """
    if name not in EXERCISES:
        raise SimulationError(
            f"expected one of the exercises {', '.join(EXERCISES)}; found {name!r}"
        )
    return EXERCISES[name]
