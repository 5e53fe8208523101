"""Reads what a station's pose log has of a recording."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

import redis.asyncio

from spotter.movement.values import Pose, PoseSeries
from spotter.notifier.readers.redis.replies import Entries, newest_entries
from spotter.runtime.redis.stream_ids import entry_ms
from spotter.wire import names
from spotter.wire.poses.people import PoseFrame, pose_frame_from_bytes

_MOST_PEOPLE = 20
_MOST_FRAMES = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """Everybody who was seen at a station for a while, who was seen most first.

    ``size_px`` is the pictures' width and height, None without a frame.
    """

    frame_count: int
    size_px: tuple[int, int] | None
    people: tuple[PoseSeries, ...]


def recorded_in(frames: Iterable[PoseFrame]) -> Recorded:
    """What frames in the order of time show."""
    seen: dict[int, list[Pose]] = {}
    count, size_px = 0, None
    for frame in frames:
        count, size_px = count + 1, (frame.width_px, frame.height_px)
        for person in frame.people:
            pose = person.pose(frame.captured_us)
            seen.setdefault(person.track_id, []).append(pose)
    most_first = sorted(seen.values(), key=len, reverse=True)
    return Recorded(count, size_px, tuple(map(_series, most_first[:_MOST_PEOPLE])))


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


def _series(seen: list[Pose]) -> PoseSeries:
    """With metres only if all have them."""
    poses = PoseSeries.of(seen)
    return replace(poses, world_m=None) if any(one.world_m is None for one in seen) else poses
