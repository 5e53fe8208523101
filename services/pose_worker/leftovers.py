"""Frames that other workers left pending."""

from pose_worker.backlog import Entry
from pose_worker.entry_ids import entry_order
from pose_worker.frame_counts import FrameCounts
from pose_worker.frame_streams import FrameStreams
from pose_worker.limits import Limits
from pose_worker.pending import Triage, triage
from pose_worker.roster import Roster
from pose_worker.server_clock import ServerClock


class Leftovers:
    """Takes over what is fresh, gives up what is not."""

    def __init__(
        self, streams: FrameStreams, clock: ServerClock, limits: Limits, counts: FrameCounts
    ) -> None:
        self._streams = streams
        self._clock = clock
        self._limits = limits
        self._counts = counts

    def in_hand(self, station_id: str, roster: Roster) -> bool:
        """Whether a live worker has fresh frames of the station; makes its group if needed."""
        self._streams.ensure_group(station_id)
        return self._triage(station_id, roster).busy

    def claim(self, station_id: str, roster: Roster) -> list[Entry]:
        """The fresh frames of dead workers, in order; all else they left is given up."""
        found = self._triage(station_id, roster)
        if not found.claim and not found.stale:
            return []
        self._give_up(station_id, "stale", found.stale)
        last = entry_order(self._streams.last_read.get(station_id, b"0-0"))
        fresh = tuple(entry_id for entry_id in found.claim if entry_order(entry_id) > last)
        self._give_up(station_id, "overtaken", found.claim[: len(found.claim) - len(fresh)])
        claimed = self._streams.claim(station_id, fresh)
        here = {entry.entry_id for entry in claimed}
        trimmed = [entry_id for entry_id in fresh if entry_id not in here]
        self._counts.dropped(station_id, "trimmed", len(trimmed))
        self._streams.acknowledge(station_id, trimmed)
        self._streams.forget_consumers(station_id, roster.workers)
        return claimed

    def _give_up(self, station_id: str, reason: str, entry_ids: tuple[bytes, ...]) -> None:
        # Redis says how many were still pending, so that no two workers count the same ones.
        given_up = self._streams.acknowledge(station_id, entry_ids)
        self._counts.dropped(station_id, reason, given_up)

    def _triage(self, station_id: str, roster: Roster) -> Triage:
        alive = set(roster.workers) - {roster.worker}
        if station_id in self._streams.last_read:
            alive.add(roster.worker)
        # Otherwise this process has read nothing of the station: what is pending under its name
        # was read by an earlier process of the same name.
        return triage(
            self._streams.pending(station_id),
            in_hand_of=alive,
            now_s=self._clock.now_s(),
            limits=self._limits,
        )
