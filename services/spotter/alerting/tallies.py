"""How good the alerting itself was: what became of the alerts of each fault."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from spotter.alerting.identity import name_of
from spotter.alerting.rules import Rules
from spotter.alerting.values import Alert, Ending, Kind
from spotter.movement.values import Fault

_LEAST = 4
"""So few alerts say nothing about a threshold."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the alerts of one fault of an exercise, or of another kind.

    ``acted_on`` are those that somebody had when they ended, or has, or answered, and calls that
    were closed;
    ``dismissed`` those that were
    called fine or closed; ``by_themselves`` ended with nobody. ``chattering`` opened again within a
    window after the same person's last one ended, ``standing`` were open for a window or longer.
    """

    kind: Kind
    exercise: str
    fault: Fault | None
    opened: int
    acted_on: int
    dismissed: int
    by_themselves: int
    chattering: int
    standing: int

    @property
    def wants_attention(self) -> bool:
        """Whether a trainer should look at the fault's threshold: half or more came to nothing."""
        return self.opened >= _LEAST and 2 * (self.dismissed + self.chattering) >= self.opened


def tallies(alerts: Iterable[Alert], now_us: int, rules: Rules) -> tuple[Tally, ...]:
    """A tally for each kind, exercise and fault; those with the most alerts first."""
    ordered = sorted(alerts, key=lambda one: (_about(one), _who(one), one.opened_us))
    found = [_tally(list(group), now_us, rules) for _, group in groupby(ordered, key=_about)]
    return tuple(sorted(found, key=lambda one: -one.opened))


def answered_us(alert: Alert) -> int | None:
    """When a trainer took it, sent a cue, closed it or said of a rep what it was; None: nobody has.

    A taking that has lapsed, or was handed back, is no answer; what was sent or said meanwhile is.
    """
    return min((at_us for at_us, _ in _answers(alert)), default=None)


def answered_by(alert: Alert) -> str:
    """Who answered first; "" if nobody has, or whoever ended it is not known."""
    return min(_answers(alert), default=(0, ""))[1]


def _answers(alert: Alert) -> Iterator[tuple[int, str]]:
    for one in (alert.taking, alert.answer):
        if one is not None:
            yield one.at_us, one.author
    if alert.ending in {Ending.WAS_FINE, Ending.CLOSED}:
        yield alert.ended_us, alert.taking.author if alert.taking else ""


def _tally(alerts: list[Alert], now_us: int, rules: Rules) -> Tally:
    first = alerts[0]
    return Tally(
        kind=first.kind,
        exercise=first.exercise,
        fault=first.fault,
        opened=len(alerts),
        acted_on=sum(map(_is_acted_on, alerts)),
        dismissed=sum(map(_is_dismissed, alerts)),
        by_themselves=sum(
            not (one.is_open or _is_dismissed(one) or _is_acted_on(one)) for one in alerts
        ),
        chattering=sum(
            _who(one) == _who(other) and 0 < one.ended_us > other.opened_us - rules.window_us
            for one, other in pairwise(alerts)
        ),
        standing=sum((one.ended_us or now_us) - one.opened_us >= rules.window_us for one in alerts),
    )


def _is_dismissed(alert: Alert) -> bool:
    return alert.ending is Ending.WAS_FINE or (
        alert.ending is Ending.CLOSED and not _is_seen(alert)
    )


def _is_seen(alert: Alert) -> bool:
    """Whether somebody closed what stays until it is seen: that is how it is answered."""
    return alert.ending is Ending.CLOSED and alert.is_latched


def _is_acted_on(alert: Alert) -> bool:
    is_answered = alert.taking is not None or alert.answer is not None
    return _is_seen(alert) or (is_answered and not _is_dismissed(alert))


def _about(alert: Alert) -> tuple[str, str, str]:
    return alert.kind.value, alert.exercise, name_of(alert.fault) if alert.fault else ""


def _who(alert: Alert) -> tuple[str, str]:
    return alert.whose.station_id, alert.whose.member_id or alert.whose.visit_id
