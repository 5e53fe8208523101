"""Everybody who was seen at a station for a while, as its pose log has it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spotter.movement.values import Pose, PoseSeries
from spotter.wire.poses.people import PoseFrame

_MOST_PEOPLE = 20


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


def _series(seen: list[Pose]) -> PoseSeries:
    """With metres only if all have them."""
    poses = PoseSeries.of(seen)
    return replace(poses, world_m=None) if any(one.world_m is None for one in seen) else poses
