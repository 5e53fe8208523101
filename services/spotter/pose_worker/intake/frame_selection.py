"""Which frames are worked on next."""

from collections.abc import Sequence

import redis
import structlog

from spotter.pose_worker.intake.backlog import Backlog, Entry
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.station_ownership import StationOwnership, Watch
from spotter.runtime.server_clock import ServerClock
from spotter.runtime.stream_ids import age_s

_log = structlog.get_logger()

_BLOCK_MS = 100


class FrameSelection:
    """Reads the watched stations; what is too old is given up.

    A station is only read when nothing of it is here, so that frames wait in Redis.
    """

    def __init__(
        self,
        streams: FrameStreams,
        ownership: StationOwnership,
        clock: ServerClock,
        limits: Limits,
        counts: FrameCounts,
    ) -> None:
        self._streams = streams
        self._ownership = ownership
        self._clock = clock
        self._limits = limits
        self._counts = counts
        self._backlog = Backlog()

    @property
    def is_idle(self) -> bool:
        """Whether there is no station to read."""
        return not self._ownership.watches

    def batch(self, cluster_view: ClusterView) -> list[tuple[Watch, Entry]]:
        """The next frames, at most one per station; waits a moment for the first.

        Raises :class:`redis.RedisError`.
        """
        self._clock.synchronise()
        self._ownership.step(cluster_view)
        self._add(self._ownership.sweep(cluster_view))
        self._add(self._read())
        now_s, limit_s = self._clock.now_s(), self._limits.choice_s
        for entry in self._backlog.drop(lambda entry: age_s(entry.entry_id, now_s) > limit_s):
            self._give_up(entry.station_id, entry.entry_id, "stale")
        return [
            (self._ownership.watch_of(entry.station_id), entry)
            for entry in self._backlog.next_batch(self._limits.batch_frames)
        ]

    def give_up_damaged(self, entry: Entry, detail: str) -> None:
        """Count an entry of which no picture can be made as lost; nobody will get it again.

        Raises :class:`redis.RedisError`.
        """
        self._give_up(entry.station_id, entry.entry_id, "undecodable", detail)

    def fresh(self, frames: Sequence[ReadyFrame]) -> list[ReadyFrame]:
        """Those that have not grown too old to begin with them; the others are given up.

        May be called by any thread.
        """
        now_s = self._clock.now_s()
        fresh, old = [], []
        for frame in frames:
            frame_age_s = age_s(frame.entry_id, now_s)
            if frame_age_s > self._limits.budget_s:
                old.append(frame)
            else:
                fresh.append(frame)
                self._counts.begun(frame_age_s)
        try:
            for frame in old:
                self._give_up(frame.watch.station.station_id, frame.entry_id, "stale")
        except redis.RedisError as error:  # they stay pending, until a sweep finds them
            _log.warning("old frames not acknowledged", frames=len(old), reason=str(error))
        return fresh

    def _give_up(self, station_id: str, entry_id: bytes, reason: str, detail: str = "") -> None:
        self._counts.dropped(station_id, reason, detail=detail)
        self._streams.acknowledge(station_id, [entry_id])

    def _read(self) -> list[Entry]:
        hungry = [
            station_id
            for station_id in self._ownership.watches
            if not self._backlog.holds(station_id)
        ]
        if not hungry:
            return []
        return self._streams.read(hungry, block_ms=None if len(self._backlog) else _BLOCK_MS)

    def _add(self, entries: list[Entry]) -> None:
        for entry in entries:
            self._counts.came_in(entry.station_id)
        self._backlog.add(entries)
