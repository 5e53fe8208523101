"""The calls of CheckinService about stations' screens: what they show, and where to look."""

import grpc

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.catalog.pauses.changes import check_not_paused
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.checkin.desk import Calls
from spotter.wire.catalog.checks import checked_station_id
from spotter.wire.catalog.people.sessions import HOWS, How

Context = grpc.ServicerContext


class ScreenCalls(Calls):
    """Looks for members, and says what a screen shows."""

    @answers
    def Look(self, request: pb2.LookRequest, _context: Context) -> pb2.LookResponse:
        """Search the station's pictures for a minute; there are none while it is paused."""
        station_id, desk = checked_station_id(request.station_id), self._desk
        desk.announcer.check_station(station_id)
        with desk.database.reading() as session:
            check_not_paused(session, station_id)
        desk.known.looking.end(station_id)  # whoever was enrolled there is so no more
        until_us = desk.known.looking.begin(station_id, desk.now_us())
        desk.known.reception.forget(station_id)
        desk.announce(station_id)
        return pb2.LookResponse(until_us=until_us)

    @answers
    def StopLooking(
        self, request: pb2.StopLookingRequest, _context: Context
    ) -> pb2.StopLookingResponse:
        """Search them no more."""
        self._desk.known.looking.end(checked_station_id(request.station_id))
        self._desk.known.reception.forget(request.station_id)
        self._desk.announce(request.station_id)
        return pb2.StopLookingResponse()

    @answers
    def GetStationCheckin(
        self, request: pb2.GetStationCheckinRequest, _context: Context
    ) -> pb2.GetStationCheckinResponse:
        """How the check-in stands."""
        station_id, desk = checked_station_id(request.station_id), self._desk
        standing = desk.known.reception.standing(station_id, desk.now_us())
        return pb2.GetStationCheckinResponse(
            looking_until_us=desk.known.looking.until_us(station_id, desk.now_us()),
            awaits_pin=standing.awaited_no is not None,
            said=standing.said,
            ways=[HOWS.label(one) for one in self._ways()],
        )

    def _ways(self) -> list[How]:
        """Those that the gym has; a face comes last, and is no way unless it is switched on."""
        faces = [How.FACE] if self._desk.known.may_know_face else []
        return [How.CODE, How.TAG, How.PIN, How.BADGE, *faces]

    @answers
    def GetStationCode(
        self, request: pb2.GetStationCodeRequest, _context: Context
    ) -> pb2.GetStationCodeResponse:
        """The code and the digits of now."""
        station_id, known = checked_station_id(request.station_id), self._desk.known
        shown = known.codes.shown(station_id, known.reception.turn(station_id), self._desk.now_us())
        return pb2.GetStationCodeResponse(
            code=shown.code, digits=shown.digits, next_us=shown.next_us
        )
