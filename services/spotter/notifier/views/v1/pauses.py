"""Paused stations, as the API shows them."""

from spotter.api.catalog.v1 import station_service_pb2 as pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import StationId, TimeMs


class PauseView(View):
    """A station that is to film nothing, keep nothing and alert nobody, since ``paused_ms``.

    Unless its processes were told, it is filmed until Redis is back. Its status says when it is
    not filmed any more.
    """

    station_id: StationId
    paused_ms: TimeMs
    is_told: bool


class ResumedView(View):
    """A station that is to film again; unless its processes were told, when Redis is back."""

    is_told: bool


def pause_view(begun: pb2.PauseStationResponse) -> PauseView:
    """The view of a pause."""
    return PauseView(
        station_id=begun.pause.station_id,
        paused_ms=begun.pause.paused_us // 1000,
        is_told=begun.is_told,
    )
