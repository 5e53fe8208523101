"""The stations' frame streams, read through the pose workers' consumer group."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from typing import cast

import redis

from spotter.pose_worker.intake.backlog import Entry
from spotter.pose_worker.intake.pending_triage import Pending
from spotter.wire.names import FRAME_STREAM_PREFIX, FRAMES_EXPIRY_S, POSE_GROUP, frame_stream

_COUNT = 10
"""Entries per stream and read: single reads fall behind, and larger ones only fill the backlog."""

_MAX_PENDING = 1000

_MISSING = ("NOGROUP", "UNBLOCKED")
"""Redis's answers when a stream is missing, and when it expires during a blocking read."""


class FrameStreams:
    """Reads frames as the consumer ``worker``.

    ``last_read`` holds the id of the last entry read or claimed of each station.
    """

    def __init__(self, client: redis.Redis, worker: str) -> None:
        self._client = client
        self._worker = worker
        self.last_read: dict[str, bytes] = {}

    def ensure_group(self, station_id: str) -> None:
        """Create the station's stream and its group unless they exist."""
        stream = frame_stream(station_id)
        with suppress(redis.ResponseError):  # BUSYGROUP: it exists
            self._client.xgroup_create(stream, POSE_GROUP, id="0", mkstream=True)
            self._client.expire(stream, FRAMES_EXPIRY_S)

    def read(self, station_ids: Collection[str], *, block_ms: int | None) -> list[Entry]:
        """New entries of the stations; waits up to ``block_ms`` for the first (None: not at all).

        Recreates a missing stream or group, as after a restart of Redis or minutes without frames.
        """
        streams: dict[bytes | str | memoryview, int | bytes | str | memoryview] = {
            frame_stream(station_id): ">" for station_id in station_ids
        }
        try:
            reply = self._client.xreadgroup(
                POSE_GROUP, self._worker, streams, count=_COUNT, block=block_ms
            )
        except redis.ResponseError as error:
            if not str(error).startswith(_MISSING):
                raise
            for station_id in station_ids:
                self.ensure_group(station_id)
            return []
        found = cast("list[tuple[bytes, list[tuple[bytes, dict[bytes, bytes]]]]]", reply)
        return self._remembered(
            Entry(stream.decode().removeprefix(FRAME_STREAM_PREFIX), entry_id, fields)
            for stream, entries in found
            for entry_id, fields in entries
        )

    def pending(self, station_id: str) -> list[Pending]:
        """The entries delivered to a worker and not acknowledged, oldest first."""
        reply = self._client.xpending_range(
            frame_stream(station_id), POSE_GROUP, min="-", max="+", count=_MAX_PENDING
        )
        rows = cast("list[dict[str, bytes]]", reply)
        return [Pending(row["message_id"], row["consumer"].decode()) for row in rows]

    def claim(self, station_id: str, entry_ids: Sequence[bytes]) -> list[Entry]:
        """Take over pending entries of other consumers, except those trimmed meanwhile."""
        if not entry_ids:
            return []
        reply = self._client.xclaim(
            frame_stream(station_id),
            POSE_GROUP,
            self._worker,
            min_idle_time=0,
            message_ids=list(entry_ids),
        )
        rows = cast("list[tuple[bytes | None, dict[bytes, bytes]]]", reply)
        return self._remembered(
            Entry(station_id, entry_id, fields) for entry_id, fields in rows if entry_id
        )

    def acknowledge(self, station_id: str, entry_ids: Sequence[bytes]) -> int:
        """Acknowledge entries; returns how many of them were pending."""
        if not entry_ids:
            return 0
        return self._client.xack(frame_stream(station_id), POSE_GROUP, *entry_ids)

    def forget_consumers(self, station_id: str, alive: Iterable[str]) -> None:
        """Remove consumers that are not alive and have nothing pending."""
        stream, kept = frame_stream(station_id), {self._worker, *alive}
        consumers = cast(
            "list[dict[str, bytes | int]]", self._client.xinfo_consumers(stream, POSE_GROUP)
        )
        for consumer in consumers:
            name = cast("bytes", consumer["name"]).decode()
            if name not in kept and consumer["pending"] == 0:
                self._client.xgroup_delconsumer(stream, POSE_GROUP, name)

    def _remembered(self, entries: Iterable[Entry]) -> list[Entry]:
        read = list(entries)
        self.last_read.update((entry.station_id, entry.entry_id) for entry in read)
        return read
