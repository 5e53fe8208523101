"""Asks the catalog who trains where, and begins and ends sessions."""

from collections.abc import Iterator

from spotter.api.catalog.v1 import session_service_pb2 as pb2
from spotter.api.catalog.v1.session_service_pb2_grpc import SessionServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.sessions import Session, session_of

_PAGE = 500


class Sessions:
    """The gym's sessions; ``author`` is who begins and ends them.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = SessionServiceStub(channel.grpc)
        self._author = author

    def begin(
        self, station_id: str, member_id: str, *, class_id: str = "", instead: bool = False
    ) -> tuple[Session, tuple[Session, ...]]:
        """Begin a session now; returns it, and those that were ended ``instead``."""
        request = pb2.BeginSessionRequest(
            station_id=station_id,
            member_id=member_id,
            class_id=class_id,
            instead=instead,
            author=self._author,
        )
        answer = self._channel.call(self._stub.BeginSession, request)
        return session_of(answer.session), tuple(map(session_of, answer.ended))

    def end(self, session_id: str) -> Session:
        """End a session now; one that has ended stays as it is."""
        request = pb2.EndSessionRequest(session_id=session_id, author=self._author)
        return session_of(self._channel.call(self._stub.EndSession, request).session)

    def note(self, station_id: str, member_id: str, *, begun_us: int, ended_us: int) -> Session:
        """Note a session that is over; times are microseconds since the Unix epoch."""
        request = pb2.NoteSessionRequest(
            station_id=station_id,
            member_id=member_id,
            begun_us=begun_us,
            ended_us=ended_us,
            author=self._author,
        )
        return session_of(self._channel.call(self._stub.NoteSession, request).session)

    def get(self, session_id: str) -> Session:
        """One session."""
        request = pb2.GetSessionRequest(session_id=session_id)
        return session_of(self._channel.call(self._stub.GetSession, request).session)

    def listed(
        self,
        *,
        member_id: str = "",
        station_id: str = "",
        class_id: str = "",
        only_open: bool = False,
    ) -> Iterator[Session]:
        """Sessions, latest first; asks a page at a time. What is empty does not matter."""
        request = pb2.ListSessionsRequest(
            member_id=member_id,
            station_id=station_id,
            class_id=class_id,
            only_open=only_open,
            page_size=_PAGE,
        )
        while True:
            page = self._channel.call(self._stub.ListSessions, request)
            yield from map(session_of, page.sessions)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token
