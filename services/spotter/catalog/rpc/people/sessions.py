"""SessionService: unpacks what is asked, lets the sessions' functions do it, packs the answer."""

from collections.abc import Callable
from typing import cast

import grpc

from spotter.api.catalog.v1 import session_service_pb2 as pb2
from spotter.api.catalog.v1.session_service_pb2_grpc import SessionServiceServicer
from spotter.catalog.audit import Signature
from spotter.catalog.classes import statements as classes
from spotter.catalog.database.opening import Database
from spotter.catalog.members import statements as members
from spotter.catalog.rpc.answers import answers
from spotter.catalog.rpc.pages import page_size, place_in, token_after
from spotter.catalog.sessions import changes, noting, statements
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.changes import Place
from spotter.catalog.sessions.statements import Asked
from spotter.wire.catalog.checks import checked_author, checked_station_id
from spotter.wire.catalog.people.sessions import session_message

Context = grpc.ServicerContext
_LIST = "sessions"


class SessionService(SessionServiceServicer):
    """Who trains where; ``now_us`` is the wall clock's time in microseconds."""

    def __init__(
        self, database: Database, announcer: SessionAnnouncer, now_us: Callable[[], int]
    ) -> None:
        self._database = database
        self._announcer = announcer
        self._now_us = now_us

    @answers
    def BeginSession(
        self, request: pb2.BeginSessionRequest, _context: Context
    ) -> pb2.BeginSessionResponse:
        """Begin a session now."""
        station_id, signed = checked_station_id(request.station_id), self._signed(request.author)
        self._announcer.check_station(station_id)
        with self._database.writing() as session:
            of_class = classes.by_id(session, request.class_id) if request.class_id else None
            row, ended = changes.begin(
                session,
                Place(station_id, of_class),
                members.by_id(session, request.member_id),
                signed,
                instead=request.instead,
            )
            answer = pb2.BeginSessionResponse(
                session=session_message(statements.value(session, row)),
                ended=[session_message(statements.value(session, one)) for one in ended],
            )
        self._announcer.announce(one.session_id for one in (*answer.ended, answer.session))
        return answer

    @answers
    def EndSession(
        self, request: pb2.EndSessionRequest, _context: Context
    ) -> pb2.EndSessionResponse:
        """End a session now."""
        signed = self._signed(request.author)
        with self._database.writing() as session:
            row = statements.by_id(session, request.session_id)
            changes.end(session, row, signed)
            answer = session_message(statements.value(session, row))
        self._announcer.announce([answer.session_id])
        return pb2.EndSessionResponse(session=answer)

    @answers
    def NoteSession(
        self, request: pb2.NoteSessionRequest, _context: Context
    ) -> pb2.NoteSessionResponse:
        """Note a session that is over."""
        station_id, signed = checked_station_id(request.station_id), self._signed(request.author)
        self._announcer.check_station(station_id)
        with self._database.writing() as session:
            row = noting.note_past(
                session,
                station_id,
                members.by_id(session, request.member_id),
                noting.Span(request.begun_us, request.ended_us),
                signed,
            )
            answer = session_message(statements.value(session, row))
        self._announcer.announce([answer.session_id])
        return pb2.NoteSessionResponse(session=answer)

    @answers
    def GetSession(
        self, request: pb2.GetSessionRequest, _context: Context
    ) -> pb2.GetSessionResponse:
        """One session."""
        with self._database.reading() as session:
            row = statements.by_id(session, request.session_id)
            return pb2.GetSessionResponse(session=session_message(statements.value(session, row)))

    @answers
    def ListSessions(
        self, request: pb2.ListSessionsRequest, _context: Context
    ) -> pb2.ListSessionsResponse:
        """A page of sessions, latest first."""
        count = page_size(request.page_size)
        before = cast("tuple[int, int] | None", place_in(request.page_token, _LIST, int, int))
        asked = Asked(
            member_id=request.member_id or None,
            station_id=request.station_id or None,
            class_id=request.class_id or None,
            only_open=request.only_open,
        )
        with self._database.reading() as session:
            found = statements.listed(session, asked, before=before, count=count + 1)
        page = found[:count]
        return pb2.ListSessionsResponse(
            sessions=[session_message(one) for _, one in page],
            next_page_token=token_after(_LIST, *page[-1][0]) if found[count:] else "",
        )

    def _signed(self, author: str) -> Signature:
        return Signature(checked_author(author), self._now_us())
