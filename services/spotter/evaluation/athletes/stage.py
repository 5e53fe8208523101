"""Films simulated athletes as a camera with a good pose network would see them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from spotter.movement.segmentation import RepEnded
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import PoseSeries, Reference
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.noise import noisy
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind, View
from spotter.simulation.motion.performance import Performance, Plan, TrueRep, perform

MODEL_ATHLETE = 0
"""The athlete who records the references."""
ATHLETES = (0, 1, 2, 3)
_REFERENCE_REPS = 5
_REPS = 6
_FAULTY_REP = 5
"""After the three that make a baseline, and not the last."""
_YAW_DEG = {View.FRONT: 5.0, View.SIDE: 82.0}


@dataclass(frozen=True, slots=True)
class Station:
    """An exercise and where the camera stands."""

    exercise: str
    view: View

    @property
    def faults(self) -> tuple[FaultKind, ...]:
        """The faults that can be seen from here."""
        faults = EXERCISES[self.exercise].faults.items()
        return tuple(
            kind for kind, views in faults if self.view in views and kind is not FaultKind.REST
        )


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A set by one athlete, with one kind of fault in its last rep but one, and its poses."""

    station: Station
    athlete: int
    fault: FaultKind
    performance: Performance
    poses: PoseSeries


def stations(exercises: tuple[str, ...]) -> list[Station]:
    """The exercises from each view that shows a fault."""
    every = (Station(exercise, view) for exercise in exercises for view in View)
    return [station for station in every if station.faults]


def reference_at(station: Station, seed: int) -> Reference:
    """The model athlete's recording of five good reps."""
    plan = Plan(station.exercise, reps=_REFERENCE_REPS, body=athlete(MODEL_ATHLETE).body)
    poses = _filmed(station, plan, _generator(station, seed))[1]
    return replace(make_reference(station.exercise, poses), person=name_of(MODEL_ATHLETE))


def name_of(number: int) -> str:
    """The display name of an athlete."""
    return f"athlete {number}"


def takes_at(station: Station, seed: int) -> list[Take]:
    """A set of each athlete for each fault; ``seed`` sets the small differences between reps."""
    return [
        _take(station, number, fault, _generator(station, seed, 1 + number, place))
        for number in ATHLETES
        for place, fault in enumerate(station.faults)
    ]


def faulty_set_at(station: Station, number: int, seed: int) -> tuple[Performance, PoseSeries]:
    """A set of an athlete: three good reps, three of each fault, two good ones; and its poses."""
    first = {kind: 4 + 3 * place for place, kind in enumerate(station.faults)}
    plan = Plan(
        station.exercise,
        reps=5 + 3 * len(station.faults),
        faults={kind: frozenset(range(one, one + 3)) for kind, one in first.items()},
        body=athlete(number).body,
    )
    return _filmed(station, plan, _generator(station, seed, 1 + number))


def cut_of(truth: TrueRep, cuts: Iterable[RepEnded]) -> RepEnded | None:
    """The cut within which the middle of a performed rep is, if any."""
    middle_us = (truth.start_s + truth.end_s) / 2 * 1e6
    return next((cut for cut in cuts if cut.started_us <= middle_us <= cut.ended_us), None)


def clean_rep(station: Station) -> PoseSeries:
    """The model athlete's rep without noise."""
    plan = Plan(station.exercise, reps=1, body=athlete(MODEL_ATHLETE).body)
    performance = perform(plan, np.random.default_rng(0))
    rep = performance.reps[0]
    return camera_at(station, plan).poses(
        performance.captured_us[rep.first_frame : rep.last_frame + 1],
        performance.joints_m[rep.first_frame : rep.last_frame + 1],
    )


def _take(station: Station, number: int, fault: FaultKind, rng: np.random.Generator) -> Take:
    plan = Plan(
        station.exercise,
        reps=_REPS,
        faults={fault: frozenset({_FAULTY_REP})},
        body=athlete(number).body,
    )
    return Take(station, number, fault, *_filmed(station, plan, rng))


def _filmed(
    station: Station, plan: Plan, rng: np.random.Generator
) -> tuple[Performance, PoseSeries]:
    moving, seeing = rng.spawn(2)
    performance = perform(plan, moving)
    return performance, noisy(performance.poses(camera_at(station, plan)), seeing)


def camera_at(station: Station, plan: Plan) -> Camera:
    """The camera that films ``plan`` there."""
    return Camera(yaw_deg=_YAW_DEG[station.view], aim_m=plan.aim_m)


def _generator(station: Station, seed: int, *more: int) -> np.random.Generator:
    """A generator for each take, so that a take does not depend on the others."""
    exercise, view = list(EXERCISES).index(station.exercise), list(View).index(station.view)
    return np.random.default_rng((seed, exercise, view, *more))
