"""Frames of stations that are filmed, as they come."""

from collections.abc import Iterator
from typing import Any, cast

import redis

from spotter.wire.errors import WireError
from spotter.wire.names import frame_stream
from spotter.wire.poses.frames import Frame, frame_from_fields

_AT_ONCE = 20
_NOTHING = b"0-0"

Entries = list[tuple[bytes, dict[bytes, bytes]]]


class NewFrames:
    """Reads streams of frames; raises :class:`redis.RedisError`."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def newest(self, station_id: str) -> bytes:
        """The id of a station's newest frame."""
        found = cast("Entries", self._client.xrevrange(frame_stream(station_id), count=1))
        return found[0][0] if found else _NOTHING

    def after(
        self, station_id: str, entry_id: bytes, *, wait_ms: int
    ) -> Iterator[tuple[bytes, Frame]]:
        """The next frames after the one with that id, with theirs; waits for the first."""
        streams: dict[Any, Any] = {frame_stream(station_id): entry_id}
        reply = cast(
            "list[tuple[bytes, Entries]]",
            self._client.xread(streams, count=_AT_ONCE, block=wait_ms),
        )
        for _, entries in reply or ():
            for found_id, fields in entries:
                try:
                    yield found_id, frame_from_fields(station_id, fields)
                except WireError:
                    continue  # the pose workers count it
