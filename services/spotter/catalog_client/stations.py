"""Asks the catalog which stations are paused, and pauses and resumes them."""

from dataclasses import dataclass

from spotter.api.catalog.v1 import station_service_pb2 as pb2
from spotter.api.catalog.v1.station_service_pb2_grpc import StationServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR


@dataclass(frozen=True, slots=True)
class StationPause:
    """That a station is paused by ``author`` since ``paused_us``, microseconds since the epoch."""

    station_id: str
    paused_us: int
    author: str


class Stations:
    """The gym's stations; ``author`` is who pauses and resumes them.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = StationServiceStub(channel.grpc)
        self._author = author

    def pause(self, station_id: str) -> tuple[StationPause, bool]:
        """Pause a station; returns the pause, and whether the station's processes were told."""
        request = pb2.PauseStationRequest(station_id=station_id, author=self._author)
        answer = self._channel.call(self._stub.PauseStation, request)
        return _pause_of(answer.pause), answer.is_told

    def resume(self, station_id: str) -> bool:
        """Resume a station; returns whether the station's processes were told."""
        request = pb2.ResumeStationRequest(station_id=station_id, author=self._author)
        return self._channel.call(self._stub.ResumeStation, request).is_told

    def paused(self) -> list[StationPause]:
        """The pauses, by the stations' ids."""
        answer = self._channel.call(self._stub.ListPauses, pb2.ListPausesRequest())
        return [_pause_of(one) for one in answer.pauses]


def _pause_of(message: pb2.StationPause) -> StationPause:
    return StationPause(message.station_id, message.paused_us, message.author)
