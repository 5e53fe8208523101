"""Selects the frames to process next."""

from collections.abc import Sequence

import redis
import structlog

from spotter.pose_worker.intake.backlog import Backlog, Entry
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.pose_worker.ownership.station_ownership import OwnedStation, StationOwnership
from spotter.runtime.redis.server_clock import ServerClock
from spotter.runtime.redis.stream_ids import age_s

_log = structlog.get_logger()

_BLOCK_MS = 100


class FrameSelection:
    """Reads the worker's stations and drops frames that are too old.

    It reads a station only when the backlog holds nothing of it, so that frames wait in Redis.
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
        return not self._ownership.stations

    def batch(self, cluster_view: ClusterView) -> list[tuple[OwnedStation, Entry]]:
        """The next frames, at most one per station; waits briefly for the first.

        Raises :class:`redis.RedisError`.
        """
        self._clock.synchronise()
        self._ownership.step(cluster_view)
        self._add(self._ownership.sweep(cluster_view))
        self._add(self._read())
        now_s, limit_s = self._clock.now_s(), self._limits.selection_s
        for entry in self._backlog.drop(lambda entry: age_s(entry.entry_id, now_s) > limit_s):
            self._give_up(entry.station_id, entry.entry_id, "stale")
        return [
            (self._ownership.owned_station(entry.station_id), entry)
            for entry in self._backlog.next_batch(self._limits.batch_frames)
        ]

    def give_up_damaged(self, entry: Entry, detail: str) -> None:
        """Drop an entry that cannot be decoded; no worker will read it again.

        Raises :class:`redis.RedisError`.
        """
        self._give_up(entry.station_id, entry.entry_id, "undecodable", detail)

    def fresh(self, frames: Sequence[ReadyFrame]) -> list[ReadyFrame]:
        """The frames that are still within the latency budget; drops the others.

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
                self._counts.started(frame_age_s)
        try:
            for frame in old:
                self._give_up(frame.owned.station.station_id, frame.entry_id, "stale")
        except redis.RedisError as error:  # they stay pending until a sweep finds them
            _log.warning("old frames not acknowledged", frames=len(old), reason=str(error))
        return fresh

    def _give_up(self, station_id: str, entry_id: bytes, reason: str, detail: str = "") -> None:
        self._counts.dropped(station_id, reason, detail=detail)
        self._streams.acknowledge(station_id, [entry_id])

    def _read(self) -> list[Entry]:
        unread = [
            station_id
            for station_id in self._ownership.stations
            if not self._backlog.holds(station_id)
        ]
        if not unread:
            return []
        return self._streams.read(unread, block_ms=None if len(self._backlog) else _BLOCK_MS)

    def _add(self, entries: list[Entry]) -> None:
        for entry in entries:
            self._counts.received(entry.station_id)
        self._backlog.add(entries)
