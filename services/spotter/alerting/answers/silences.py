"""Silences: of a member, a station, or an alert's fault; never of what is new or more urgent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spotter.alerting.errors import AlertingError
from spotter.alerting.events import SilenceBegun
from spotter.alerting.identity import id_of
from spotter.alerting.memory import KeptAlert, Quiet
from spotter.alerting.rules import SECOND_US, Rules
from spotter.alerting.values import Alert, Priority, Silence
from spotter.movement.values.text import is_line

_LONGEST_REASON = 200


def begun(event: SilenceBegun, alerts: Iterable[KeptAlert], now_us: int, rules: Rules) -> Quiet:
    """The silence that ``event`` asks for; ``alerts`` are all that are open.

    Raises :class:`AlertingError` unless it is about exactly one thing, gives a reason of a line,
    and is neither too short nor too long; and for an alert that has been shelved before.
    """
    _check(event, rules)
    shelved = next((one for one in alerts if one.alert.alert_id == event.alert_id), None)
    if shelved and shelved.is_shelved:
        raise AlertingError(
            f"an alert can be shelved once; expected one that has not been, found {event.alert_id}"
        )
    about = (event.member_id, event.station_id, event.alert_id)
    silence = Silence(
        id_of("silence", *about, event.author, now_us),
        *about,
        author=event.author,
        reason=event.reason,
        begun_us=now_us,
        until_us=now_us + event.duration_us,
    )
    urgent = (
        one.alert.alert_id
        for one in alerts
        if one.alert.priority is Priority.HIGH and _is_of(one.alert, silence)
    )
    return Quiet(silence, shelved, tuple(urgent))


def ended_early(quiet: Quiet, author: str, now_us: int) -> Quiet:
    """The silence, which somebody ends now."""
    return replace(quiet, silence=replace(quiet.silence, until_us=now_us, ended_by=author))


def silence_of(kept: KeptAlert, quiets: Sequence[Quiet], now_us: int) -> str:
    """The silence that holds the alert, the one that ends last; "" without one."""
    holding = [one.silence for one in quiets if is_on(one, now_us) and _holds(one, kept)]
    return max(holding, key=lambda one: one.until_us).silence_id if holding else ""


def is_on(quiet: Quiet, now_us: int) -> bool:
    """Whether the silence has not ended."""
    return now_us < quiet.silence.until_us


def _holds(quiet: Quiet, kept: KeptAlert) -> bool:
    """A fault that becomes more urgent than it was comes through, and so does what is no form."""
    alert, shelved = kept.alert, quiet.shelved
    if shelved is not None:
        return _is_same(kept, shelved) and alert.priority <= shelved.alert.priority
    is_known = alert.priority < Priority.HIGH or alert.alert_id in quiet.urgent
    return alert.kind.is_form and _is_of(alert, quiet.silence) and is_known


def _is_of(alert: Alert, silence: Silence) -> bool:
    if silence.member_id:
        return alert.whose.member_id == silence.member_id
    return bool(silence.station_id) and alert.whose.station_id == silence.station_id


def _is_same(kept: KeptAlert, other: KeptAlert) -> bool:
    """Whether both are about the same of the same person, or of the same station's camera."""
    return _subject(kept) == _subject(other)


def _subject(kept: KeptAlert) -> tuple[str, ...]:
    whose, alert = kept.alert.whose, kept.alert
    who = whose.member_id or whose.visit_id or whose.station_id
    return alert.kind.value, who, alert.exercise, kept.name


def _check(event: SilenceBegun, rules: Rules) -> None:
    about = [one for one in (event.member_id, event.station_id, event.alert_id) if one]
    if len(about) != 1:
        raise AlertingError(
            f"a silence is about a member, a station, or an alert; found {len(about)} of them"
        )
    if not is_line(event.reason, _LONGEST_REASON):
        raise AlertingError(
            f"expected a reason of one line and 1 to {_LONGEST_REASON} characters; "
            f"found {event.reason[: _LONGEST_REASON + 1]!r}"
        )
    least, most = rules.silence_us
    if not least <= event.duration_us <= most:
        raise AlertingError(
            f"a silence lasts {least // SECOND_US} to {most // SECOND_US} s; "
            f"found {event.duration_us / SECOND_US:g} s"
        )
