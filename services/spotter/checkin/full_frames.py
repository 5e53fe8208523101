"""Reads the newest frames at full size from Redis."""

from collections.abc import Collection
from typing import Any, cast

import redis

from spotter.wire.errors import WireError
from spotter.wire.names import FULL_FRAME_STREAM_PREFIX, full_frame_stream
from spotter.wire.poses.frames import Frame, frame_from_fields


class FullFrames:
    """Reads frames of stations, each once and only the newest; remembers only where it was."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._last: dict[str, bytes] = {}

    def newest(self, station_ids: Collection[str], *, wait_ms: int) -> list[Frame]:
        """The newest frame of each station that has a new one; waits for the first.

        Raises :class:`redis.RedisError`.
        """
        self._last = {one: self._last.get(one, b"0") for one in station_ids}
        if not station_ids:
            return []
        streams: dict[Any, Any] = {full_frame_stream(one): at for one, at in self._last.items()}
        reply = cast(
            "list[tuple[bytes, list[tuple[bytes, dict[bytes, bytes]]]]]",
            self._client.xread(streams, block=wait_ms),
        )
        found = [self._newest(stream, entries) for stream, entries in reply or ()]
        return [frame for frame in found if frame]

    def _newest(
        self, stream: bytes, entries: list[tuple[bytes, dict[bytes, bytes]]]
    ) -> Frame | None:
        station_id = stream.decode().removeprefix(FULL_FRAME_STREAM_PREFIX)
        self._last[station_id], fields = entries[-1]
        try:
            return frame_from_fields(station_id, fields)
        except WireError:
            return None
