"""Reads what a station's pose log has of a recording."""

import asyncio
from collections.abc import Iterator
from typing import cast

import redis.asyncio

from spotter.notifier.readers.redis.replies import Entries, newest_entries
from spotter.runtime.redis.stream_ids import entry_ms
from spotter.wire import names
from spotter.wire.poses.people import PoseFrame, pose_frame_from_bytes
from spotter.wire.poses.recorded import Recorded, recorded_in

_MOST_FRAMES = 10_000


async def newest_us(client: redis.asyncio.Redis, station_id: str) -> int | None:
    """When a station's newest frame was captured, microseconds; None if it has none.

    Raises :class:`redis.RedisError`.
    """
    newest = await newest_entries(client, names.pose_log(station_id), 1)
    return entry_ms(newest[0][0]) if newest else None


async def read_recorded(
    client: redis.asyncio.Redis, station_id: str, since_us: int, until_us: int
) -> Recorded:
    """What was seen from one moment to another, microseconds.

    Raises :class:`redis.RedisError`, and WireError or MovementError for damaged entries.
    """
    found = await client.xrange(
        names.pose_log(station_id), str(since_us), str(until_us), count=_MOST_FRAMES
    )
    return await asyncio.to_thread(_recorded, cast("Entries", found))


def _recorded(entries: Entries) -> Recorded:
    return recorded_in(_frames(entries))


def _frames(entries: Entries) -> Iterator[PoseFrame]:
    for _, fields in entries:
        yield pose_frame_from_bytes(fields.get(names.POSE_FIELD, b""))
