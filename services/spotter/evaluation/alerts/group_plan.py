"""Who is in the simulated class, and which faults they have when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from spotter.evaluation.athletes.stage import Station
from spotter.evaluation.errors import EvaluationError
from spotter.simulation.motion.faults import FaultKind, View

LEAST_PEOPLE = 12
LEAST_MINUTES = 5
_MINUTE_S = 60.0
_TURN_S = (600.0, 1200.0)
_STATIONS = (
    Station("squat", View.FRONT),
    Station("squat", View.SIDE),
    Station("lunge", View.FRONT),
    Station("biceps-curl", View.FRONT),
    Station("push-up", View.SIDE),
    Station("overhead-press", View.FRONT),
)
_AT_A_TIME = 5
"""So many have a standing fault at any time, one after the other in as many turns."""
_TIRED, _SHARING, _CARELESS = 0.05, 0.1, 0.2
"""The shares of the class that get tired, share a fault, and slip."""
_SLIPS = {True: 0.12, False: 0.01}
"""The share of faulty reps of those who slip, and of all others outside their episodes."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A time in which somebody has a fault in a share of their reps, from its begin to its end."""

    kind: FaultKind
    from_s: float
    until_s: float
    shares: tuple[float, float]

    def share(self, at_s: float) -> float:
        """The share of reps that have the fault then."""
        if not self.from_s <= at_s < self.until_s:
            return 0.0
        passed = (at_s - self.from_s) / (self.until_s - self.from_s)
        return self.shares[0] + passed * (self.shares[1] - self.shares[0])


@dataclass(frozen=True, slots=True)
class Member:
    """One of the class: what they do, seen from where, and their faults."""

    number: int
    station: Station
    seed: int
    episodes: tuple[Episode, ...] = field(default=())
    slips: float = _SLIPS[False]

    @property
    def station_id(self) -> str:
        """The id of their station."""
        return f"station-{self.number:02}"


def group_of(people: int, minutes: int, seed: int) -> tuple[Member, ...]:
    """The class; the same arguments give the same one.

    At any time five members have a standing fault, in 8 to 10 of 10 reps, for 10 to 20 minutes
    each: one that can injure, half reps, or a side that lags. Of the others, some at one exercise
    cut two of three reps a little short for a quarter of the time, a few get tired and do so more
    and more, and a fifth slip in 12 of 100 reps. The rest do well. Raises :class:`EvaluationError`
    for fewer than 12 people or 5 minutes.
    """
    if people < LEAST_PEOPLE or minutes < LEAST_MINUTES:
        raise EvaluationError(
            f"expected {LEAST_PEOPLE} or more people and {LEAST_MINUTES} or more minutes; "
            f"found {people} and {minutes}"
        )
    rng = np.random.default_rng((seed, people, minutes))
    order = [int(one) for one in rng.permutation(people)]
    tired, sharing, careless, standing = _roles(order)
    seeds = rng.integers(2**31, size=people)
    until_s = minutes * _MINUTE_S
    stations = [_STATIONS[number % len(_STATIONS)] for number in range(people)]
    for number in sharing:
        stations[number] = stations[sharing[0]]
    episodes = _turns(standing, stations, until_s, rng)
    for number in tired:
        episodes[number] = [_tiring(until_s, rng)]
    for number in sharing:
        episodes[number] = [Episode(FaultKind.SHALLOW, until_s / 4, until_s / 2, (0.67, 0.67))]
    return tuple(
        Member(
            number + 1,
            stations[number],
            int(seeds[number]),
            tuple(episodes.get(number, ())),
            _SLIPS[number in careless],
        )
        for number in range(people)
    )


def _roles(order: Sequence[int]) -> Iterator[list[int]]:
    """Who gets tired, who shares a fault, who slips; all others take turns."""
    begin = 0
    for share in (_TIRED, _SHARING, _CARELESS):
        end = begin + max(1, round(share * len(order)))
        yield list(order[begin:end])
        begin = end
    yield list(order[begin:])


def _turns(
    members: Sequence[int], stations: Sequence[Station], until_s: float, rng: np.random.Generator
) -> dict[int, list[Episode]]:
    """Standing faults, five at any time: when one member's ends, that of another begins.

    Each of ``members`` takes one fifth's turns after those of the members before, so nobody has
    two faults at once.
    """
    episodes: dict[int, list[Episode]] = {}
    for turn in range(_AT_A_TIME):
        taking_turns = members[turn::_AT_A_TIME]
        at_s, place = 0.0, 0
        while at_s < until_s:
            number = taking_turns[place % len(taking_turns)]
            length_s = float(rng.uniform(*_TURN_S))
            kinds = [one for one in stations[number].faults if one is not FaultKind.SHALLOW]
            share = float(rng.uniform(0.8, 1))
            kind = kinds[int(rng.integers(len(kinds)))]
            episodes.setdefault(number, []).append(
                Episode(kind, at_s, at_s + length_s, (share, share))
            )
            at_s, place = at_s + length_s, place + 1
    return episodes


def _tiring(until_s: float, rng: np.random.Generator) -> Episode:
    return Episode(FaultKind.SHALLOW, float(rng.uniform(0.3, 0.6)) * until_s, until_s, (0.0, 0.8))
