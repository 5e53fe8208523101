"""When something is due by itself."""

from collections.abc import Iterator

from spotter.alerting.conditions import cameras
from spotter.alerting.memory import GymMemory, State, StationMemory
from spotter.alerting.overview import Overview
from spotter.alerting.rules import Rules
from spotter.alerting.showing import escalation, triage


def next_due_us(state: State, overview: Overview, rules: Rules) -> int | None:
    """When something is due next, after now; None: never, as things are."""
    gym = state.gym
    times = (
        overview.due.first_us,
        _calling_us(state, overview, rules),
        *_of_gym(gym, rules, is_waiting=bool(overview.waiting)),
    )
    due_us = min((time for time in times if time), default=0)
    return max(due_us, gym.now_us + 1) if due_us else None


def station_due_us(station: StationMemory, now_us: int, rules: Rules) -> int:
    """When something is due at the station, but for calling out; 0: never."""
    times = [time for time in _at(station, now_us, rules) if time]
    return min(times, default=0)


def _at(station: StationMemory, now_us: int, rules: Rules) -> Iterator[int]:
    yield cameras.due_us(station, rules)
    for visit in station.visits:
        if visit.reps:
            yield visit.last_rep_us + rules.follows_us
    for kept in station.alerts:
        alert = kept.alert
        if not alert.is_open:
            yield alert.ended_us + rules.ended_kept_us
            continue
        yield triage.waits_until_us(kept, station.looked_us, now_us, rules)
        if alert.taking is not None:
            yield alert.taking.until_us


def _calling_us(state: State, overview: Overview, rules: Rules) -> int:
    """When somebody is called out next; 0: never. A trainer at the console makes it later."""
    first_us = 0
    for earliest_us, station_id in overview.unanswered.ordered:
        if first_us and earliest_us >= first_us:
            break
        times = (
            escalation.pages_due_us(kept, state.gym, rules)
            for kept in state.station(station_id).alerts
        )
        first_us = min((time for time in (first_us, *times) if time), default=0)
    return first_us


def _of_gym(gym: GymMemory, rules: Rules, *, is_waiting: bool) -> Iterator[int]:
    for ending_us in (
        *(one.silence.until_us for one in gym.quiets),
        *(one.until_us for one in gym.presences),
    ):
        yield ending_us if ending_us > gym.now_us else 0
    if gym.shown_us and (gym.is_flood or is_waiting):
        yield gym.shown_us[0] + rules.window_us
