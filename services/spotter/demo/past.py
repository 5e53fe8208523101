"""The plan of the demo gym's past: who its members are, and how they trained and got better."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from spotter.demo.plan import DemoStation, others_after
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.catalogue import exercise_named
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Plan

SET_REPS = 6
SETS = 3
_NAMES = (
    "Eva Example",
    "Пётр Примеров",
    "例田 例子",
    "ليلى مثال",
    "Elif Örnek",
    "José Ejemplo",
    "김예시",
)
_DAYS_AGO = (27, 24, 20, 17, 13, 10, 6, 3)
_FIRST_AT = time(17)
_APART = timedelta(minutes=40)
_ARRIVAL_S = 60
_REST_S = 90
_FAULTY_RATIO = (0.5, 0.08)
"""The share of faulty reps at the beginning and at the end; so are the next two."""
_DEPTH_RATIO = (0.95, 1.0)
_REP_RATIO = (0.9, 1.05)


@dataclass(frozen=True, slots=True)
class PastSet:
    """What was performed in front of ``camera`` from ``started_us`` on (since the Unix epoch)."""

    plan: Plan
    camera: Camera
    started_us: int
    seed: int


@dataclass(frozen=True, slots=True)
class PastSession:
    """Sets of one exercise at a station; times are microseconds since the Unix epoch."""

    station_id: str
    begun_us: int
    ended_us: int
    sets: tuple[PastSet, ...]

    @property
    def exercise(self) -> str:
        """The exercise of all sets."""
        return self.sets[0].plan.exercise


@dataclass(frozen=True, slots=True)
class DemoMember:
    """A member who now trains at ``station``, and their past sessions, oldest first."""

    name: str
    station: DemoStation
    past: tuple[PastSession, ...]


def names_of(stations: Sequence[DemoStation]) -> tuple[str, ...]:
    """The names of the members of a gym with these stations, the first of whom they take."""
    return _NAMES[: len(stations)]


def demo_members(
    stations: Sequence[DemoStation], today: date, zone: ZoneInfo, seed: int = 0
) -> tuple[DemoMember, ...]:
    """The members of a gym with these stations and their last four weeks, up to before ``today``.

    The same arguments always give the same past: twice a week in the evening, in turn at the own
    station and at the next member's with another exercise.
    """
    names = names_of(stations)
    taken = stations[: len(names)]
    return tuple(
        DemoMember(name, taken[number], tuple(_past(number, taken, today, zone, seed)))
        for number, name in enumerate(names)
    )


def _past(
    number: int, stations: Sequence[DemoStation], today: date, zone: ZoneInfo, seed: int
) -> Iterator[PastSession]:
    for nth, days_ago in enumerate(_DAYS_AGO):
        begun = datetime.combine(today - timedelta(days=days_ago), _FIRST_AT, zone)
        begun_us = round((begun + number * _APART).timestamp() * 1_000_000)
        rng = np.random.default_rng((seed, number, nth))
        who, other = stations[number], next(others_after(number, stations), stations[number])
        where = other if nth % 2 else who
        yield _session(who, where, begun_us, nth / (len(_DAYS_AGO) - 1), rng)


def _session(
    who: DemoStation, where: DemoStation, begun_us: int, progress: float, rng: np.random.Generator
) -> PastSession:
    sets = []
    at_us = begun_us + _ARRIVAL_S * 1_000_000
    for faulty in _faulty_reps(progress, rng):
        plan = Plan(
            where.exercise,
            reps=SET_REPS,
            rep_s=exercise_named(where.exercise).rep_s * _between(_REP_RATIO, progress),
            depth_ratio=_between(_DEPTH_RATIO, progress),
            faults=_faults(where, faulty, rng),
            body=who.shot.athlete.body,
            rate_hz=where.shot.plan.rate_hz,
        )
        camera = replace(where.shot.camera, aim_m=plan.aim_m)
        sets.append(PastSet(plan, camera, at_us, int(rng.integers(2**31))))
        at_us += round((SET_REPS * (plan.usual_rep_s + plan.rest_s) + _REST_S) * 1_000_000)
    return PastSession(where.station_id, begun_us, at_us, tuple(sets))


def _faulty_reps(progress: float, rng: np.random.Generator) -> list[list[int]]:
    """The numbers of the faulty reps in each set."""
    count = round(SETS * SET_REPS * _between(_FAULTY_RATIO, progress))
    chosen = rng.choice(SETS * SET_REPS, count, replace=False)
    return [
        [int(one) % SET_REPS + 1 for one in chosen if one // SET_REPS == nth] for nth in range(SETS)
    ]


def _faults(
    where: DemoStation, faulty: Sequence[int], rng: np.random.Generator
) -> dict[FaultKind, frozenset[int]]:
    """Those that the station's own athlete shows, and half reps."""
    own = {kind for kind in where.shot.plan.faults if kind is not FaultKind.REST}
    kinds = sorted({*own, FaultKind.HALF_REP})
    shown = {number: kinds[int(rng.integers(len(kinds)))] for number in faulty}
    return {
        kind: frozenset(number for number, one in shown.items() if one is kind)
        for kind in kinds
        if kind in shown.values()
    }


def _between(ends: tuple[float, float], progress: float) -> float:
    first, last = ends
    return first + (last - first) * progress
