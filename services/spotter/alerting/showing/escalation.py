"""Calling trainers out: after an alert is shown and nobody takes it, again and again."""

from dataclasses import replace

from spotter.alerting.memory import GymMemory, KeptAlert, StationMemory
from spotter.alerting.rules import Rules
from spotter.alerting.values import CallOut


def paged(kept: KeptAlert, gym: GymMemory, rules: Rules) -> tuple[KeptAlert, CallOut | None]:
    """The alert, and whom to reach for it now.

    Somebody is called out only for what is shown and nobody has. A trainer at the console pauses
    that, unless they said that it is not theirs; when they leave, what was due then goes out.
    """
    if not _asks(kept):
        return (kept if not kept.pages_us else replace(kept, pages_us=0, pages=0)), None
    if not kept.pages_us:
        kept = replace(kept, pages_us=gym.now_us)
    due_us = pages_due_us(kept, gym, rules)
    if not due_us or gym.now_us < due_us:
        return kept, None
    step = kept.alert.escalation + (kept.pages > 0)
    alert = replace(kept.alert, escalation=step)
    kept = replace(kept, alert=alert, pages_us=gym.now_us, pages=kept.pages + 1)
    return kept, CallOut(alert.alert_id, step)


def pages_due_us(kept: KeptAlert, gym: GymMemory, rules: Rules) -> int:
    """When somebody is called out for it next; 0: never, as it is now."""
    due_us = _due_us(kept, rules)
    watching = (
        one.until_us
        for one in gym.presences
        if one.until_us > gym.now_us and one.author not in kept.alert.declined_by
    )
    return max((due_us, *watching)) if due_us else 0


def unanswered_until_us(station: StationMemory, rules: Rules) -> int:
    """When somebody is called out next for an alert there, with no trainer at the console.

    0: never.
    """
    return min((due for kept in station.alerts if (due := _due_us(kept, rules))), default=0)


def _due_us(kept: KeptAlert, rules: Rules) -> int:
    steps = rules.pages_us[kept.alert.priority]
    if not _asks(kept) or not kept.pages_us or kept.pages >= len(steps):
        return 0
    return kept.pages_us + steps[kept.pages]


def _asks(kept: KeptAlert) -> bool:
    alert = kept.alert
    return alert.is_active and alert.taking is None and alert.holding is None
