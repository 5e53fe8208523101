"""The values that go into and out of a tracker."""

from dataclasses import dataclass
from typing import NamedTuple

from spotter.movement.values.poses import Keypoints


class Tracked(NamedTuple):
    """A person with a track id; ``keypoints`` is (25, 3) float32."""

    track_id: int
    keypoints: Keypoints


@dataclass(frozen=True, slots=True, eq=False)
class LastSeen:
    """The people in another tracker's last frame, captured at ``captured_us``."""

    captured_us: int
    people: tuple[Tracked, ...]
