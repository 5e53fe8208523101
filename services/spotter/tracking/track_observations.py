"""Plain values that go in and out of a tracker."""

from dataclasses import dataclass
from typing import NamedTuple

from spotter.movement.values.poses import Keypoints


class Tracked(NamedTuple):
    """A person with a track id; ``keypoints`` is (25, 3) float32."""

    track_id: int
    keypoints: Keypoints


@dataclass(frozen=True, slots=True, eq=False)
class LastSeen:
    """The people of the last frame that another tracker saw, captured at ``captured_us``."""

    captured_us: int
    people: tuple[Tracked, ...]
