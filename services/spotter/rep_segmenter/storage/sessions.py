"""Whose reps those at a station are: reads the sessions that the catalog announces."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import redis
import structlog

from spotter.movement.values import Rep
from spotter.wire.errors import WireError
from spotter.wire.names import STATION_SESSIONS
from spotter.wire.sessions import StationSessions, station_sessions_from_bytes


class Sessions:
    """The sessions at all stations; ``judges_one`` says where one person is judged.

    They are read anew for each rep: a rep takes longer than the announcement of its session.
    """

    def __init__(self, client: redis.Redis, judges_one: Callable[[str], bool]) -> None:
        self._client = client
        self._judges_one = judges_one
        self._told: set[str] = set()
        self._log = structlog.get_logger()

    def assign(self, station_id: str, reps: Sequence[Rep]) -> list[Rep]:
        """The reps of a station, each with the session that was open when it started.

        Where everybody is judged, nobody knows whose a rep is. Raises :class:`redis.RedisError`.
        """
        if not reps:
            return []
        sessions = self._of(station_id)
        if sessions.sessions and not self._judges_one(station_id):
            self._tell(station_id, "reps are nobody's: everybody at the station is judged")
            return list(reps)
        return [_assigned(rep, sessions) for rep in reps]

    def _of(self, station_id: str) -> StationSessions:
        data = self._client.hget(STATION_SESSIONS, station_id)
        try:
            return station_sessions_from_bytes(data) if isinstance(data, bytes) else _NONE
        except WireError as error:
            self._tell(station_id, f"reps are nobody's: the sessions are damaged: {error}")
            return _NONE

    def _tell(self, station_id: str, problem: str) -> None:
        if station_id not in self._told:
            self._told.add(station_id)
            self._log.warning(problem, station_id=station_id)


_NONE = StationSessions()


def _assigned(rep: Rep, sessions: StationSessions) -> Rep:
    session = sessions.at(int(rep.poses.captured_us[0]))
    if session is None:
        return rep
    return replace(
        rep,
        session_id=session.session_id,
        member_id=session.member_id,
        height_m=session.height_m,
    )
