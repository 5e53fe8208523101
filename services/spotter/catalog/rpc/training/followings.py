"""FollowingService: unpacks what is asked, lets the functions do it, packs the answer."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import grpc
from sqlalchemy.orm import Session

from spotter.api.catalog.v1 import following_service_pb2 as pb2
from spotter.api.catalog.v1.following_service_pb2_grpc import FollowingServiceServicer
from spotter.catalog.database.opening import Database
from spotter.catalog.errors import ConflictError, UnknownError
from spotter.catalog.following import statements
from spotter.catalog.following.announcing import FollowingAnnouncer
from spotter.catalog.following.changes import Changes
from spotter.catalog.rpc.answers import answers
from spotter.catalog.sessions import statements as sessions
from spotter.catalog.workouts.exercises import not_taught, numbers_of
from spotter.training.following.events import NothingToCorrectError, OtherExercise
from spotter.wire.catalog.checks import checked_author, checked_station_id
from spotter.wire.catalog.training.followings import correction_of, followed_session_message

Context = grpc.ServicerContext


class FollowingService(FollowingServiceServicer):
    """The workouts that are followed; the gym's days begin in ``zone``.

    ``now_us`` is the wall clock's time in microseconds.
    """

    def __init__(
        self,
        database: Database,
        zone: ZoneInfo,
        announcer: FollowingAnnouncer,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._zone = zone
        self._announcer = announcer
        self._now_us = now_us

    @answers
    def GetFollowing(
        self, request: pb2.GetFollowingRequest, _context: Context
    ) -> pb2.GetFollowingResponse:
        """The workout of a session, or of a station's open one."""
        with self._database.reading() as session:
            session_no = _session_no(session, request)
            found = None if session_no is None else statements.of_session(session, session_no)
            one = None if found is None else followed_session_message(statements.value(*found))
        return pb2.GetFollowingResponse(following=one)

    @answers
    def ListFollowings(
        self, _request: pb2.ListFollowingsRequest, _context: Context
    ) -> pb2.ListFollowingsResponse:
        """Those of all open sessions."""
        with self._database.reading() as session:
            found = statements.open_ones(session)
        return pb2.ListFollowingsResponse(followings=map(followed_session_message, found))

    @answers
    def Correct(self, request: pb2.CorrectRequest, _context: Context) -> pb2.CorrectResponse:
        """Correct what is followed at a station."""
        station_id = checked_station_id(request.station_id)
        checked_author(request.author)
        now_us = self._now_us()
        correction = correction_of(request, now_us)
        with self._database.writing() as session:
            if isinstance(correction, OtherExercise):
                numbers_of(session, {correction.exercise})
                by_tap = correction.exercise in not_taught(session)
                correction = replace(correction, by_tap=by_tap)
            row = sessions.open_at_station(session, station_id)
            found = None if row is None else statements.of_session(session, row.no)
            if row is None or found is None:
                raise UnknownError(f"no workout is followed at {station_id}")
            try:
                changes = Changes(session, self._zone, now_us)
                changes.correct(row.no, correction)
            except NothingToCorrectError as error:
                raise ConflictError(str(error)) from error
            answer = followed_session_message(statements.value(*found))
        self._announcer.announce(changes)
        return pb2.CorrectResponse(following=answer)


def _session_no(session: Session, request: pb2.GetFollowingRequest) -> int | None:
    if request.session_id:
        return sessions.by_id(session, request.session_id).no
    row = sessions.open_at_station(session, checked_station_id(request.station_id))
    return None if row is None else row.no
