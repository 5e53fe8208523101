"""What a trainer reads who is not at the console. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from spotter.api.catalog.v1 import delivery_service_pb2 as pb2
from spotter.notifier.views.v1.alerts.alerts import AlertView
from spotter.notifier.views.v1.alerts.of_values import alert_view
from spotter.wire.catalog.alerts.alerts import alert_of

_LISTED = 5
_URGENCIES = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Message:
    """A title of a line, a body of a few, and the page that it is about.

    It is attempt ``number`` of the delivery, which was made at ``made_us``. ``alert_ids`` are the
    alerts that it is about, most urgent first, of which there are ``count``; none: it is a test.
    ``urgency`` is that of the most urgent.
    """

    delivery_id: str
    number: int
    made_us: int
    title: str
    body: str
    url: str
    alert_ids: tuple[str, ...] = ()
    count: int = 0
    urgency: str = "low"
    station_ids: tuple[str, ...] = ()


def message_of(one: pb2.LeasedDelivery, page: str) -> Message:
    """What a delivery says; ``page`` is the console's address. Raises :class:`WireError`."""
    if not one.alerts:
        return Message(
            *(one.delivery_id, one.attempt, one.made_us),
            f"A test of {one.label}",
            "Spotter reaches you here. Alerts will look like this.",
            page,
        )
    views = [alert_view(alert_of(called.alert), lambda author: author) for called in one.alerts]
    lines = [_line(called, view) for called, view in zip(one.alerts, views, strict=True)]
    if one.count == 1:
        title, body = lines[0], _about(one, views[0])
    else:
        title, body = f"{one.count} alerts wait", _listed(lines, one.count)
    return Message(
        *(one.delivery_id, one.attempt, one.made_us),
        title=title,
        body=body,
        url=f"{page}#alert/{views[0].alert_id}" if one.count == 1 else page,
        alert_ids=tuple(view.alert_id for view in views),
        count=one.count,
        urgency=max((view.priority for view in views), key=_URGENCIES.index),
        station_ids=tuple(dict.fromkeys(view.station_id for view in views)),
    )


def _line(called: pb2.CalledAlert, view: AlertView) -> str:
    who = f"{called.member_name}, {view.station_id}" if called.member_name else view.station_id
    return f"{who}: {view.title}"


def _about(one: pb2.LeasedDelivery, view: AlertView) -> str:
    (called,) = one.alerts
    again = "Nobody has answered yet." if one.escalation else ""
    where = ", ".join(filter(None, (view.exercise.replace("_", " "), called.class_name)))
    return "\n".join(filter(None, (view.reason, where, again))) or "Somebody is needed there."


def _listed(lines: Sequence[str], count: int) -> str:
    shown = [*lines[:_LISTED]]
    more = count - len(shown)
    return "\n".join([*shown, f"and {more} more"] if more else shown)
