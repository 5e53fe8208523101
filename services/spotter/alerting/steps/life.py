"""How an alert begins and ends."""

from dataclasses import replace

from spotter.alerting.identity import id_of
from spotter.alerting.memory import KeptAlert
from spotter.alerting.values import Alert, Ending, Evidence, Kind, Priority, Whose
from spotter.movement.values import EquipmentKind, Fault


def opened(  # noqa: PLR0913 - an alert has so many parts
    kind: Kind,
    priority: Priority,
    whose: Whose,
    now_us: int,
    *,
    by: str,
    exercise: str = "",
    name: str = "",
    fault: Fault | None = None,
    without: EquipmentKind | None = None,
    evidence: Evidence | None = None,
    set_number: int = 0,
) -> KeptAlert:
    """A new alert; ``by`` is what opened it, and with the rest makes its id."""
    alert = Alert(
        alert_id=id_of(kind.value, whose.station_id, whose.visit_id, exercise, name, by),
        kind=kind,
        priority=priority,
        whose=whose,
        opened_us=now_us,
        risen_us=now_us,
        exercise=exercise,
        fault=fault,
        without=without,
        evidence=evidence or Evidence(),
        is_latched=kind.is_latched,
    )
    return KeptAlert(alert, name, set_number)


def ended(kept: KeptAlert, ending: Ending, now_us: int) -> KeptAlert:
    """It has ended, whoever has seen it."""
    alert = replace(kept.alert, is_active=False, holding=None, line_id="", silence_id="", rank=0.0)
    return replace(
        kept, alert=replace(alert, ended_us=now_us, ending=ending), pages_us=0, points=0.0
    )


def lapsed(kept: KeptAlert, ending: Ending, looked_us: int, now_us: int) -> KeptAlert:
    """Its condition has ended: so has it, unless it is latched and nobody has seen it."""
    if kept.alert.is_latched and not is_seen(kept, looked_us):
        return replace(kept, alert=replace(kept.alert, is_active=False))
    return ended(kept, ending, now_us)


def is_seen(kept: KeptAlert, looked_us: int) -> bool:
    """Whether a trainer has taken it, or looked at its station since it rose."""
    return kept.alert.taking is not None or looked_us >= kept.alert.risen_us


def risen(kept: KeptAlert, priority: Priority, now_us: int) -> KeptAlert:
    """It is as urgent as that now: it never becomes less so, but by ending."""
    if priority <= kept.alert.priority:
        return kept
    return replace(kept, alert=replace(kept.alert, priority=priority, risen_us=now_us))


def again(kept: KeptAlert, now_us: int) -> KeptAlert:
    """Its condition, which had ended, holds again."""
    return replace(kept, alert=replace(kept.alert, is_active=True, risen_us=now_us))
