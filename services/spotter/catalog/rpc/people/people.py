"""The services for members, sessions, check-ins, classes and stations, put together."""

import time
from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

import grpc.aio
import redis

from spotter.api.catalog.v1.checkin_service_pb2_grpc import add_CheckinServiceServicer_to_server
from spotter.api.catalog.v1.class_service_pb2_grpc import add_ClassServiceServicer_to_server
from spotter.api.catalog.v1.face_service_pb2_grpc import add_FaceServiceServicer_to_server
from spotter.api.catalog.v1.member_service_pb2_grpc import add_MemberServiceServicer_to_server
from spotter.api.catalog.v1.session_service_pb2_grpc import add_SessionServiceServicer_to_server
from spotter.api.catalog.v1.station_service_pb2_grpc import add_StationServiceServicer_to_server
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.checkin.attending import Attending
from spotter.catalog.database.opening import Database
from spotter.catalog.faces.telling import FaceTelling
from spotter.catalog.members.erasing import Erasing
from spotter.catalog.pauses.announcing import PauseAnnouncer
from spotter.catalog.rpc.checkin import CheckinService
from spotter.catalog.rpc.checkin.desk import checkin_desk
from spotter.catalog.rpc.checkin.faces import FaceDesk, FaceService
from spotter.catalog.rpc.people.classes import ClassService
from spotter.catalog.rpc.people.members import MemberService
from spotter.catalog.rpc.people.sessions import SessionService
from spotter.catalog.rpc.people.stations import StationService
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.rules import SessionRules
from spotter.catalog.sessions.tending import Tending
from spotter.wire.names import ACCOUNT_CHANGES, EXERCISE_CHANGES


class People:
    """Members, sessions, classes and pauses in ``database``, announced in Redis.

    The gym is in ``zone``. ``on_silence`` is called when a session ends as nobody is there.

    ``now_us`` returns microseconds since the Unix epoch.
    """

    def __init__(  # noqa: PLR0913 - its collaborators
        self,
        database: Database,
        client: redis.Redis,
        announcer: SessionAnnouncer,
        *,
        zone: ZoneInfo,
        rules: SessionRules,
        now_us: Callable[[], int],
        on_silence: Callable[[], None] = lambda: None,
    ) -> None:
        exercise_changed, account_changed = (
            partial(ChangeStream(client).announce, kind)
            for kind in (EXERCISE_CHANGES, ACCOUNT_CHANGES)
        )
        erasing = Erasing(database, client, announcer, exercise_changed, account_changed)
        self._members = MemberService(database, announcer, erasing, now_us)
        self._sessions = SessionService(database, announcer, now_us)
        self._classes = ClassService(database, zone, account_changed, now_us)
        desk = checkin_desk(database, client, announcer, zone, rules, now_us=now_us)
        self._checkin = CheckinService(desk)
        faces = FaceDesk.beside(desk, FaceTelling(client), is_switched_on=rules.faces)
        self._faces = FaceService(faces)
        self._tending = Tending(database, announcer, erasing, rules.idle_hours, now_us)
        self._attending = Attending(
            database,
            client,
            announcer,
            rules.silence_minutes,
            on_silence,
            now_us=now_us,
            clock=time.monotonic,
        )
        self._pauses = PauseAnnouncer(database, client)
        self._stations = StationService(database, self._pauses, now_us)

    def tend(self) -> None:
        """Do once what is done without being asked."""
        self._tending.step()
        self._attending.step()
        self._pauses.announce()

    def add_to(self, server: grpc.aio.Server) -> None:
        """Have ``server`` answer for them."""
        add_MemberServiceServicer_to_server(self._members, server)
        add_CheckinServiceServicer_to_server(self._checkin, server)
        add_FaceServiceServicer_to_server(self._faces, server)
        add_SessionServiceServicer_to_server(self._sessions, server)
        add_ClassServiceServicer_to_server(self._classes, server)
        add_StationServiceServicer_to_server(self._stations, server)
