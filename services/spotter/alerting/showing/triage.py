"""Who needs a trainer most: by urgency, then by what matters most, then by who has waited."""

from collections.abc import Iterator
from dataclasses import replace

from spotter.alerting.memory import KeptAlert, StationMemory
from spotter.alerting.rules import Rules
from spotter.alerting.showing.points import Standing, standings
from spotter.alerting.steps.life import is_seen
from spotter.alerting.values import Holding, Kind, Need, Priority

_BY_PRIORITY = 100.0
_URGENT = 5.0
"""More than any fault that is not urgent comes to."""
_BY_KIND = {
    Kind.CALL: 10.0,
    Kind.CAMERA: 1.5,
    Kind.TWO_PEOPLE: 1.0,
    Kind.DIFFERS: 0.5,
    Kind.UNSCORABLE: 0.5,
}
"""What is no fault, beside faults: about 1 is a usual one in every rep."""
_DIGITS = 3
"""Of a rank: what nobody could see changes nothing."""


def ranked(station: StationMemory, now_us: int, rules: Rules) -> StationMemory:
    """The station with its alerts' ranks as they are now."""
    points = {
        (one.visit_id, one.exercise, one.name): one.points for one in _standings(station, rules)
    }
    alerts = (
        _ranked(kept, points.get(_about(kept), 0.0), station.looked_us, now_us, rules)
        if kept.alert.is_open
        else kept
        for kept in station.alerts
    )
    return replace(station, alerts=tuple(alerts)) if station.alerts else station


def need_of(station: StationMemory, rules: Rules) -> Need:
    """How much somebody there needs a trainer: as much as what is worst of alerts and faults.

    By how much it matters now, not by whether it has become an alert; but what is urgent comes
    first, and calls before all. What a trainer wants quiet about, or has dismissed, is none.
    """
    needs = [
        *(_need_of_alert(station, kept) for kept in _asking(station)),
        *(_need_of_fault(station, one) for one in _unknown(station, rules)),
    ]
    nothing = Need(station.station_id, looked_us=station.looked_us)
    return max(needs, key=lambda one: one.rank, default=nothing)


def waits_until_us(kept: KeptAlert, looked_us: int, now_us: int, rules: Rules) -> int:
    """When an alert that waits unseen moves up next; 0: never."""
    waited = _waited(kept, looked_us, now_us, rules)
    if not kept.alert.is_open or is_seen(kept, looked_us) or waited >= rules.waits:
        return 0
    return kept.alert.risen_us + (waited + 1) * rules.waits_us


def _standings(station: StationMemory, rules: Rules) -> Iterator[Standing]:
    return (one for visit in station.visits for one in standings(visit, rules))


def _asking(station: StationMemory) -> Iterator[KeptAlert]:
    return (
        kept
        for kept in station.alerts
        if kept.alert.is_open and kept.alert.holding is not Holding.SILENCE
    )


def _unknown(station: StationMemory, rules: Rules) -> Iterator[Standing]:
    """What is neither an alert nor dismissed."""
    known = {_about(kept) for kept in station.alerts if kept.alert.is_open} | {
        (visit.whose.visit_id, one.exercise, one.name)
        for visit in station.visits
        for one in visit.dismissed
    }
    return (
        one
        for one in _standings(station, rules)
        if (one.visit_id, one.exercise, one.name) not in known
    )


def _need_of_alert(station: StationMemory, kept: KeptAlert) -> Need:
    alert = kept.alert
    urgent = _URGENT if alert.priority is Priority.HIGH else 0.0
    rank = kept.points + urgent + _BY_KIND.get(alert.kind, 0.0)
    return Need(
        station.station_id,
        round(rank, _DIGITS),
        alert.priority,
        alert.exercise,
        alert.fault,
        alert.evidence,
        station.looked_us,
    )


def _need_of_fault(station: StationMemory, found: Standing) -> Need:
    return Need(
        station.station_id,
        round(found.points, _DIGITS),
        None,
        found.exercise,
        found.fault,
        found.evidence,
        station.looked_us,
    )


def _about(kept: KeptAlert) -> tuple[str, str, str]:
    return kept.alert.whose.visit_id, kept.alert.exercise, kept.name


def _waited(kept: KeptAlert, looked_us: int, now_us: int, rules: Rules) -> int:
    if is_seen(kept, looked_us):
        return 0
    return min((now_us - kept.alert.risen_us) // rules.waits_us, rules.waits)


def _ranked(kept: KeptAlert, points: float, looked_us: int, now_us: int, rules: Rules) -> KeptAlert:
    waiting = rules.waiting_points * _waited(kept, looked_us, now_us, rules)
    unanswered = rules.unanswered_points * min(kept.alert.escalation, rules.waits)
    rank = round(_BY_PRIORITY * kept.alert.priority + points + waiting + unanswered, _DIGITS)
    if (kept.points, kept.alert.rank) == (points, rank):
        return kept
    return replace(kept, points=points, alert=replace(kept.alert, rank=rank))
