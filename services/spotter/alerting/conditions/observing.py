"""A station after something has happened there."""

from dataclasses import replace

from spotter.alerting.conditions import cameras, differs, faults, framing
from spotter.alerting.events import (
    Called,
    CameraChanged,
    RepJudged,
    SessionBegun,
    SessionEnded,
    StationPaused,
)
from spotter.alerting.identity import name_of
from spotter.alerting.memory import Camera, SeenRep, StationMemory, Visit
from spotter.alerting.rules import Rules
from spotter.alerting.steps.life import again, lapsed, opened
from spotter.alerting.values import Ending, Kind, Priority, Whose
from spotter.movement.values import Outcome

Happening = RepJudged | CameraChanged | StationPaused | SessionBegun | SessionEnded | Called
_REMEMBERED_REPS = 12
"""Of a visit: a set, by which trends are told and a verdict that comes twice is known."""

_REMEMBERED_VISITS = 32
"""More people than a camera sees; the others have gone, and only what was dismissed is known."""


def station_of(event: Happening) -> str:
    """Where it happens."""
    if isinstance(event, RepJudged | SessionBegun):
        return event.whose.station_id
    return event.station_id


def after(station: StationMemory, event: Happening, now_us: int, rules: Rules) -> StationMemory:
    """The station after ``event``, which is about it."""
    match event:
        case RepJudged():
            return _judged(station, event, now_us, rules)
        case CameraChanged():
            camera = cameras.changed(
                station, is_offline=event.is_offline, now_us=now_us, rules=rules
            )
            return replace(station, camera=camera)
        case StationPaused():
            return _unwatched(station, now_us)
        case SessionBegun():
            left = station
            if station.session and station.session.session_id != event.whose.session_id:
                left = without_visit(station, station.session.visit_id, now_us)
            return replace(left, session=event.whose)
        case SessionEnded():
            is_there = station.session and station.session.session_id == event.session_id
            left = without_visit(station, event.session_id, now_us)
            return replace(left, session=None) if is_there else left
        case Called():
            return _called(station, now_us)


def without_visit(station: StationMemory, visit_id: str, now_us: int) -> StationMemory:
    """The station after a person has left: nothing follows for their alerts."""
    alerts = tuple(
        lapsed(kept, Ending.NOTHING_FOLLOWED, station.looked_us, now_us)
        if kept.alert.whose.visit_id == visit_id
        and kept.alert.is_open
        and kept.alert.kind is not Kind.CAMERA
        else kept
        for kept in station.alerts
    )
    visits = tuple(visit for visit in station.visits if visit.whose.visit_id != visit_id)
    return replace(station, alerts=alerts, visits=visits)


def _unwatched(station: StationMemory, now_us: int) -> StationMemory:
    """The station while nothing is filmed there: only what a person asked for goes on."""
    alerts = tuple(
        lapsed(kept, Ending.NOTHING_FOLLOWED, station.looked_us, now_us)
        if kept.alert.is_open and kept.alert.kind is not Kind.CALL
        else kept
        for kept in station.alerts
    )
    return replace(station, alerts=alerts, visits=(), camera=Camera())


def _judged(station: StationMemory, rep: RepJudged, now_us: int, rules: Rules) -> StationMemory:
    visit_id = rep.whose.visit_id
    known = next((one for one in station.visits if one.whose.visit_id == visit_id), None)
    before = known or Visit(rep.whose, now_us)
    if any(one.rep_id == rep.rep_id for one in before.reps):
        return station
    reps = (*before.reps, _seen(rep))[-_REMEMBERED_REPS:]
    visit = replace(before, whose=rep.whose, reps=reps, last_rep_us=now_us)
    alerts = faults.follow(station.alerts, visit, now_us, rules)
    alerts = differs.follow(alerts, visit, rep, now_us, rules)
    visit = differs.noted(visit, rep)
    alerts = framing.follow(alerts, visit, station.looked_us, now_us, rules)
    others = tuple(one for one in station.visits if one is not known)
    visits = (*others[-_REMEMBERED_VISITS:], visit)
    return replace(station, visits=visits, alerts=alerts)


def _seen(rep: RepJudged) -> SeenRep:
    is_faulty = rep.outcome is Outcome.FAULTY
    return SeenRep(
        rep.rep_id,
        rep.exercise,
        rep.set_number,
        rep.ratio,
        names=tuple(dict.fromkeys(map(name_of, rep.faults))) if is_faulty else (),
        fault=rep.faults[0] if rep.faults and is_faulty else None,
        unscorable=rep.unscorable,
        range_ratio=rep.range_ratio,
        without=rep.without,
    )


def _called(station: StationMemory, now_us: int) -> StationMemory:
    """Called once more while it is open, it stays one alert."""
    calls = [one for one in station.alerts if one.alert.kind is Kind.CALL and one.alert.is_open]
    if calls:
        alerts = (
            again(one, now_us) if one in calls and not one.alert.is_active else one
            for one in station.alerts
        )
        return replace(station, alerts=tuple(alerts))
    whose = station.session or Whose(station.station_id)
    by = f"{now_us} {len(station.alerts)}"
    new = opened(Kind.CALL, Priority.HIGH, whose, now_us, by=by)
    return replace(station, alerts=(*station.alerts, new))
