"""Whose reps those at a station are, as segmenters read it."""

from dataclasses import dataclass

from spotter.api.sessions.v1 import station_sessions_pb2
from spotter.wire.encoding.parsing import parse


@dataclass(frozen=True, slots=True)
class StationSession:
    """A session at a station, open while it has no end; microseconds since the Unix epoch.

    ``exercises`` are those of the member's workout that the station can judge, by name; ``held`` is
    the one whose position is to be kept now or next, if it is one, and ``expected`` the one whose
    reps are. ``height_m`` is how tall the member is; None where nobody said so.
    """

    session_id: str
    member_id: str
    begun_us: int
    ended_us: int | None = None
    exercises: tuple[str, ...] = ()
    held: str = ""
    expected: str = ""
    height_m: float | None = None

    def includes(self, at_us: int) -> bool:
        """Whether it was open at that time."""
        return self.begun_us <= at_us and (self.ended_us is None or at_us < self.ended_us)


@dataclass(frozen=True, slots=True)
class StationSessions:
    """The open session of a station and those that ended lately, in order."""

    sessions: tuple[StationSession, ...] = ()

    def at(self, at_us: int) -> StationSession | None:
        """The session that was open at a time; None: nobody's."""
        return next((one for one in self.sessions if one.includes(at_us)), None)

    @property
    def open(self) -> StationSession | None:
        """The session of the member who is there; None: nobody in particular."""
        return next((one for one in self.sessions if one.ended_us is None), None)


def station_sessions_bytes(sessions: StationSessions) -> bytes:
    """The sessions as they are stored."""
    return station_sessions_pb2.StationSessions(
        sessions=[
            station_sessions_pb2.StationSession(
                session_id=one.session_id,
                member_id=one.member_id,
                begun_us=one.begun_us,
                ended_us=one.ended_us,
                exercises=one.exercises,
                held=one.held,
                expected=one.expected,
                height_m=one.height_m,
            )
            for one in sessions.sessions
        ]
    ).SerializeToString()


def station_sessions_from_bytes(data: bytes) -> StationSessions:
    """The sessions in their stored bytes. Raises :class:`WireError` when they are none."""
    message = parse(station_sessions_pb2.StationSessions, data)
    return StationSessions(
        tuple(
            StationSession(
                one.session_id,
                one.member_id,
                one.begun_us,
                one.ended_us if one.HasField("ended_us") else None,
                tuple(one.exercises),
                one.held,
                one.expected,
                one.height_m if one.HasField("height_m") else None,
            )
            for one in message.sessions
        )
    )
