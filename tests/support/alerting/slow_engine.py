"""The engine's slow twin: it looks over all stations at every step, and keeps nothing of them."""

from collections.abc import Iterator
from dataclasses import replace

from spotter.alerting.engine import Engine
from spotter.alerting.memory import GymMemory, State
from spotter.alerting.overview import Overview
from spotter.alerting.rules import Rules
from spotter.alerting.showing import budget, escalation, grouping, triage
from spotter.alerting.showing.sharing import Share, Shared, Sharing
from spotter.alerting.steps.ageing import aged
from spotter.alerting.steps.due import station_due_us
from spotter.alerting.steps.settling import Settled, paged
from spotter.alerting.values import CallOut, Kind


class SlowEngine(Engine):
    """As the engine, at a cost that grows with the number of stations."""

    def _settle(self, before: Settled, state: State) -> Settled:
        rules, gym = self._rules, state.gym
        state = State({one: aged(state.station(one), gym.now_us, rules) for one in state.all}, gym)
        state = replace(state, gym=_with_lines(before.state.gym, state, rules))
        state = budget.placed(state, state.stations, rules)
        calls_out = list[CallOut]()
        stations = {}
        for station_id in sorted(state.all):
            station, calls = paged(state.station(station_id), state.gym, rules)
            calls_out += calls
            due_us = station_due_us(station, gym.now_us, rules)
            stations[station_id] = replace(
                station, need=triage.need_of(station, rules), due_us=due_us
            )
        return Settled(State(stations, state.gym), Overview(), tuple(stations), tuple(calls_out))

    def _due_us(self, now: Settled) -> int | None:
        times = [time for time in _due(now.state, self._rules) if time]
        return max(min(times), now.state.gym.now_us + 1) if times else None


def _with_lines(before: GymMemory, state: State, rules: Rules) -> GymMemory:
    gym = state.gym
    lines = grouping.grouped(state, _sharing(state, rules), rules)
    known = {line.line_id for line in before.lines}
    over = [one for one in before.quiets if one.silence.until_us <= before.now_us]
    left = [one for one in before.presences if one.until_us <= before.now_us]
    shown_us = [gym.now_us for one in lines if one.line_id not in known]
    return budget.counted(
        replace(
            gym,
            lines=lines,
            quiets=tuple(one for one in gym.quiets if one not in over),
            presences=tuple(one for one in gym.presences if one not in left),
            shown_us=(*gym.shown_us, *shown_us),
        ),
        rules,
    )


def _sharing(state: State, rules: Rules) -> Sharing:
    shares, doing = dict[Shared, dict[str, Share]](), dict[tuple[str, str], int]()
    for station in state.stations.values():
        for kept in station.alerts:
            alert, whose = kept.alert, kept.alert.whose
            if alert.kind is Kind.FAULT and alert.is_open:
                share = Share(alert.alert_id, station.station_id, whose.member_id or whose.visit_id)
                shared = whose.class_id, alert.exercise, kept.name
                shares.setdefault(shared, {})[alert.alert_id] = share
        for visit in station.visits:
            if visit.last_rep_us > state.gym.now_us - rules.follows_us:
                key = visit.whose.class_id, visit.reps[-1].exercise
                doing[key] = doing.get(key, 0) + 1
    return Sharing(shares, doing)


def _due(state: State, rules: Rules) -> Iterator[int]:
    gym = state.gym
    for station in state.stations.values():
        yield station_due_us(station, gym.now_us, rules)
        for kept in station.alerts:
            yield escalation.pages_due_us(kept, gym, rules)
    for ending_us in (
        *(one.silence.until_us for one in gym.quiets),
        *(one.until_us for one in gym.presences),
    ):
        yield ending_us if ending_us > gym.now_us else 0
    is_waiting = any(budget.is_waiting(one) for one in state.stations.values())
    if gym.shown_us and (gym.is_flood or is_waiting):
        yield gym.shown_us[0] + rules.window_us
