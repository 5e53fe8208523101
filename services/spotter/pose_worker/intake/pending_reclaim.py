"""Reclaims frames that other workers left pending."""

from spotter.pose_worker.intake.backlog import Entry
from spotter.pose_worker.intake.frame_counts import FrameCounts
from spotter.pose_worker.intake.frame_streams import FrameStreams
from spotter.pose_worker.intake.limits import Limits
from spotter.pose_worker.intake.pending_triage import Triage, triage
from spotter.pose_worker.ownership.cluster_view import ClusterView
from spotter.runtime.redis.server_clock import ServerClock
from spotter.runtime.redis.stream_ids import stream_id


class PendingReclaim:
    """Takes over fresh pending frames and drops stale ones."""

    def __init__(
        self, streams: FrameStreams, clock: ServerClock, limits: Limits, counts: FrameCounts
    ) -> None:
        self._streams = streams
        self._clock = clock
        self._limits = limits
        self._counts = counts

    def is_in_progress(self, station_id: str, cluster_view: ClusterView) -> bool:
        """Whether a live worker still has fresh frames of the station; creates its group."""
        self._streams.ensure_group(station_id)
        return self._triage(station_id, cluster_view).busy

    def claim(self, station_id: str, cluster_view: ClusterView) -> list[Entry]:
        """The fresh frames of dead workers, in order; drops their other frames."""
        found = self._triage(station_id, cluster_view)
        if not found.claim and not found.stale:
            return []
        self._give_up(station_id, "stale", found.stale)
        last = stream_id(self._streams.last_read.get(station_id, b"0-0"))
        fresh = tuple(entry_id for entry_id in found.claim if stream_id(entry_id) > last)
        self._give_up(station_id, "overtaken", found.claim[: len(found.claim) - len(fresh)])
        claimed = self._streams.claim(station_id, fresh)
        here = {entry.entry_id for entry in claimed}
        trimmed = [entry_id for entry_id in fresh if entry_id not in here]
        self._counts.dropped(station_id, "trimmed", len(trimmed))
        self._streams.acknowledge(station_id, trimmed)
        self._streams.forget_consumers(station_id, cluster_view.workers)
        return claimed

    def _give_up(self, station_id: str, reason: str, entry_ids: tuple[bytes, ...]) -> None:
        # Count only what was still pending in Redis, so that two workers never count one frame.
        given_up = self._streams.acknowledge(station_id, entry_ids)
        self._counts.dropped(station_id, reason, given_up)

    def _triage(self, station_id: str, cluster_view: ClusterView) -> Triage:
        alive = set(cluster_view.workers) - {cluster_view.worker}
        if station_id in self._streams.last_read:
            alive.add(cluster_view.worker)
        # Otherwise this process has read nothing of the station, and an earlier process of the same
        # name read what is pending under that name.
        return triage(
            self._streams.pending(station_id),
            live_workers=alive,
            now_s=self._clock.now_s(),
            limits=self._limits,
        )
