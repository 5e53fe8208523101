"""Ends sessions whose member has gone without saying so."""

from collections.abc import Callable, Iterator
from typing import cast

import redis
import structlog
from sqlalchemy import select

from spotter.catalog.audit import Signature
from spotter.catalog.checkin.silence import Glance, Silences
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import SessionRow
from spotter.catalog.errors import DatabaseError, UnknownError
from spotter.catalog.pauses.changes import pauses
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.changes import end
from spotter.catalog.sessions.statements import by_id
from spotter.runtime.redis.outage import kind_of
from spotter.wire.errors import WireError
from spotter.wire.names import POSE_FIELD, pose_log
from spotter.wire.poses.people import pose_frame_from_bytes

_ITSELF = "spotter"

_Entries = list[tuple[bytes, dict[bytes, bytes]]]


class Attending:
    """Looks at the newest poses of each station with an open session.

    ``silence_minutes`` without anybody, or of a pause, end it, and ``on_silence`` is called.
    ``now_us`` is the wall clock's time in microseconds, ``clock`` is monotonic seconds.
    """

    def __init__(  # noqa: PLR0913 - what it works with
        self,
        database: Database,
        client: redis.Redis,
        announcer: SessionAnnouncer,
        silence_minutes: float,
        on_silence: Callable[[], None],
        *,
        now_us: Callable[[], int],
        clock: Callable[[], float],
    ) -> None:
        self._database = database
        self._client = client
        self._announcer = announcer
        self._silences = Silences(silence_minutes * 60)
        self._on_silence = on_silence
        self._now_us = now_us
        self._clock = clock
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Look once; what cannot be seen now is seen the next time."""
        try:
            silent = self._silences.look(dict(self._glances()), self._clock())
            for session_id in silent:
                self._end(session_id)
        except redis.RedisError as error:
            self._log.debug("silence not noticed", reason=kind_of(error))
        except DatabaseError as error:
            self._log.debug("silence not noticed", reason=str(error))

    def _glances(self) -> Iterator[tuple[str, Glance]]:
        with self._database.reading() as session:
            asked = select(SessionRow.id, SessionRow.station_id)
            rows = session.execute(asked.where(SessionRow.ended_us.is_(None))).all()
            paused = {one.station_id for one in pauses(session)}
        pipeline = self._client.pipeline(transaction=False)
        for _, station_id in rows:
            pipeline.xrevrange(pose_log(station_id), count=1)
        newest = cast("list[_Entries]", pipeline.execute()) if rows else []
        for (session_id, station_id), entries in zip(rows, newest, strict=True):
            is_paused = station_id in paused
            yield str(session_id), self._of_pause() if is_paused else _glance(entries)

    def _of_pause(self) -> Glance:
        """Nobody is to be seen: who has left meanwhile would be whoever goes on filming."""
        return Glance(f"paused {self._now_us()}".encode(), is_somebody=False)

    def _end(self, session_id: str) -> None:
        with self._database.writing() as session:
            try:
                row = by_id(session, session_id)
            except UnknownError:  # erased meanwhile
                return
            station_id = row.station_id
            is_new = end(session, row, Signature(_ITSELF, self._now_us()))
        if is_new:
            self._log.info("session ended: nobody there", station_id=station_id)
            self._on_silence()
            self._announcer.announce([session_id])


def _glance(entries: _Entries) -> Glance:
    if not entries:
        return Glance(b"", is_somebody=False)
    entry_id, fields = entries[0]
    try:
        people = pose_frame_from_bytes(fields.get(POSE_FIELD, b"")).people
    except WireError:  # of a later release: not a sign of silence
        return Glance(entry_id, is_somebody=True)
    return Glance(entry_id, bool(people))
