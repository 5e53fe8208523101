"""A station after time has passed."""

from dataclasses import replace

from spotter.alerting.answers.taking import expired
from spotter.alerting.conditions import cameras, observing
from spotter.alerting.memory import KeptAlert, StationMemory, Visit
from spotter.alerting.rules import Rules
from spotter.alerting.showing import triage
from spotter.alerting.steps.life import lapsed
from spotter.alerting.values import Ending, Kind


def aged(station: StationMemory, now_us: int, rules: Rules) -> StationMemory:
    """The station with what is over by now ended."""
    for visit in station.visits:
        if visit.reps and now_us >= visit.last_rep_us + rules.follows_us:
            station = _without_followers(station, visit, now_us)
    station = replace(
        station,
        alerts=tuple(
            expired(kept, now_us)
            for kept in station.alerts
            if kept.alert.is_open or now_us < kept.alert.ended_us + rules.ended_kept_us
        ),
    )
    return triage.ranked(cameras.follow(station, now_us, rules), now_us, rules)


def _without_followers(station: StationMemory, visit: Visit, now_us: int) -> StationMemory:
    """Somebody may come back from a pause: what was dismissed stays so."""
    if not visit.dismissed:
        return observing.without_visit(station, visit.whose.visit_id, now_us)
    alerts = tuple(
        lapsed(kept, Ending.NOTHING_FOLLOWED, station.looked_us, now_us)
        if _is_of(kept, visit)
        else kept
        for kept in station.alerts
    )
    visits = (replace(one, reps=()) if one is visit else one for one in station.visits)
    return replace(station, alerts=alerts, visits=tuple(visits))


def _is_of(kept: KeptAlert, visit: Visit) -> bool:
    alert = kept.alert
    is_by_reps = alert.kind.is_form or alert.kind is Kind.TWO_PEOPLE
    return alert.is_open and is_by_reps and alert.whose.visit_id == visit.whose.visit_id
