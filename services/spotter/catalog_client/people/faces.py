"""Asks the catalog what is kept of faces, and tells it whose were seen."""

from collections.abc import Iterator

from spotter.api.catalog.v1 import checkin_service_pb2, face_service_pb2
from spotter.api.catalog.v1.checkin_service_pb2_grpc import CheckinServiceStub
from spotter.api.catalog.v1.face_service_pb2_grpc import FaceServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.faces import (
    SIGHTS,
    FaceSight,
    MemberFace,
    SealedFace,
    face_message,
    face_of,
)

pb2 = face_service_pb2


class Faces:
    """Members' faces, sealed; ``author`` is who withdraws them.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = FaceServiceStub(channel.grpc)
        self._checkins = CheckinServiceStub(channel.grpc)
        self._author = author

    def begin_enrolment(self, station_id: str, agreement: int) -> tuple[str, int]:
        """Whoever has checked in there agreed to the text of that number.

        Returns the member's id, and until when pictures are looked at, in microseconds since the
        Unix epoch.
        """
        request = pb2.BeginEnrolmentRequest(
            station_id=station_id, agreement=agreement, author=self._author
        )
        answer = self._channel.call(self._stub.BeginEnrolment, request)
        return answer.member_id, answer.until_us

    def store(self, station_id: str, face: SealedFace) -> None:
        """Keep a face of the member who has just agreed to it at the station."""
        request = pb2.StoreFaceRequest(station_id=station_id, face=face_message(face))
        self._channel.call(self._stub.StoreFace, request)

    def listed(self) -> Iterator[SealedFace]:
        """All that is kept."""
        for some in self._channel.stream(self._stub.ListFaces, pb2.ListFacesRequest()):
            yield from map(face_of, some.faces)

    def reseal(self, face: SealedFace, sealed_before: bytes) -> None:
        """Keep the same face sealed by another key."""
        request = pb2.ResealFaceRequest(face=face_message(face), sealed_before=sealed_before)
        self._channel.call(self._stub.ResealFace, request)

    def of_member(self, member_id: str) -> MemberFace:
        """Whether a member's face is kept."""
        request = pb2.GetMemberFaceRequest(member_id=member_id)
        answer = self._channel.call(self._stub.GetMemberFace, request)
        made_us = answer.made_us if answer.HasField("made_us") else None
        return MemberFace(made_us, answer.agreement, answer.is_switched_on)

    def withdraw(self, member_id: str) -> bool:
        """Remove what is kept of a member's face; returns whether something was."""
        request = pb2.WithdrawFaceRequest(member_id=member_id, author=self._author)
        return self._channel.call(self._stub.WithdrawFace, request).was_kept

    def report(self, station_id: str, sight: FaceSight, *, is_final: bool) -> None:
        """Say why nobody is recognised at a station."""
        request = pb2.ReportFaceRequest(
            station_id=station_id, sight=SIGHTS.label(sight), is_final=is_final
        )
        self._channel.call(self._stub.ReportFace, request)

    def check_in(self, station_id: str, member_id: str) -> None:
        """Check a member in whose face was recognised at a station."""
        way = checkin_service_pb2.ByFace(member_id=member_id)
        request = checkin_service_pb2.CheckInRequest(station_id=station_id, face=way)
        self._channel.call(self._checkins.CheckIn, request)
