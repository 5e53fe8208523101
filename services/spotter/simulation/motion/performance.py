"""A plan of reps and its performance: movement with known ground truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import PoseSeries
from spotter.simulation.athletes.body import Body
from spotter.simulation.athletes.posture import Array
from spotter.simulation.errors import SimulationError
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.catalogue import Exercise, exercise_named
from spotter.simulation.motion.faults import LONG_REST_S, TOOL_FAULTS, FaultKind
from spotter.simulation.motion.tempo import RepTiming, profile_of
from spotter.simulation.tools.equipped import ToolTrack, equipped
from spotter.simulation.tools.handling import PICK_UP_S, Handling, handling_of
from spotter.simulation.tools.tool import Tool
from spotter.simulation.tools.use import Use

_STILL_S = 0.6
"""How long somebody stands still before going for a tool, and before putting it away."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to perform.

    ``rep_s`` is the duration of a rep (None: the exercise's usual one), ``depth_ratio`` how far
    each goes, ``rest_s`` the pause between reps, ``rate_hz`` the frame rate. ``faults`` lists the
    reps, from 1, that show each fault; a rest follows the listed reps.

    ``tool`` is the equipment, of ``load_kg`` (None: its usual one). It is taken up
    before the first rep if somebody ``unracks`` it, and put away after the last if they ``racks``
    it; else they have it all the time.

    Raises :class:`SimulationError` for an unknown exercise, a fault that it does not have, a rep
    that does not exist, numbers out of range, and equipment that does not go with the rest.
    """

    exercise: str
    reps: int = 10
    rep_s: float | None = None
    depth_ratio: float = 1.0
    rest_s: float = 0.4
    faults: Mapping[FaultKind, frozenset[int]] = field(default_factory=dict)
    body: Body = field(default_factory=Body)
    rate_hz: float = 15.0
    tool: Tool | None = None
    load_kg: float | None = None
    unracks: bool = False
    racks: bool = False

    def __post_init__(self) -> None:
        exercise = exercise_named(self.exercise)
        self._check_tool()
        for what, value, least, most, unit in (
            ("reps", self.reps, 0, 1000, ""),
            ("a rep's length", self.usual_rep_s, 0.5, 30, " s"),
            ("the depth", self.depth_ratio, 0.3, 1.1, ""),
            ("the rest between reps", self.rest_s, 0, 60, " s"),
            ("the frame rate", self.rate_hz, 1, 240, " frames a second"),
        ):
            if not least <= value <= most:
                raise SimulationError(f"{what} must be {least} to {most}{unit}; found {value}")
        for kind, numbers in self.faults.items():
            self._check(exercise, kind, numbers)

    def _check_tool(self) -> None:
        if self.tool is None:
            wants = [kind for kind in TOOL_FAULTS if kind in self.faults]
            if wants or self.unracks or self.racks or self.load_kg is not None:
                what = ", ".join(wants) or "a load, unracking and racking"
                raise SimulationError(
                    f"expected equipment ({', '.join(Tool)}) for {what}; found none"
                )
            return
        Use.of(self.exercise, self.tool, self.load_kg)
        if self.racks and FaultKind.DROPPED in self.faults:
            raise SimulationError("expected racking or a dropped tool; found both")
        if FaultKind.TILT in self.faults and self.tool is not Tool.BARBELL:
            raise SimulationError(f"{FaultKind.TILT} is a fault of a barbell; found {self.tool}")

    def _check(self, exercise: Exercise, kind: FaultKind, numbers: frozenset[int]) -> None:
        if kind not in TOOL_FAULTS and kind not in exercise.faults:
            known = ", ".join(exercise.faults)
            raise SimulationError(f"the faults of {exercise.name} are {known}; found {kind}")
        for number in sorted(numbers):
            if not 1 <= number <= self.reps:
                raise SimulationError(
                    f"{kind} names rep {number}; expected one from 1 to {self.reps}"
                )

    @property
    def usual_rep_s(self) -> float:
        """The duration of a rep before its natural variation."""
        return exercise_named(self.exercise).rep_s if self.rep_s is None else self.rep_s

    @property
    def aim_m(self) -> float:
        """The height to point a camera at so that the whole movement is in the picture."""
        return exercise_named(self.exercise).aim_ratio * self.body.height_m

    def faults_of(self, number: int) -> tuple[FaultKind, ...]:
        """The faults that rep ``number`` shows; a rest is not one."""
        return tuple(
            kind
            for kind in FaultKind
            if kind is not FaultKind.REST and number in self.faults.get(kind, ())
        )


@dataclass(frozen=True, slots=True)
class TrueRep:
    """One rep as performed.

    ``start_s`` and ``end_s`` are when the body leaves the rest position and returns to it;
    ``first_frame`` and ``last_frame`` are the first and last frame in between, inclusive.
    """

    number: int
    start_s: float
    end_s: float
    first_frame: int
    last_frame: int
    faults: tuple[FaultKind, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Performance:
    """``joints_m`` (T, 25, 3) over ``captured_us`` (T,), which starts at 0, and the true reps.

    ``tool`` is where the plan's tool is.
    """

    plan: Plan
    captured_us: NDArray[np.int64]
    joints_m: Array
    reps: tuple[TrueRep, ...]
    tool: ToolTrack | None = None

    @property
    def exercise(self) -> Exercise:
        """The exercise performed."""
        return exercise_named(self.plan.exercise)

    def poses(self, camera: Camera) -> PoseSeries:
        """The true keypoints as ``camera`` sees them, with confidence 1."""
        return camera.poses(self.captured_us, self.joints_m)


def perform(plan: Plan, rng: np.random.Generator) -> Performance:
    """Perform ``plan``; ``rng`` varies the reps a little.

    It starts and ends with about a second in the rest position.
    """
    timings, end_s = _rep_timings(plan, rng)
    frames = round(end_s * plan.rate_hz)
    times_s = np.arange(frames) / plan.rate_hz
    profile = profile_of(timings, times_s, rng)
    joints_m = exercise_named(plan.exercise).motion(plan.body, profile).joints()
    tool = None
    if plan.tool is not None:
        handling = _handling(plan, timings, times_s)
        use = Use.of(plan.exercise, plan.tool, plan.load_kg)
        has_rack = plan.unracks or plan.racks
        joints_m, tool = equipped(use, joints_m, plan.body, handling, has_rack=has_rack)
    reps = tuple(_true_rep(plan, number, timing) for number, timing in enumerate(timings, start=1))
    return Performance(plan, np.round(times_s * 1e6).astype(np.int64), joints_m, reps, tool)


def _handling(plan: Plan, timings: Sequence[RepTiming], times_s: Array) -> Handling:
    ended_s = timings[-1].end_s + _STILL_S if timings else float(times_s[-1]) - PICK_UP_S
    return handling_of(
        timings,
        times_s,
        unracks_from_s=_STILL_S if plan.unracks else None,
        racks_from_s=ended_s if plan.racks else None,
    )


def _rep_timings(plan: Plan, rng: np.random.Generator) -> tuple[list[RepTiming], float]:
    """The timing of each rep, and when the performance ends."""
    now_s = 1.0 + rng.uniform(-0.1, 0.1) + plan.unracks * (_STILL_S + PICK_UP_S)
    rests = plan.faults.get(FaultKind.REST, frozenset())
    timings = []
    for number in range(1, plan.reps + 1):
        faults = plan.faults_of(number)
        timing = RepTiming.varied(now_s, plan.usual_rep_s, plan.depth_ratio, faults, rng)
        timings.append(timing)
        pause_s = plan.rest_s if number < plan.reps else 1.0
        now_s = timing.end_s + pause_s * rng.uniform(0.85, 1.15)
        # Drawn for every rep, so that a fault changes only its own rep.
        long_rest_s = LONG_REST_S * rng.uniform(0.85, 1.15)
        now_s += long_rest_s if number in rests else 0.0
    return timings, now_s + plan.racks * (_STILL_S + PICK_UP_S)


def _true_rep(plan: Plan, number: int, timing: RepTiming) -> TrueRep:
    return TrueRep(
        number=number,
        start_s=timing.start_s,
        end_s=timing.end_s,
        first_frame=int(np.ceil(timing.start_s * plan.rate_hz)),
        last_frame=int(np.floor(timing.end_s * plan.rate_hz)),
        faults=plan.faults_of(number),
    )
