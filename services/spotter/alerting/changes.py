"""What has changed between two states of the memory."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from spotter.alerting.answers.silences import is_on
from spotter.alerting.memory import GYM, GymMemory, State
from spotter.alerting.values import Alert, CallOut, ClassLine, Need, Presence, Silence

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Changes:
    """What an event, or the time, has changed, as it is now; ended ones too.

    ``pieces`` are the pieces of memory to store, by name. ``calls_out`` are to be reached now.
    """

    alerts: tuple[Alert, ...] = ()
    lines: tuple[ClassLine, ...] = ()
    needs: tuple[Need, ...] = ()
    silences: tuple[Silence, ...] = ()
    presences: tuple[Presence, ...] = ()
    calls_out: tuple[CallOut, ...] = ()
    is_flood: bool = False
    pieces: tuple[str, ...] = ()


def changes_between(
    before: State, after: State, station_ids: Iterable[str], calls_out: tuple[CallOut, ...] = ()
) -> Changes:
    """All that is not as it was, at these stations and in the gym; ``calls_out`` are passed on."""
    changed = [(before.station(one), after.station(one)) for one in station_ids]
    known = {kept.alert.alert_id: kept.alert for old, _ in changed for kept in old.alerts}
    gym = () if replace(after.gym, now_us=before.gym.now_us) == before.gym else (GYM,)
    return Changes(
        alerts=tuple(
            kept.alert
            for _, new in changed
            for kept in new.alerts
            if kept.alert != known.get(kept.alert.alert_id)
        ),
        lines=tuple(one for one in after.gym.lines if one not in before.gym.lines),
        needs=tuple(new.need for old, new in changed if new.need != (old.need)),
        silences=_silences(before.gym, after.gym),
        presences=_presences(before.gym, after.gym),
        calls_out=calls_out,
        is_flood=after.gym.is_flood,
        pieces=(*gym, *(new.station_id for old, new in changed if new != old)),
    )


def merged(first: Changes, then: Changes) -> Changes:
    """Both, one after the other: of what changed twice, how it is now."""
    return Changes(
        alerts=_latest(first.alerts, then.alerts, "alert_id"),
        lines=_latest(first.lines, then.lines, "line_id"),
        needs=_latest(first.needs, then.needs, "station_id"),
        silences=_latest(first.silences, then.silences, "silence_id"),
        presences=_latest(first.presences, then.presences, "author"),
        calls_out=(*first.calls_out, *then.calls_out),
        is_flood=then.is_flood,
        pieces=tuple(dict.fromkeys((*first.pieces, *then.pieces))),
    )


def _latest(first: tuple[Value, ...], then: tuple[Value, ...], key: str) -> tuple[Value, ...]:
    return tuple({getattr(one, key): one for one in (*first, *then)}.values())


def _silences(before: GymMemory, after: GymMemory) -> tuple[Silence, ...]:
    known = {(one.silence, is_on(one, before.now_us)) for one in before.quiets}
    return tuple(
        one.silence for one in after.quiets if (one.silence, is_on(one, after.now_us)) not in known
    )


def _presences(before: GymMemory, after: GymMemory) -> tuple[Presence, ...]:
    known = {(one, one.until_us > before.now_us) for one in before.presences}
    return tuple(one for one in after.presences if (one, one.until_us > after.now_us) not in known)
