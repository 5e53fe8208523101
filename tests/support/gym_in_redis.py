"""Writes to Redis what segmenters and scorers expect from the other services."""

import redis

from spotter.movement.values.exercise import Exercise
from spotter.movement.values.reference import Reference
from spotter.wire.names import REFERENCES, STATION_SESSIONS, STATIONS, reference_key
from spotter.wire.references import exercise_bytes, reference_digest
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


def put_reference(client: redis.Redis, reference: Reference) -> str:
    """Make this the reference of its exercise; returns its digest."""
    data = exercise_bytes(Exercise((reference,)))
    digest = reference_digest(data)
    client.set(reference_key(digest), data)
    client.hset(REFERENCES, reference.exercise, digest)
    return digest


def put_sessions(client: redis.Redis, station_id: str, *sessions: StationSession) -> None:
    """Make these the latest sessions at a station."""
    data = station_sessions_bytes(StationSessions(sessions))
    client.hset(STATION_SESSIONS, station_id, data)
