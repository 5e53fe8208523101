"""The plan of the demo gym: a class that shows what a trainer looks for, most telling first.

Everybody has good reps of their own, by which the others are judged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spotter.simulation.athletes.look import Athlete, athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.catalogue import exercise_named
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan

REPS = 10
REFERENCE_REPS = 5
SET_REST_S = 21.0
"""Long enough to end a set, which happens after 20 s without a rep."""
_REST_AFTER = frozenset({5})
_YAW_DEG = {"push-up": 80.0, "lunge": 75.0}
_USUAL_YAW_DEG = 35.0


@dataclass(frozen=True, slots=True)
class Shot:
    """The content of one rendered video; the same shot always gives the same video.

    After the reps the athlete stays in the rest position for ``rest_s``.
    """

    plan: Plan
    athlete: Athlete
    camera: Camera
    seed: int
    rest_s: float = 0.0


@dataclass(frozen=True, slots=True)
class DemoStation:
    """A station of the demo gym and the shot that plays there in a loop.

    A camera that ``has_loose_cable`` goes away and returns.
    """

    station_id: str
    name: str
    shot: Shot
    has_loose_cable: bool = False

    @property
    def exercise(self) -> str:
        """The exercise at the station."""
        return self.shot.plan.exercise


@dataclass(frozen=True, slots=True)
class _StationPlan:
    station_id: str
    name: str
    exercise: str
    athlete: int
    faults: Mapping[FaultKind, frozenset[int]] = field(default_factory=dict)
    yaw_offset_deg: float = 0.0
    rep_ratio: float = 1.0
    depth_ratio: float = 1.0
    has_loose_cable: bool = False


def _cut_short(*reps: int) -> dict[FaultKind, frozenset[int]]:
    """All over the set, so that the fault stays; the others become the person's own good ones.

    Of the first three reps one at most: else the set would count as another way of doing it.
    """
    return {FaultKind.SHALLOW: frozenset(reps)}


_KNEES_IN = {FaultKind.KNEES_IN: frozenset({6, 7, 8, 9, 10})}
"""By the references alone they pass: so there are five good ones first, should some not be seen."""
_FROM_THE_FRONT_DEG = -28.0
"""From the usual view only one knee is seen to move."""
_TIRED = {FaultKind.SHALLOW: frozenset({6, 7}), FaultKind.HALF_REP: frozenset({8, 9, 10})}

_GYM = (
    # What to see even on one core: knees that fall in, somebody who gets tired, a loose cable.
    _StationPlan("rack-1", "Rack 1", "squat", 1, _KNEES_IN, _FROM_THE_FRONT_DEG),
    _StationPlan("mat-1", "Mat 1", "push-up", 2, _TIRED, 4.0),
    _StationPlan("dumbbells-1", "Dumbbells 1", "biceps-curl", 3, {}, -6.0, has_loose_cable=True),
    # Three who share a fault.
    _StationPlan("rack-2", "Rack 2", "squat", 7, _cut_short(3, 4, 6, 8, 9, 10), -5.0, 1.15, 0.9),
    _StationPlan("rack-3", "Rack 3", "squat", 4, _cut_short(2, 4, 5, 7, 8, 9), 3.0, 0.95, 0.9),
    _StationPlan("rack-4", "Rack 4", "squat", 6, _cut_short(3, 4, 6, 7, 9, 10), -9.0, 1.0, 0.9),
    # Two who train well.
    _StationPlan("bar-1", "Pull-up bar", "pull-up", 5),
    _StationPlan("mat-2", "Mat 2", "lunge", 8),
)


def stations_for(cores: int) -> tuple[int, float]:
    """The number of stations and the frame rate, in hertz, that run smoothly on ``cores``.

    A core estimates about 55 poses a second; the browser with the page needs its share too.
    """
    if cores < 2:
        return 3, 10.0
    return (6, 10.0) if cores < 4 else (len(_GYM), 15.0)


def demo_stations(count: int, rate_hz: float) -> tuple[DemoStation, ...]:
    """The first ``count`` stations of the demo gym, at ``rate_hz`` frames a second."""
    return tuple(_station(planned, rate_hz) for planned in _GYM[:count])


def others_after(number: int, stations: Sequence[DemoStation]) -> Iterator[DemoStation]:
    """The stations of other exercises than the one at ``number``, from the next one on, around."""
    own = stations[number].exercise
    around = (*stations[number + 1 :], *stations[:number])
    return (station for station in around if station.exercise != own)


def reference_shot(exercise: str, rate_hz: float = 15.0) -> Shot:
    """An average athlete doing ``exercise`` well, from the demo gym's view of it.

    Raises :class:`SimulationError` for an unknown exercise.
    """
    who = athlete(0)
    plan = Plan(exercise, reps=REFERENCE_REPS, body=who.body, rate_hz=rate_hz)
    return Shot(plan, who, _camera(exercise, who, 0.0), seed=0)


def _station(planned: _StationPlan, rate_hz: float) -> DemoStation:
    who = athlete(planned.athlete)
    plan = Plan(
        planned.exercise,
        reps=REPS,
        rep_s=exercise_named(planned.exercise).rep_s * planned.rep_ratio,
        depth_ratio=planned.depth_ratio,
        faults={FaultKind.REST: _REST_AFTER, **planned.faults},
        body=who.body,
        rate_hz=rate_hz,
    )
    camera = _camera(planned.exercise, who, planned.yaw_offset_deg)
    # Different rests, so that the stations do not rest all at the same time.
    shot = Shot(plan, who, camera, planned.athlete, SET_REST_S + planned.athlete)
    return DemoStation(planned.station_id, planned.name, shot, planned.has_loose_cable)


def _camera(exercise: str, who: Athlete, yaw_offset_deg: float) -> Camera:
    """A camera at the exercise's usual yaw plus ``yaw_offset_deg``, aimed at the movement."""
    known = exercise_named(exercise)
    yaw_deg = _YAW_DEG.get(exercise, _USUAL_YAW_DEG) + yaw_offset_deg
    return Camera(yaw_deg=yaw_deg, aim_m=known.aim_ratio * who.body.height_m)
