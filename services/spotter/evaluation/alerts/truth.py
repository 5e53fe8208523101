"""Who needs help in truth: from the faults that were performed, whatever was seen of them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from spotter.alerting.rules import SECOND_US
from spotter.evaluation.alerts.group_plan import Episode
from spotter.evaluation.alerts.performing import JudgedRep
from spotter.simulation.motion.faults import FaultKind

WEIGHTS: Mapping[FaultKind, float] = MappingProxyType(
    {
        FaultKind.KNEES_IN: 1.0,
        FaultKind.LEANING_FORWARD: 0.9,
        FaultKind.HALF_REP: 0.8,
        FaultKind.ONE_SIDE_LAGGING: 0.6,
        FaultKind.SHALLOW: 0.5,
    }
)
"""How much a fault matters to a trainer: what can injure first, then what trains least."""
_CUT_SHORT = frozenset({FaultKind.HALF_REP, FaultKind.SHALLOW})
_HALF = 0.5
_STANDS = 0.5
_LATEST = 5
MILDEST_REP, GRAVEST_REP = min(WEIGHTS.values()) / _LATEST, max(WEIGHTS.values()) / _LATEST
"""How much one rep with the fault that matters least, or most, adds to a need."""
_NEXT = 5
_FOLLOWING = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """A time in which somebody has a fault in half or more of their reps, as it was planned.

    It begins and ends with a faulty rep.
    """

    station_id: str
    from_us: int
    until_us: int


@dataclass(frozen=True, slots=True)
class Truth:
    """All reps of a member, in order, and when they were to have which faults."""

    station_id: str
    reps: tuple[JudgedRep, ...]
    episodes: tuple[Episode, ...] = ()

    def need(self, at_us: int) -> float:
        """How much they need help then: the weights of their latest five reps, a mean."""
        return sum(map(_weight, self._latest(at_us))) / _LATEST

    def need_by_kind(self, at_us: int) -> float:
        """The same if every rep with the same kind of fault weighed the same."""
        return sum(WEIGHTS[rep.fault] for rep in self._latest(at_us) if rep.fault) / _LATEST

    def is_followed(self, at_us: int) -> bool | None:
        """Whether two of the next five reps are faulty; None: there are not so many."""
        count = self._count(at_us)
        coming = self.reps[count : count + _NEXT]
        if len(coming) < _NEXT:
            return None
        return sum(rep.fault is not None for rep in coming) >= _FOLLOWING

    def standing(self) -> Iterator[Standing]:
        """The times in which a fault stands."""
        for episode in self.episodes:
            faulty_us = [
                rep.at_us
                for rep in self.reps
                if rep.fault is episode.kind and episode.share(rep.at_us / SECOND_US) >= _STANDS
            ]
            if faulty_us:
                yield Standing(self.station_id, faulty_us[0], faulty_us[-1])

    def _latest(self, at_us: int) -> tuple[JudgedRep, ...]:
        return self.reps[: self._count(at_us)][-_LATEST:]

    def _count(self, at_us: int) -> int:
        return bisect_right(self.reps, at_us, key=lambda rep: rep.at_us)


def _weight(rep: JudgedRep) -> float:
    """How much a rep matters; cut short, it does by what it lacks, up to half of the way.

    The kinds say how far the joints bend. Bent to 0.65, a squat goes half of its way, a lunge three
    quarters.
    """
    if rep.fault is None:
        return 0.0
    if rep.fault in _CUT_SHORT:
        return WEIGHTS[FaultKind.HALF_REP] * min(1.0, rep.missing_ratio / _HALF)
    return WEIGHTS[rep.fault]
