"""What happens, and what people do, applied to the memory."""

from collections.abc import Callable
from dataclasses import replace
from functools import singledispatch

from spotter.alerting.answers import silences, taking
from spotter.alerting.answers.answering import changed, dismissed, looked, seen
from spotter.alerting.conditions import observing
from spotter.alerting.conditions.observing import Happening, station_of
from spotter.alerting.errors import AlertingError, UnknownAlertError
from spotter.alerting.events import (
    Answered,
    Closed,
    CueSent,
    Declined,
    DutyChanged,
    Event,
    HandedBack,
    Looked,
    PresenceNoted,
    SilenceBegun,
    SilenceEnded,
    Taken,
)
from spotter.alerting.memory import KeptAlert, State, StationMemory
from spotter.alerting.rules import SECOND_US, Rules
from spotter.alerting.values import Ending, Presence


@singledispatch
def acted(event: Event, state: State, rules: Rules) -> State:
    """The memory after ``event``, which happens now.

    Raises :class:`AlertingError` for what cannot be done, :class:`UnknownAlertError` for what is
    not there.
    """
    raise NotImplementedError(f"no rule for {event}")


@acted.register
def _happened(event: Happening, state: State, rules: Rules) -> State:
    station = state.station(station_of(event))
    return state.having(observing.after(station, event, state.gym.now_us, rules))


@acted.register
def _taken(event: Taken, state: State, rules: Rules) -> State:
    now_us, take_over = state.gym.now_us, event.take_over
    return _each(
        state,
        event.alert_ids,
        lambda one: taking.taken(one, event.author, now_us, rules, take_over=take_over),
    )


@acted.register
def _handed_back(event: HandedBack, state: State, _rules: Rules) -> State:
    return _each(state, event.alert_ids, lambda one: taking.handed_back(one, event.author))


@acted.register
def _declined(event: Declined, state: State, _rules: Rules) -> State:
    return _each(state, event.alert_ids, lambda one: taking.declined(one, event.author))


@acted.register
def _closed(event: Closed, state: State, _rules: Rules) -> State:
    return _dismissed(state, event.alert_ids, Ending.CLOSED)


@acted.register
def _answered(event: Answered, state: State, rules: Rules) -> State:
    """That was fine ends it; that was wrong takes it, unless somebody else has it."""
    if event.is_fine:
        return _dismissed(state, (event.alert_id,), Ending.WAS_FINE)
    return _with_answer(state, event.alert_id, event.author, rules)


@acted.register
def _cued(event: CueSent, state: State, rules: Rules) -> State:
    """A cue takes the alert that it answers, and is what follows on those that its author has."""
    if event.alert_id:
        state = _with_answer(state, event.alert_id, event.author, rules)
    station = state.station(event.station_id)
    alerts = (
        taking.followed_up(one, event.author, state.gym.now_us, rules) for one in station.alerts
    )
    return state.having(replace(station, alerts=tuple(alerts)))


@acted.register
def _looked(event: Looked, state: State, rules: Rules) -> State:
    station = state.station(event.station_id)
    return state.having(looked(station, event.author, state.gym.now_us, rules))


@acted.register
def _silenced(event: SilenceBegun, state: State, rules: Rules) -> State:
    if event.alert_id:
        found(state, event.alert_id)
    kept = [one for station in state.all.values() for one in station.alerts]
    new = silences.begun(event, kept, state.gym.now_us, rules)
    known = (one for one in state.gym.quiets if one.silence.silence_id != new.silence.silence_id)
    state = replace(state, gym=replace(state.gym, quiets=(*known, new)))
    if not event.alert_id:
        return state
    return _each(state, (event.alert_id,), lambda one: replace(one, is_shelved=True))


@acted.register
def _ended_silence(event: SilenceEnded, state: State, _rules: Rules) -> State:
    now_us = state.gym.now_us
    quiets = {
        one.silence.silence_id: one for one in state.gym.quiets if silences.is_on(one, now_us)
    }
    if event.silence_id not in quiets:
        raise UnknownAlertError(f"expected a silence that is on; found {event.silence_id!r}")
    ended = silences.ended_early(quiets[event.silence_id], event.author, now_us)
    quiets[event.silence_id] = ended
    return replace(state, gym=replace(state.gym, quiets=tuple(quiets.values())))


@acted.register
def _noted(event: PresenceNoted, state: State, rules: Rules) -> State:
    if not 0 <= event.duration_us <= rules.presence_us:
        raise AlertingError(
            f"a trainer is there for up to {rules.presence_us // SECOND_US} s at a time; "
            f"found {event.duration_us / SECOND_US:g} s"
        )
    others = (one for one in state.gym.presences if one.author != event.author)
    noted = Presence(event.author, state.gym.now_us + event.duration_us)
    return replace(state, gym=replace(state.gym, presences=(*others, noted)))


@acted.register
def _on_duty(event: DutyChanged, state: State, _rules: Rules) -> State:
    return replace(state, gym=replace(state.gym, trainers=event.trainers))


def found(state: State, alert_id: str) -> tuple[StationMemory, KeptAlert]:
    """An alert, and its station; one that has ended lately, too.

    Raises :class:`UnknownAlertError`.
    """
    for station in state.all.values():
        for kept in station.alerts:
            if kept.alert.alert_id == alert_id:
                return station, kept
    raise UnknownAlertError(
        f"expected an alert that is open or has ended lately; found {alert_id!r}"
    )


def _each(
    state: State, alert_ids: tuple[str, ...], change: Callable[[KeptAlert], KeptAlert]
) -> State:
    """The memory with each of the alerts changed; what stayed only until it is seen has been."""
    for alert_id in alert_ids:
        station, kept = found(state, alert_id)
        new = seen(change(kept), station.looked_us, state.gym.now_us)
        state = state.having(changed(station, alert_id, new))
    return state


def _with_answer(state: State, alert_id: str, author: str, rules: Rules) -> State:
    now_us = state.gym.now_us
    return _each(state, (alert_id,), lambda one: taking.answered(one, author, now_us, rules))


def _dismissed(state: State, alert_ids: tuple[str, ...], ending: Ending) -> State:
    for alert_id in alert_ids:
        station, _ = found(state, alert_id)
        state = state.having(dismissed(station, alert_id, ending, state.gym.now_us))
    return state
