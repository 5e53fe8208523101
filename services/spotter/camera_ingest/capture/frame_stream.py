"""The stream of a station's frames in Redis."""

from typing import Any, cast

import redis

from spotter.camera_ingest.capture.unread_frames import NOTHING_READ, UnreadFrames
from spotter.runtime.stream_ids import StreamId, stream_id
from spotter.wire.frames import Frame, frame_fields
from spotter.wire.names import POSE_GROUP, frame_stream


class FrameStream:
    """Adds frames to the stream of ``station_id``, which keeps the newest ``length``.

    Every method raises :class:`redis.RedisError` when the server does not do as asked.
    """

    def __init__(self, client: redis.Redis, station_id: str, length: int) -> None:
        self._client = client
        self._key = frame_stream(station_id)
        self._length = length
        self._unread = UnreadFrames()

    def add(self, frame: Frame) -> int:
        """Add a frame; say how many frames were thereby trimmed before a pose worker read them.

        Trimming is exact: for entries of a JPEG's size it costs the same, and what goes is known.
        """
        pipe = self._client.pipeline(transaction=False)
        # A dictionary's types are invariant, and redis-py's are wider.
        fields = cast("dict[Any, Any]", frame_fields(frame))
        pipe.xadd(self._key, fields, maxlen=self._length, approximate=False)
        pipe.xlen(self._key)
        pipe.xinfo_groups(self._key)
        entry, length, groups = pipe.execute()
        self._unread.added(stream_id(entry))
        return self._unread.trimmed_unread(length, _last_read(groups))

    def backlog(self, limit: int) -> int:
        """How many of our frames are unread or unacknowledged; ``limit`` and above are alike."""
        length = self._client.xlen(self._key)
        if length == 0:
            return 0  # of an absent stream Redis tells no groups
        groups = cast("list[dict[str, object]]", self._client.xinfo_groups(self._key))
        self._unread.trimmed_unread(length, _last_read(groups))
        oldest, unread = self._unread.oldest, self._unread.unread(_last_read(groups))
        if oldest is None or unread >= limit or not _pose_groups(groups):
            return unread
        since = f"{oldest[0]}-{oldest[1]}"
        # From our oldest on: what a dead worker left behind earlier is none of our business.
        pending = self._client.xpending_range(self._key, POSE_GROUP, since, "+", limit)
        return unread + len(cast("list[object]", pending))


def _pose_groups(groups: list[dict[str, object]]) -> list[dict[str, object]]:
    """The pose workers' group; none before the first of them has started."""
    return [group for group in groups if group["name"] == POSE_GROUP.encode()]


def _last_read(groups: list[dict[str, object]]) -> StreamId:
    """What the pose workers read last."""
    for group in _pose_groups(groups):
        return stream_id(cast("bytes", group["last-delivered-id"]))
    return NOTHING_READ
