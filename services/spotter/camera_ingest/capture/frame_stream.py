"""The stream of a station's frames in Redis."""

from typing import Any, cast

import redis

from spotter.camera_ingest.capture.unread_frames import NOTHING_READ, UnreadFrames
from spotter.runtime.redis.stream_ids import StreamId, entry_ms, stream_id
from spotter.wire.names import FRAMES_EXPIRY_S, POSE_GROUP, frame_stream
from spotter.wire.poses.frames import Frame, frame_fields

_AHEAD_MS = 5_000
"""Entries this far ahead of the server's clock were added before it was set back."""


class FrameStream:
    """Adds frames to the stream of ``station_id``, which keeps the newest ``length`` frames.

    Every method raises :class:`redis.RedisError` when the server fails.
    """

    def __init__(self, client: redis.Redis, station_id: str, length: int) -> None:
        self._client = client
        self._key = frame_stream(station_id)
        self._length = length
        self._unread = UnreadFrames()

    def add(self, frame: Frame) -> int:
        """Add a frame; return how many unread frames were lost for it.

        They are trimmed to make room for it. Trimming is exact: for entries the size of a JPEG it
        costs no more, and every trimmed frame is known. When the server's clock was set back, the
        stream begins anew: by entry ids from the future, no frame would ever be too old.
        """
        pipe = self._client.pipeline(transaction=False)
        # A dictionary's types are invariant, and redis-py's are wider.
        fields = cast("dict[Any, Any]", frame_fields(frame))
        pipe.xadd(self._key, fields, maxlen=self._length, approximate=False)
        pipe.xlen(self._key)
        pipe.xinfo_groups(self._key)
        pipe.expire(self._key, FRAMES_EXPIRY_S)
        pipe.time()
        entry, length, groups, _, (now_s, _) = pipe.execute()
        if entry_ms(entry) > 1000 * now_s + _AHEAD_MS:
            self._client.delete(self._key)
            lost, self._unread = self._unread.unread(_last_read(groups)), UnreadFrames()
            return lost + self.add(frame)
        self._unread.added(stream_id(entry))
        return self._unread.trimmed_unread(length, _last_read(groups))

    def clear(self) -> None:
        """Forget all frames: pictures of somebody who wants to be seen no more."""
        self._client.xtrim(self._key, maxlen=0, approximate=False)
        self._unread = UnreadFrames()

    def backlog(self, limit: int) -> int:
        """How many of our frames are unread or unacknowledged, counted up to about ``limit``."""
        length = self._client.xlen(self._key)
        if length == 0:
            return 0  # Redis lists no groups for a missing stream
        groups = cast("list[dict[str, object]]", self._client.xinfo_groups(self._key))
        self._unread.trimmed_unread(length, _last_read(groups))
        oldest, unread = self._unread.oldest, self._unread.unread(_last_read(groups))
        if oldest is None or unread >= limit or not _pose_groups(groups):
            return unread
        since = f"{oldest[0]}-{oldest[1]}"
        # Start at our oldest: ignore what a dead worker left pending before it.
        pending = self._client.xpending_range(self._key, POSE_GROUP, since, "+", limit)
        return unread + len(cast("list[object]", pending))


def _pose_groups(groups: list[dict[str, object]]) -> list[dict[str, object]]:
    """The pose workers' group; empty until the first worker has started."""
    return [group for group in groups if group["name"] == POSE_GROUP.encode()]


def _last_read(groups: list[dict[str, object]]) -> StreamId:
    """The last entry that the pose workers read."""
    for group in _pose_groups(groups):
        return stream_id(cast("bytes", group["last-delivered-id"]))
    return NOTHING_READ
