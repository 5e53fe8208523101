"""Answers calls about members' faces."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

import grpc
import redis
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import face_service_pb2 as pb2
from spotter.api.catalog.v1.face_service_pb2_grpc import FaceServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.checkin.arriving import is_there
from spotter.catalog.checkin.looking import Looking
from spotter.catalog.checkin.reception import Reception
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import FaceRow, MemberRow
from spotter.catalog.errors import CatalogError, ConflictError, UnknownError
from spotter.catalog.faces import keeping
from spotter.catalog.faces.agreed import AGREEMENT, KEPT_US, Agreed, Agreements
from spotter.catalog.faces.telling import FaceTelling
from spotter.catalog.faces.words import KEPT, LOOK_HERE, said_of
from spotter.catalog.members.statements import by_id
from spotter.catalog.pauses.changes import check_not_paused
from spotter.catalog.rpc.answers import answers, answers_in_pieces
from spotter.catalog.rpc.checkin.desk import CheckinDesk
from spotter.catalog.sessions.statements import open_at_station
from spotter.wire.catalog.checks import checked_author, checked_station_id
from spotter.wire.catalog.people.faces import SIGHTS, face_message, face_of
from spotter.wire.catalog.people.sessions import How

Context = grpc.ServicerContext
_PIECE = 100


@dataclass(frozen=True, slots=True)
class FaceDesk:
    """The database, whom to tell, the clock, and whether the gym has switched faces on.

    ``announce`` is told the id of a station; ``now_us`` is the wall clock's time in microseconds.
    """

    database: Database
    telling: FaceTelling
    looking: Looking
    reception: Reception
    announce: Callable[[str], None]
    now_us: Callable[[], int]
    is_switched_on: bool

    @classmethod
    def beside(cls, desk: CheckinDesk, telling: FaceTelling, *, is_switched_on: bool) -> Self:
        """One that knows whom the desk of check-ins looks at, and who came there."""
        return cls(
            desk.database,
            telling,
            desk.known.looking,
            desk.known.reception,
            desk.announce,
            desk.now_us,
            is_switched_on,
        )


class FaceService(FaceServiceServicer):
    """Keeps members' faces, sealed; what was withdrawn is gone when the call returns."""

    def __init__(self, desk: FaceDesk) -> None:
        self._desk = desk
        self._agreements = Agreements()

    @answers
    def BeginEnrolment(
        self, request: pb2.BeginEnrolmentRequest, _context: Context
    ) -> pb2.BeginEnrolmentResponse:
        """Have pictures of whoever has checked in looked at for a minute."""
        self._require_switched_on()
        station_id, now_us = checked_station_id(request.station_id), self._desk.now_us()
        agreed = self._agreed(station_id, request.agreement, checked_author(request.author), now_us)
        self._agreements.note(station_id, agreed)
        self._desk.telling.enrols(station_id, agreed.member_id, KEPT_US // 1_000_000)
        until_us = self._desk.looking.begin(station_id, now_us)
        self._say(station_id, LOOK_HERE)
        return pb2.BeginEnrolmentResponse(member_id=agreed.member_id, until_us=until_us)

    @answers
    def StoreFace(self, request: pb2.StoreFaceRequest, _context: Context) -> pb2.StoreFaceResponse:
        """Keep a face of the member who has just agreed."""
        self._require_switched_on()
        station_id, face = checked_station_id(request.station_id), face_of(request.face)
        is_looked_at = self._desk.looking.until_us(station_id, self._desk.now_us()) is not None
        with self._desk.database.writing() as session:
            member = _locked(session, by_id(session, face.member_id))
            now_us = self._desk.now_us()
            agreed = self._agreements.of(station_id, face.member_id, now_us)
            if agreed is None or not is_looked_at or not is_there(session, station_id, member):
                raise ConflictError("expected a member who has just agreed; found none")
            keeping.store(session, member, face, agreed, now_us)
        self._agreements.forget_station(station_id)
        self._desk.telling.changed()
        with suppress(redis.RedisError):  # both end by themselves within a minute
            self._desk.looking.end(station_id)
        self._say(station_id, KEPT)
        return pb2.StoreFaceResponse()

    @answers_in_pieces
    def ListFaces(
        self, _request: pb2.ListFacesRequest, _context: Context
    ) -> Iterator[pb2.ListFacesResponse]:
        """All that is kept, a hundred at a time."""
        with self._desk.database.reading() as session:
            faces = [face_message(one) for one in keeping.listed(session)]
        for start in range(0, len(faces), _PIECE):
            yield pb2.ListFacesResponse(faces=faces[start : start + _PIECE])

    @answers
    def ResealFace(
        self, request: pb2.ResealFaceRequest, _context: Context
    ) -> pb2.ResealFaceResponse:
        """Keep the same face sealed by another key."""
        face = face_of(request.face)
        with self._desk.database.writing() as session:
            member = by_id(session, face.member_id)
            keeping.reseal(session, member, face, request.sealed_before)
        self._desk.telling.changed()
        return pb2.ResealFaceResponse()

    @answers
    def GetMemberFace(
        self, request: pb2.GetMemberFaceRequest, _context: Context
    ) -> pb2.GetMemberFaceResponse:
        """Whether a member's face is kept."""
        with self._desk.database.reading() as session:
            member = _named(session, request.member_id, request.station_id)
            row = session.get(FaceRow, member.no)
            return pb2.GetMemberFaceResponse(
                made_us=row.made_us if row else None,
                agreement=row.agreement if row else 0,
                is_switched_on=self._desk.is_switched_on,
            )

    @answers
    def WithdrawFace(
        self, request: pb2.WithdrawFaceRequest, _context: Context
    ) -> pb2.WithdrawFaceResponse:
        """Remove what is kept, also where the gym has switched faces off."""
        signed = Signature(checked_author(request.author), self._desk.now_us())
        with self._desk.database.writing() as session:
            named = _named(session, request.member_id, request.station_id)
            member = _locked(session, named)
            self._agreements.forget_member(str(member.id))
            was_kept = keeping.withdraw(session, member, signed)
        self._desk.telling.changed()
        return pb2.WithdrawFaceResponse(was_kept=was_kept)

    @answers
    def ReportFace(
        self, request: pb2.ReportFaceRequest, _context: Context
    ) -> pb2.ReportFaceResponse:
        """Tell whoever stands there why nobody is recognised."""
        station_id, now_us = checked_station_id(request.station_id), self._desk.now_us()
        sight = SIGHTS.member(request.sight)
        if self._desk.looking.until_us(station_id, now_us) is None:
            raise ConflictError(f"nobody has asked to be recognised at {station_id}")
        self._say(station_id, said_of(sight, is_final=request.is_final))
        return pb2.ReportFaceResponse()

    def _agreed(self, station_id: str, agreement: int, author: str, now_us: int) -> Agreed:
        """The word of whoever has checked in there, but not by their face."""
        if agreement != AGREEMENT:
            raise CatalogError(f"expected the text {AGREEMENT} to be agreed to; found {agreement}")
        with self._desk.database.reading() as session:
            check_not_paused(session, station_id)  # there are no pictures to look at
            row = open_at_station(session, station_id)
            if row is None or row.how == How.FACE.value:
                raise ConflictError(
                    f"expected a member who has checked in at {station_id}, and not by their face"
                )
            member = session.get_one(MemberRow, row.member_no)
            return Agreed(str(member.id), agreement, now_us, author)

    def _require_switched_on(self) -> None:
        if not self._desk.is_switched_on:
            raise ConflictError("this gym recognises nobody by their face (SPOTTER_FACES)")

    def _say(self, station_id: str, said: str) -> None:
        self._desk.reception.say(station_id, said, self._desk.now_us())
        self._desk.announce(station_id)


def _named(session: Session, member_id: str, station_id: str) -> MemberRow:
    """The member with that id, or who has checked in there. Raises :class:`UnknownError`."""
    if not station_id:
        return by_id(session, member_id)
    row = open_at_station(session, checked_station_id(station_id))
    if row is None:
        raise UnknownError(f"nobody has checked in at {station_id}")
    return session.get_one(MemberRow, row.member_no)


def _locked(session: Session, member: MemberRow) -> MemberRow:
    """The member, whom nobody else changes meanwhile: what is withdrawn is not kept just after."""
    return session.get_one(MemberRow, member.no, with_for_update=True)
