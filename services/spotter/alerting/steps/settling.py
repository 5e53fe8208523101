"""All that follows from what the memory holds, and from the time.

What it costs depends on what has changed, not on how many stations there are.
"""

from dataclasses import dataclass, replace

from spotter.alerting.answers.silences import is_on
from spotter.alerting.memory import GymMemory, Quiet, State, StationMemory, with_alerts
from spotter.alerting.overview import Overview
from spotter.alerting.rules import Rules
from spotter.alerting.showing import budget, escalation, grouping, triage
from spotter.alerting.showing.sharing import Sharing
from spotter.alerting.steps.ageing import aged
from spotter.alerting.steps.due import station_due_us
from spotter.alerting.values import CallOut


@dataclass(frozen=True, slots=True)
class Settled:
    """The memory, of which all has been settled at its time, and the overview of its stations.

    ``station_ids`` are those that may have changed, and ``calls_out`` whom to call out.
    ``is_read`` says that it has just been read: all is looked over once more then, since somebody
    else may have changed it.
    """

    state: State
    overview: Overview
    station_ids: tuple[str, ...] = ()
    calls_out: tuple[CallOut, ...] = ()
    is_read: bool = False


def as_read(state: State, rules: Rules) -> Settled:
    """The memory as it was stored."""
    return Settled(state, Overview.of(state.stations.values(), rules), is_read=True)


def settled(before: Settled, state: State, rules: Rules) -> Settled:
    """The memory at its time; ``before`` is what was settled last."""
    now_us = state.gym.now_us
    is_due = before.state.stations if before.is_read else before.overview.due.until(now_us)
    touched = {*is_due, *state.touched}
    state = state.having(*(aged(state.station(one), now_us, rules) for one in touched))
    sharing = before.overview.sharing.after(
        (before.state.station(one), state.station(one)) for one in touched
    )
    state = _grouped(before, state, sharing, rules)
    touched |= _to_place(before, state, sharing, rules)
    state = budget.placed(state, touched, rules)
    state, calls_out = _paged(before, state, rules)
    return _done(before, state, sharing, calls_out, rules)


def _grouped(before: Settled, state: State, sharing: Sharing, rules: Rules) -> State:
    """The gym with its lines; what was over at the last time is forgotten."""
    gym, earlier = state.gym, before.state.gym
    is_same = sharing is before.overview.sharing and not before.is_read
    over = [one for one in earlier.quiets if one.silence.until_us <= earlier.now_us]
    left = [one for one in earlier.presences if one.until_us <= earlier.now_us]
    known = {line.line_id for line in earlier.lines}
    lines = grouping.going_on(gym.lines) if is_same else grouping.grouped(state, sharing, rules)
    new_lines = sum(one.line_id not in known for one in lines)
    gym = replace(
        gym,
        lines=lines,
        quiets=tuple(one for one in gym.quiets if one not in over),
        presences=tuple(one for one in gym.presences if one not in left),
        shown_us=(*gym.shown_us, *[gym.now_us] * new_lines),
    )
    return replace(state, gym=budget.counted(gym, rules))


def _to_place(before: Settled, state: State, sharing: Sharing, rules: Rules) -> set[str]:
    """Where alerts may change their places although nothing has happened there."""
    gym, earlier = state.gym, before.state.gym
    if (gym.is_flood, _quiet(gym)) != (earlier.is_flood, _quiet(earlier)):
        return {*state.all}
    waiting = before.overview.waiting if budget.has_room(gym, rules) else ()
    changed = {grouping.key_of(line) for line in {*gym.lines} ^ {*earlier.lines}}
    shared = (before.overview.sharing.stations(one) | sharing.stations(one) for one in changed)
    return {*waiting}.union(*shared)


def _quiet(gym: GymMemory) -> list[Quiet]:
    return [one for one in gym.quiets if is_on(one, gym.now_us)]


def _paged(before: Settled, state: State, rules: Rules) -> tuple[State, tuple[CallOut, ...]]:
    """The stations with whom to call out for them."""
    calls_out: list[CallOut] = []
    stations = []
    for station_id in sorted({*state.touched, *before.overview.unanswered.until(state.gym.now_us)}):
        station, calls = paged(state.station(station_id), state.gym, rules)
        stations.append(station)
        calls_out += calls
    return state.having(*stations), tuple(calls_out)


def paged(
    station: StationMemory, gym: GymMemory, rules: Rules
) -> tuple[StationMemory, list[CallOut]]:
    """The station, and whom to call out for its alerts; what nobody answers moves up."""
    pages = [escalation.paged(kept, gym, rules) for kept in station.alerts]
    calls = [call for _, call in pages if call]
    station = with_alerts(station, tuple(kept for kept, _ in pages))
    return triage.ranked(station, gym.now_us, rules) if calls else station, calls


def _done(
    before: Settled,
    state: State,
    sharing: Sharing,
    calls_out: tuple[CallOut, ...],
    rules: Rules,
) -> Settled:
    """With the needs of the stations that were touched, and what is due there next."""
    stations = {
        station_id: replace(
            station,
            need=triage.need_of(station, rules),
            due_us=station_due_us(station, state.gym.now_us, rules),
        )
        for station_id, station in sorted(state.touched.items())
    }
    overview = before.overview.after(
        [(before.state.station(name), station) for name, station in stations.items()], rules
    )
    return Settled(
        State({**state.stations, **stations}, state.gym),
        replace(overview, sharing=sharing),
        tuple(stations),
        calls_out,
    )
