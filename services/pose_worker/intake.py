"""Which frames are worked on next."""

from collections.abc import Sequence

import redis
import structlog

from pose_worker.backlog import Backlog, Entry
from pose_worker.decoding import ReadyFrame
from pose_worker.entry_ids import age_s
from pose_worker.frame_counts import FrameCounts
from pose_worker.frame_streams import FrameStreams
from pose_worker.limits import Limits
from pose_worker.roster import Roster
from pose_worker.server_clock import ServerClock
from pose_worker.watchlist import Watch, Watchlist

_log = structlog.get_logger()

_BLOCK_MS = 100


class Intake:
    """Reads the watched stations; what is too old is given up.

    A station is only read when nothing of it is here, so that frames wait in Redis.
    """

    def __init__(
        self,
        streams: FrameStreams,
        watchlist: Watchlist,
        clock: ServerClock,
        limits: Limits,
        counts: FrameCounts,
    ) -> None:
        self._streams = streams
        self._watchlist = watchlist
        self._clock = clock
        self._limits = limits
        self._counts = counts
        self._backlog = Backlog()

    @property
    def is_idle(self) -> bool:
        """Whether there is no station to read."""
        return not self._watchlist.watches

    def batch(self, roster: Roster) -> list[tuple[Watch, Entry]]:
        """The next frames, at most one per station; waits a moment for the first.

        Raises :class:`redis.RedisError`.
        """
        self._clock.synchronise()
        self._watchlist.turn(roster)
        self._add(self._watchlist.sweep(roster))
        self._add(self._read())
        now_s, limit_s = self._clock.now_s(), self._limits.choice_s
        for entry in self._backlog.drop(lambda entry: age_s(entry.entry_id, now_s) > limit_s):
            self._give_up(entry.station_id, entry.entry_id, "stale")
        return [
            (self._watchlist.watch_of(entry.station_id), entry)
            for entry in self._backlog.take(self._limits.batch_frames)
        ]

    def give_up_damaged(self, entry: Entry, detail: str) -> None:
        """Count an entry of which no picture can be made as lost; nobody will get it again.

        Raises :class:`redis.RedisError`.
        """
        self._give_up(entry.station_id, entry.entry_id, "undecodable", detail)

    def fresh(self, frames: Sequence[ReadyFrame]) -> list[ReadyFrame]:
        """Those that have not grown too old since they were read; the others are given up.

        May be called by any thread.
        """
        now_s = self._clock.now_s()
        limit_s = self._limits.budget_s
        old = [frame for frame in frames if age_s(frame.entry_id, now_s) > limit_s]
        try:
            for frame in old:
                self._give_up(frame.watch.station.station_id, frame.entry_id, "stale")
        except redis.RedisError as error:  # they stay pending, until a sweep finds them
            _log.warning("old frames not acknowledged", frames=len(old), error=str(error))
        return [frame for frame in frames if frame not in old]

    def _give_up(self, station_id: str, entry_id: bytes, reason: str, detail: str = "") -> None:
        self._counts.dropped(station_id, reason, detail=detail)
        self._streams.acknowledge(station_id, [entry_id])

    def _read(self) -> list[Entry]:
        hungry = [
            station_id
            for station_id in self._watchlist.watches
            if not self._backlog.holds(station_id)
        ]
        if not hungry:
            return []
        return self._streams.read(hungry, block_ms=None if len(self._backlog) else _BLOCK_MS)

    def _add(self, entries: list[Entry]) -> None:
        for entry in entries:
            self._counts.came_in(entry.station_id)
        self._backlog.add(entries)
