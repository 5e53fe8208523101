"""The services for members, sessions and classes, put together."""

from collections.abc import Callable

import grpc.aio
import redis

from spotter.api.catalog.v1.class_service_pb2_grpc import add_ClassServiceServicer_to_server
from spotter.api.catalog.v1.member_service_pb2_grpc import add_MemberServiceServicer_to_server
from spotter.api.catalog.v1.session_service_pb2_grpc import add_SessionServiceServicer_to_server
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.database.opening import Database
from spotter.catalog.members.erasing import Erasing
from spotter.catalog.rpc.classes import ClassService
from spotter.catalog.rpc.members import MemberService
from spotter.catalog.rpc.sessions import SessionService
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.tending import Tending
from spotter.wire.names import EXERCISE_CHANGES


class People:
    """Members, sessions and classes in ``database``, announced in Redis.

    ``now_us`` returns microseconds since the Unix epoch.
    """

    def __init__(
        self,
        database: Database,
        client: redis.Redis,
        *,
        session_hours: float,
        now_us: Callable[[], int],
    ) -> None:
        changes = ChangeStream(client)
        announcer = SessionAnnouncer(database, client, now_us)
        erasing = Erasing(
            database, client, announcer, lambda one: changes.announce(EXERCISE_CHANGES, one)
        )
        self._members = MemberService(database, announcer, erasing, now_us)
        self._sessions = SessionService(database, announcer, now_us)
        self._classes = ClassService(database, now_us)
        self.tend = Tending(database, announcer, erasing, session_hours, now_us).step

    def add_to(self, server: grpc.aio.Server) -> None:
        """Have ``server`` answer for them."""
        add_MemberServiceServicer_to_server(self._members, server)
        add_SessionServiceServicer_to_server(self._sessions, server)
        add_ClassServiceServicer_to_server(self._classes, server)
