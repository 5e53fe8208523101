"""What is shown, and what waits: no more than a trainer can look at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spotter.alerting.answers.silences import silence_of
from spotter.alerting.memory import GymMemory, KeptAlert, State, StationMemory, with_alerts
from spotter.alerting.rules import Rules
from spotter.alerting.showing.grouping import line_of
from spotter.alerting.values import Alert, Holding, Kind, Priority


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an alert stands: what holds it, and by which silence or line."""

    holding: Holding | None = None
    silence_id: str = ""
    line_id: str = ""


def trainers(gym: GymMemory) -> int:
    """How many share the work: those on duty, or those at the console if these are more."""
    present = sum(one.until_us > gym.now_us for one in gym.presences)
    return max(1, gym.trainers, present)


def counted(gym: GymMemory, rules: Rules) -> GymMemory:
    """The gym with what was shown lately, and whether that is a flood.

    What waits in the list is no load: a flood is what is shown, whatever the budget.
    """
    shown_us = tuple(at for at in gym.shown_us if at > gym.now_us - rules.window_us)
    limit = rules.calm_for_each if gym.is_flood else rules.flood_for_each + 1
    return replace(gym, shown_us=shown_us, is_flood=len(shown_us) >= limit * trainers(gym))


def has_room(gym: GymMemory, rules: Rules) -> bool:
    """Whether an alert that waits may be shown."""
    return not gym.is_flood and len(gym.shown_us) < rules.shown_for_each * trainers(gym)


def placed(state: State, station_ids: Iterable[str], rules: Rules) -> State:
    """Every open alert of these stations in its place: shown, or held and why.

    The most urgent are placed first. While there is room, the stations must be all at which an
    alert waits.
    """
    gym = state.gym
    stations = [state.station(one) for one in station_ids]
    used = len(gym.shown_us)
    places: dict[str, _Place] = {}
    shown: list[int] = []
    for station, kept in sorted(_open_alerts(stations), key=_order):
        place = _held(station, kept, gym)
        if place.holding is None and not _may_be_shown(kept, gym, used + len(shown), rules):
            place = _Place(Holding.BUDGET)
        if place.holding is None and not kept.shown_us:
            shown.append(gym.now_us)
        places[kept.alert.alert_id] = place
    placed_ones = (_with_places(station, places, gym.now_us) for station in stations)
    gym = replace(gym, shown_us=(*gym.shown_us, *shown))
    return replace(state.having(*placed_ones), gym=gym)


def is_waiting(station: StationMemory) -> bool:
    """Whether an alert there waits for its turn."""
    return any(kept.alert.holding is Holding.BUDGET for kept in station.alerts)


def _open_alerts(stations: Iterable[StationMemory]) -> Iterator[tuple[StationMemory, KeptAlert]]:
    for station in stations:
        for kept in station.alerts:
            if kept.alert.is_open:
                yield station, kept


def _order(one: tuple[StationMemory, KeptAlert]) -> tuple[float, int, str]:
    alert = one[1].alert
    return -alert.rank, alert.opened_us, alert.alert_id


def _held(station: StationMemory, kept: KeptAlert, gym: GymMemory) -> _Place:
    """What holds it but the budget; what somebody has taken is theirs to see."""
    alert = kept.alert
    if alert.taking is not None:
        return _Place()
    if silence_id := silence_of(kept, gym.quiets, gym.now_us):
        return _Place(Holding.SILENCE, silence_id=silence_id)
    if alert.kind.is_form and _camera_is_away(station):
        return _Place(Holding.CAMERA)
    line_id = line_of(kept, gym.lines)
    if line_id and alert.priority < Priority.HIGH:
        return _Place(Holding.CLASS_LINE, line_id=line_id)
    return _Place(line_id=line_id)


def _camera_is_away(station: StationMemory) -> bool:
    return station.camera.is_offline or any(
        kept.alert.kind is Kind.CAMERA and kept.alert.is_open for kept in station.alerts
    )


def _may_be_shown(kept: KeptAlert, gym: GymMemory, used: int, rules: Rules) -> bool:
    alert: Alert = kept.alert
    if alert.taking is not None or alert.priority is Priority.HIGH:
        return True
    if gym.is_flood:
        return False
    return bool(kept.shown_us) or used < rules.shown_for_each * trainers(gym)


def _with_places(station: StationMemory, places: dict[str, _Place], now_us: int) -> StationMemory:
    alerts = (
        _with_place(kept, places[kept.alert.alert_id], now_us) if kept.alert.is_open else kept
        for kept in station.alerts
    )
    return with_alerts(station, tuple(alerts))


def _with_place(kept: KeptAlert, place: _Place, now_us: int) -> KeptAlert:
    alert = kept.alert
    is_first = place.holding is None and not kept.shown_us
    if not is_first and place == _Place(alert.holding, alert.silence_id, alert.line_id):
        return kept
    alert = replace(
        alert, holding=place.holding, silence_id=place.silence_id, line_id=place.line_id
    )
    return replace(kept, alert=alert, shown_us=now_us if is_first else kept.shown_us)
