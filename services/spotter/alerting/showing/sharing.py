"""Who shares which fault, and how many do each exercise: what lines for a class rest on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from spotter.alerting.memory import StationMemory
from spotter.alerting.values import Kind

Shared = tuple[str, str, str]
"""A class, an exercise, and the name of a fault."""
Doing = tuple[str, str]
"""A class and an exercise."""


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's open alert about a fault; ``who`` is the person."""

    alert_id: str
    station_id: str
    who: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """The open alerts about each fault, by their ids, and how many do each exercise."""

    shares: Mapping[Shared, Mapping[str, Share]] = field(default_factory=dict)
    doing: Mapping[Doing, int] = field(default_factory=dict)

    def after(self, changed: Iterable[tuple[StationMemory, StationMemory]]) -> "Sharing":
        """As it is after stations have changed, each as it was and is; itself if all is as it was.

        A visit without reps is over: nobody does an exercise for whom nothing followed in time.
        """
        gone, come = set[tuple[Shared, Share]](), set[tuple[Shared, Share]]()
        doing = Counter[Doing]()
        for before, after in changed:
            gone |= set(_shares(before))
            come |= set(_shares(after))
            doing.update(_doing(after))
            doing.subtract(_doing(before))
        shares = _exchanged(self.shares, gone - come, come - gone) if gone != come else self.shares
        if shares is self.shares and not any(doing.values()):
            return self
        now_doing = Counter(self.doing)
        now_doing.update(doing)
        return Sharing(shares, {one: count for one, count in now_doing.items() if count})

    def stations(self, shared: Shared) -> set[str]:
        """Where somebody has that fault."""
        return {one.station_id for one in self.shares.get(shared, {}).values()}


def _exchanged(
    known: Mapping[Shared, Mapping[str, Share]],
    gone: Iterable[tuple[Shared, Share]],
    come: Iterable[tuple[Shared, Share]],
) -> dict[Shared, Mapping[str, Share]]:
    shares = dict(known)
    for shared, one in gone:
        shares[shared] = {
            alert_id: other
            for alert_id, other in shares[shared].items()
            if alert_id != one.alert_id
        }
    for shared, one in come:
        shares[shared] = {**shares.get(shared, {}), one.alert_id: one}
    return {shared: alerts for shared, alerts in shares.items() if alerts}


def _shares(station: StationMemory) -> Iterator[tuple[Shared, Share]]:
    for kept in station.alerts:
        alert = kept.alert
        if alert.kind is Kind.FAULT and alert.is_open:
            who = alert.whose.member_id or alert.whose.visit_id
            shared = alert.whose.class_id, alert.exercise, kept.name
            yield shared, Share(alert.alert_id, station.station_id, who)


def _doing(station: StationMemory) -> Iterator[Doing]:
    return (
        (visit.whose.class_id, visit.reps[-1].exercise) for visit in station.visits if visit.reps
    )
