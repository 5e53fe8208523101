"""StationService: unpacks what is asked, has stations paused and resumed, packs the answer."""

from collections.abc import Callable

import grpc

from spotter.api.catalog.v1 import station_service_pb2 as pb2
from spotter.api.catalog.v1.station_service_pb2_grpc import StationServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import StationPauseRow
from spotter.catalog.pauses import changes
from spotter.catalog.pauses.announcing import PauseAnnouncer
from spotter.catalog.rpc.answers import answers
from spotter.wire.catalog.checks import checked_author, checked_station_id

Context = grpc.ServicerContext


class StationService(StationServiceServicer):
    """Which stations are paused; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(
        self, database: Database, announcer: PauseAnnouncer, now_us: Callable[[], int]
    ) -> None:
        self._database = database
        self._announcer = announcer
        self._now_us = now_us

    @answers
    def PauseStation(
        self, request: pb2.PauseStationRequest, _context: Context
    ) -> pb2.PauseStationResponse:
        """Pause a station."""
        station_id, signed = checked_station_id(request.station_id), self._signed(request.author)
        self._announcer.check_station(station_id)
        with self._database.writing() as session:
            pause = _message(changes.pause(session, station_id, signed))
        return pb2.PauseStationResponse(pause=pause, is_told=self._announcer.announce())

    @answers
    def ResumeStation(
        self, request: pb2.ResumeStationRequest, _context: Context
    ) -> pb2.ResumeStationResponse:
        """Resume a station."""
        station_id, signed = checked_station_id(request.station_id), self._signed(request.author)
        with self._database.writing() as session:
            was_paused = changes.resume(session, station_id, signed)
        if not was_paused:
            self._announcer.check_station(station_id)
        return pb2.ResumeStationResponse(is_told=self._announcer.announce())

    @answers
    def ListPauses(
        self, _request: pb2.ListPausesRequest, _context: Context
    ) -> pb2.ListPausesResponse:
        """The stations that are paused."""
        with self._database.reading() as session:
            return pb2.ListPausesResponse(pauses=map(_message, changes.pauses(session)))

    def _signed(self, author: str) -> Signature:
        return Signature(checked_author(author), self._now_us())


def _message(row: StationPauseRow) -> pb2.StationPause:
    return pb2.StationPause(station_id=row.station_id, paused_us=row.paused_us, author=row.author)
