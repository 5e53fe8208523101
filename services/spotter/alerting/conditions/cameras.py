"""Cameras that give nothing while somebody trains, or come and go: debounced."""

from dataclasses import replace

from spotter.alerting.memory import Camera, KeptAlert, StationMemory
from spotter.alerting.rules import Rules
from spotter.alerting.steps.life import ended, opened
from spotter.alerting.values import Ending, Kind, Priority, Whose


def changed(station: StationMemory, *, is_offline: bool, now_us: int, rules: Rules) -> Camera:
    """The station's camera after it has gone offline, or has come back."""
    camera = station.camera
    if is_offline == camera.is_offline:
        return camera
    drops = tuple(at for at in camera.drops_us if at > now_us - rules.window_us)
    return Camera(is_offline, now_us, (*drops, now_us) if is_offline else drops)


def follow(station: StationMemory, now_us: int, rules: Rules) -> StationMemory:
    """The station with its camera's alert as it is by now."""
    about = next((kept for kept in station.alerts if _is_open(kept)), None)
    if about is None:
        return _opened(station, now_us) if _is_missed(station, now_us, rules) else station
    ending = _ending(station, now_us, rules)
    if ending is None:
        return station
    alerts = (ended(kept, ending, now_us) if kept is about else kept for kept in station.alerts)
    return replace(station, alerts=tuple(alerts))


def due_us(station: StationMemory, rules: Rules) -> int:
    """When the camera's alert begins or ends by itself if nothing happens; 0: never."""
    is_open = any(_is_open(kept) for kept in station.alerts)
    camera = station.camera
    if camera.is_offline == is_open or not camera.since_us:
        return 0
    if is_open:
        return camera.since_us + _steady_us(camera, rules)
    return camera.since_us + rules.camera_off_us if _somebody_trains(station, rules) else 0


def _is_open(kept: KeptAlert) -> bool:
    return kept.alert.kind is Kind.CAMERA and kept.alert.is_open


def _flaps(camera: Camera, rules: Rules) -> bool:
    """Whether it comes and goes: all its drops were within one window."""
    latest = camera.drops_us[-rules.flaps :]
    return len(latest) == rules.flaps and latest[-1] - latest[0] <= rules.window_us


def _steady_us(camera: Camera, rules: Rules) -> int:
    return rules.flaps_on_us if _flaps(camera, rules) else rules.camera_on_us


def _is_missed(station: StationMemory, now_us: int, rules: Rules) -> bool:
    camera = station.camera
    if not camera.is_offline or not _somebody_trains(station, rules):
        return False
    return _flaps(camera, rules) or now_us >= camera.since_us + rules.camera_off_us


def _somebody_trains(station: StationMemory, rules: Rules) -> bool:
    """Whether somebody trained there when the camera's state last changed, or has come since."""
    since_us = station.camera.since_us - rules.trains_us
    return station.session is not None or any(
        visit.last_rep_us >= since_us for visit in station.visits
    )


def _opened(station: StationMemory, now_us: int) -> StationMemory:
    whose = station.session or Whose(station.station_id)
    by = f"{now_us} {len(station.alerts)}"
    new = opened(Kind.CAMERA, Priority.MEDIUM, whose, now_us, by=by)
    return replace(station, alerts=(*station.alerts, new))


def _ending(station: StationMemory, now_us: int, rules: Rules) -> Ending | None:
    camera = station.camera
    if camera.is_offline:
        return None if _somebody_trains(station, rules) else Ending.NOTHING_FOLLOWED
    is_steady = now_us >= camera.since_us + _steady_us(camera, rules)
    return Ending.FIXED if is_steady else None
