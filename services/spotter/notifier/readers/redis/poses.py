"""Reads the newest poses of the stations."""

import asyncio

import redis.asyncio
import structlog

from spotter.notifier.live.keeping_up.flow import FlowBoard
from spotter.notifier.live.live import Live
from spotter.notifier.metrics import StoreMetrics
from spotter.notifier.readers.redis.replies import Fields, newest_of_each
from spotter.wire import names
from spotter.wire.errors import WireError
from spotter.wire.poses.people import pose_frame_from_bytes


class PoseReader:
    """Reads watched stations ``rate_hz`` times a second and the others once a second.

    It takes the newest pose and skips those in between, so that a page is never late. It reads
    unwatched stations only to learn that they are alive, which it notes on the ``flow_board``.
    """

    def __init__(
        self,
        client: redis.asyncio.Redis,
        live: Live,
        flow_board: FlowBoard,
        metrics: StoreMetrics,
        *,
        rate_hz: float,
    ) -> None:
        self._client = client
        self._live = live
        self._flow_board = flow_board
        self._metrics = metrics
        self._rate_hz = rate_hz
        self._round = 0
        self._last: dict[str, bytes] = {}

    async def step(self) -> None:
        """Read the newest pose of each station that is due, then sleep."""
        self._forget_gone()
        if due := self._due():
            logs = [names.pose_log(station_id) for station_id in due]
            newest = await newest_of_each(self._client, logs)
            for station_id, entries in zip(due, newest, strict=True):
                self._flow_board.set_newest_poses(station_id, entries[0][0] if entries else None)
                for entry_id, fields in entries:
                    self._on_poses(station_id, entry_id, fields)
        await asyncio.sleep(1 / self._rate_hz)

    def _due(self) -> list[str]:
        everyone = self._round % round(self._rate_hz) == 0
        self._round += 1
        return [
            station_id
            for station_id in self._live.station_ids()
            if everyone or self._live.is_watched(station_id)
        ]

    def _forget_gone(self) -> None:
        for gone in self._last.keys() - self._live.station_ids():
            del self._last[gone]

    def _on_poses(self, station_id: str, entry_id: bytes, fields: Fields) -> None:
        first_look = station_id not in self._last
        if self._last.get(station_id) == entry_id:
            return
        self._last[station_id] = entry_id
        if first_look:
            # Its age is unknown; the next one will be new.
            return
        try:
            frame = pose_frame_from_bytes(fields.get(names.POSE_FIELD, b""))
        except WireError as error:
            self._metrics.unreadable.labels("poses").inc()
            structlog.get_logger().warning(
                "unreadable entry", kind="poses", station_id=station_id, reason=str(error)
            )
        else:
            self._live.poses(frame)
