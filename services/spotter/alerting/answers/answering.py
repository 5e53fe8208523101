"""A station after a trainer has answered an alert there, or looked."""

from dataclasses import replace

from spotter.alerting.answers.taking import followed_up
from spotter.alerting.memory import Dismissed, KeptAlert, StationMemory
from spotter.alerting.rules import Rules
from spotter.alerting.steps.life import ended, lapsed
from spotter.alerting.values import Ending, Kind


def changed(station: StationMemory, alert_id: str, new: KeptAlert) -> StationMemory:
    """The station with one alert as it is now."""
    alerts = (new if one.alert.alert_id == alert_id else one for one in station.alerts)
    return replace(station, alerts=tuple(alerts))


def dismissed(station: StationMemory, alert_id: str, ending: Ending, now_us: int) -> StationMemory:
    """The station after a trainer has ended an alert: its fault opens one again only if worse."""
    kept = next(one for one in station.alerts if one.alert.alert_id == alert_id)
    if not kept.alert.is_open:
        return station
    station = changed(station, alert_id, ended(kept, ending, now_us))
    if kept.alert.kind is not Kind.FAULT:
        return station
    alert = kept.alert
    noted = Dismissed(alert.exercise, kept.name, alert.evidence.worst_ratio)
    visits = (
        replace(visit, dismissed=(*visit.dismissed, noted))
        if visit.whose.visit_id == alert.whose.visit_id
        else visit
        for visit in station.visits
    )
    return replace(station, visits=tuple(visits))


def looked(station: StationMemory, author: str, now_us: int, rules: Rules) -> StationMemory:
    """The station after a trainer has looked at it: what was latched until then has been seen."""
    return replace(
        station,
        looked_us=now_us,
        alerts=tuple(
            seen(followed_up(kept, author, now_us, rules), now_us, now_us)
            for kept in station.alerts
        ),
    )


def seen(kept: KeptAlert, looked_us: int, now_us: int) -> KeptAlert:
    """The alert, ended if it stayed only until somebody sees it."""
    stays = kept.alert.is_open and kept.alert.is_latched and not kept.alert.is_active
    return lapsed(kept, Ending.FIXED, looked_us, now_us) if stays else kept
