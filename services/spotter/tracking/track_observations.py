"""The values that go into and out of a tracker."""

from dataclasses import dataclass
from typing import NamedTuple

from spotter.movement.values.body.poses import Keypoints


class Tracked(NamedTuple):
    """A person with a track id; ``keypoints`` is (25, 3) float32.

    ``place`` is the detection's place among those of the frame, from 0; of a person detected in two
    parts it is the larger part's.
    """

    track_id: int
    keypoints: Keypoints
    place: int


@dataclass(frozen=True, slots=True, eq=False)
class LastSeen:
    """The people in another tracker's last frame, captured at ``captured_us``."""

    captured_us: int
    people: tuple[Tracked, ...]
