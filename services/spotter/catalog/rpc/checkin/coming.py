"""The calls of CheckinService about coming and going."""

from contextlib import suppress

import grpc
import redis

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.api.catalog.v1 import session_service_pb2
from spotter.catalog.checkin.checking_in import Arrival
from spotter.catalog.checkin.proving import Holder
from spotter.catalog.errors import CatalogError, ConflictError, UnauthenticatedError
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.checkin.desk import Calls
from spotter.wire.catalog.checks import checked_station_id
from spotter.wire.catalog.people.sessions import Session, session_message

Context = grpc.ServicerContext
_BADGE = "spotter_badge_"
_OF_ANYBODY = frozenset({"code", "tag"})
"""The ways on phones, which may be anybody's: they are not told which stations there are."""
_NO_STATION = "the gym has no such station"


class ComingCalls(Calls):
    """Begins and ends sessions."""

    @answers
    def CheckIn(self, request: pb2.CheckInRequest, _context: Context) -> pb2.CheckInResponse:
        """Begin a session, whichever way."""
        if request.station_id or request.WhichOneof("way") != "code":
            self._check_station(request)
        return self._come(self._arrival(request), request.station_id)

    @answers
    def ReportCode(
        self, request: pb2.ReportCodeRequest, _context: Context
    ) -> pb2.ReportCodeResponse:
        """Check in by a badge that the station's camera has seen."""
        station_id, desk = checked_station_id(request.station_id), self._desk
        desk.checking_in.require_looking(station_id)
        if not request.text.startswith(_BADGE):
            return pb2.ReportCodeResponse(is_known=False)
        try:
            self._come(desk.checking_in.by_badge(station_id, request.text, ""), station_id)
        except (UnauthenticatedError, ConflictError) as error:
            desk.known.reception.say(station_id, str(error), desk.now_us())
            desk.announce(station_id)
            return pb2.ReportCodeResponse(is_known=False)
        return pb2.ReportCodeResponse(is_known=True)

    @answers
    def CheckOut(self, request: pb2.CheckOutRequest, _context: Context) -> pb2.CheckOutResponse:
        """End an open session."""
        ended = self._desk.leaving.check_out(
            station_id=request.station_id,
            member_id=request.member_id,
            number=request.number,
            at_us=request.at_us,
            author=request.author,
        )
        return pb2.CheckOutResponse(session=self._gone(ended))

    @answers
    def NotMe(self, request: pb2.NotMeRequest, _context: Context) -> pb2.NotMeResponse:
        """End a station's open session as nobody's."""
        station_id = checked_station_id(request.station_id)
        ended = self._desk.leaving.not_me(station_id, request.author)
        return pb2.NotMeResponse(session=self._gone(ended))

    def _check_station(self, request: pb2.CheckInRequest) -> None:
        station_id = checked_station_id(request.station_id)
        try:
            self._desk.announcer.check_station(station_id)
        except CatalogError:
            if request.WhichOneof("way") not in _OF_ANYBODY:
                raise
            raise CatalogError(_NO_STATION) from None

    def _arrival(self, request: pb2.CheckInRequest) -> Arrival | None:
        come, station_id, author = self._desk.checking_in, request.station_id, request.author
        match request.WhichOneof("way"):
            case "code":
                code = request.code
                return come.by_code(station_id, code.code, _holder(code.holder), author)
            case "tag":
                tag = request.tag
                return come.by_tag(station_id, tag.digits, _holder(tag.holder), author)
            case "pin":
                return come.by_pin(station_id, request.pin.number, request.pin.pin, author)
            case "badge":
                return come.by_badge(station_id, request.badge.text, author)
            case "face":
                return come.by_face(station_id, request.face.member_id)
            case "gym":
                return come.by_gym(station_id, request.gym.number, request.gym.at_us, author)
            case _:
                raise CatalogError("expected a way to check in; found none")

    def _come(self, arrival: Arrival | None, station_id: str) -> pb2.CheckInResponse:
        if arrival is None:
            self._desk.known.looking.end(station_id)
            self._desk.announce(station_id)
            return pb2.CheckInResponse()
        begun = arrival.session
        self._desk.known.reception.arrived(begun.station_id)
        self._desk.announcer.announce(one.session_id for one in (*arrival.ended, begun))
        self._desk.announce(begun.station_id)
        self._look_no_more(begun.station_id)
        return pb2.CheckInResponse(
            session=session_message(begun), ended=map(session_message, arrival.ended)
        )

    def _gone(self, ended: Session | None) -> session_service_pb2.Session | None:
        if ended is None:
            return None
        self._desk.announcer.announce([ended.session_id])
        self._look_no_more(ended.station_id)
        return session_message(ended)

    def _look_no_more(self, station_id: str) -> None:
        with suppress(redis.RedisError):  # it ends by itself within a minute
            self._desk.known.looking.end(station_id)


def _holder(message: pb2.Holder) -> Holder:
    return Holder(message.member_id, message.pin.number, message.pin.pin)
