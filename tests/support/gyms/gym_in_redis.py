"""Writes to Redis what segmenters and scorers expect from the other services."""

import redis

from spotter.wire.names import STATION_SESSIONS, STATIONS
from spotter.wire.sessions import StationSession, StationSessions, station_sessions_bytes
from spotter.wire.stations import Judged, Station, station_bytes


def put_station(  # noqa: PLR0913 - the fields of a station
    client: redis.Redis,
    station_id: str,
    exercise: str = "squat",
    *,
    candidates: tuple[str, ...] = (),
    judged: Judged = Judged.EXERCISE,
    leaves_clock: bool = False,
) -> None:
    """Announce a station."""
    name = station_id.title()
    station = Station(station_id, name, exercise, None, 30.0, candidates, judged, leaves_clock)
    client.hset(STATIONS, station_id, station_bytes(station))


def put_sessions(client: redis.Redis, station_id: str, *sessions: StationSession) -> None:
    """Make these the latest sessions at a station."""
    data = station_sessions_bytes(StationSessions(sessions))
    client.hset(STATION_SESSIONS, station_id, data)
