"""The view of what has changed of alerts."""

from collections.abc import Mapping

from spotter.api.catalog.v1 import alert_service_pb2 as pb2
from spotter.notifier.views.v1.alerts import alerts as views
from spotter.notifier.views.v1.alerts.of_values import (
    NameOf,
    alert_view,
    cue_view,
    line_view,
    need_view,
    presence_view,
    silence_view,
)
from spotter.wire.catalog.alerts.alerts import (
    alert_of,
    cue_of,
    line_of,
    need_of,
    presence_of,
    silence_of,
)


def changes_of(
    found: pb2.ListChangesResponse, name_of: NameOf, known: Mapping[str, views.AlertView]
) -> views.AlertsView:
    """All that has changed; ``known`` are the alerts from before, by id. Raises WireError."""
    alerts = [alert_view(alert_of(one), name_of) for one in found.alerts]
    by_id = {**known, **{one.alert_id: one for one in alerts}}
    worst: dict[str, views.AlertView] = {}
    for one in sorted(by_id.values(), key=lambda alert: alert.rank):
        if one.ended_ms is None:
            worst[one.station_id] = one
    return views.AlertsView(
        alerts=tuple(alerts),
        lines=tuple(line_view(line_of(one)) for one in found.lines),
        needs=tuple(need_view(need_of(one), worst.get(one.station_id)) for one in found.needs),
        silences=tuple(silence_view(silence_of(one), name_of, by_id) for one in found.silences),
        cues=tuple(cue_view(cue_of(one), name_of) for one in found.cues),
        presences=tuple(presence_view(presence_of(one), name_of) for one in found.presences),
        is_flood=found.is_flood,
    )
