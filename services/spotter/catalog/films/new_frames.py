"""Frames of stations that are filmed, as they come."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

import redis

from spotter.wire.errors import WireError
from spotter.wire.names import FRAME_STREAM_PREFIX, frame_stream
from spotter.wire.poses.frames import Frame, frame_from_fields

_AT_ONCE = 20
_NOTHING = b"0-0"

Entries = list[tuple[bytes, dict[bytes, bytes]]]


class NewFrames:
    """Reads every frame since a station was first asked for; raises :class:`redis.RedisError`."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._last: dict[str, bytes] = {}

    def read(self, station_ids: Iterable[str], *, wait_ms: int) -> Iterator[Frame]:
        """The next frames of each station; waits for the first."""
        asked = set(station_ids)
        self._last = {one: self._last.get(one) or self._newest(one) for one in asked}
        streams: dict[Any, Any] = {frame_stream(one): at for one, at in self._last.items()}
        reply = cast(
            "list[tuple[bytes, Entries]]",
            self._client.xread(streams, count=_AT_ONCE, block=wait_ms),
        )
        for stream, entries in reply or ():
            station_id = stream.decode().removeprefix(FRAME_STREAM_PREFIX)
            yield from self._frames(station_id, entries)

    def forget(self) -> None:
        """Begin with the next frame when a station is asked for again."""
        self._last = {}

    def _newest(self, station_id: str) -> bytes:
        found = cast("Entries", self._client.xrevrange(frame_stream(station_id), count=1))
        return found[0][0] if found else _NOTHING

    def _frames(self, station_id: str, entries: Entries) -> Iterator[Frame]:
        for entry_id, fields in entries:
            self._last[station_id] = entry_id
            try:
                yield frame_from_fields(station_id, fields)
            except WireError:
                continue  # the pose workers count it
