"""One line for a class in which many share a fault of an exercise."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from spotter.alerting.identity import id_of, name_of
from spotter.alerting.memory import KeptAlert, State
from spotter.alerting.rules import Rules
from spotter.alerting.showing.sharing import Share, Shared, Sharing
from spotter.alerting.values import ClassLine
from spotter.movement.values import Fault


def grouped(state: State, sharing: Sharing, rules: Rules) -> tuple[ClassLine, ...]:
    """The lines as they are now: those that go on, those that end now, and new ones.

    Lines that had ended before are not among them.
    """
    known = {key_of(line): line for line in going_on(state.gym.lines)}
    lines = []
    for shared in (*known, *sorted(sharing.shares.keys() - known.keys())):
        shares, line = sharing.shares.get(shared, {}).values(), known.get(shared)
        people, doing = len({one.who for one in shares}), sharing.doing.get(shared[:2], 0)
        if _is_one(people, doing, rules, goes_on=line is not None):
            lines.append(_line(line, shared, shares, (people, doing), state))
        elif line is not None:
            lines.append(replace(line, ended_us=state.gym.now_us))
    return tuple(lines)


def going_on(lines: tuple[ClassLine, ...]) -> tuple[ClassLine, ...]:
    """Those that have not ended."""
    return tuple(line for line in lines if not line.ended_us)


def line_of(kept: KeptAlert, lines: tuple[ClassLine, ...]) -> str:
    """The line that stands for the alert; "" without one."""
    return next(
        (one.line_id for one in lines if kept.alert.alert_id in one.alert_ids and not one.ended_us),
        "",
    )


def key_of(line: ClassLine) -> Shared:
    """What those whom it stands for share."""
    return line.class_id, line.exercise, name_of(line.fault)


def _is_one(people: int, doing: int, rules: Rules, *, goes_on: bool) -> bool:
    least, ratio = (
        (rules.line_keeps_people, rules.line_keeps_ratio)
        if goes_on
        else (rules.line_people, rules.line_ratio)
    )
    return people >= least and people >= ratio * doing


def _line(
    line: ClassLine | None,
    shared: Shared,
    shares: Collection[Share],
    counts: tuple[int, int],
    state: State,
) -> ClassLine:
    class_id, exercise, name = shared
    now_us = state.gym.now_us
    return ClassLine(
        line_id=line.line_id if line else id_of("line", class_id, exercise, name, now_us),
        class_id=class_id,
        exercise=exercise,
        fault=line.fault if line else next(_faults(shares, state)),
        people=counts[0],
        out_of=max(counts),
        alert_ids=tuple(sorted(one.alert_id for one in shares)),
        begun_us=line.begun_us if line else now_us,
    )


def _faults(shares: Collection[Share], state: State) -> Iterator[Fault]:
    alert_ids = {one.alert_id for one in shares}
    alerts = [
        kept.alert
        for station_id in {one.station_id for one in shares}
        for kept in state.station(station_id).alerts
        if kept.alert.alert_id in alert_ids
    ]
    ordered = sorted(alerts, key=lambda one: (-one.evidence.worst_ratio, one.alert_id))
    return (alert.fault for alert in ordered if alert.fault)
