"""Measures tracking against the ground truth alone, independently of any tracker."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import Joint

_NEAR = 0.25
_MOST_OFF = 0.3


@dataclass(frozen=True, slots=True)
class Following:
    """``ids`` are the successive ids of each true person.

    ``switches`` counts the changes among them, ``extra_ids`` the ids that belong to nobody, and
    ``shared_ids`` the ids that two people had.
    """

    ids: tuple[tuple[int, ...], ...]
    extra_ids: int

    @property
    def switches(self) -> int:
        return sum(max(0, len(ids) - 1) for ids in self.ids)

    @property
    def shared_ids(self) -> int:
        owners = [track_id for ids in self.ids for track_id in set(ids)]
        return len(owners) - len(set(owners))

    @property
    def lost(self) -> int:
        """People who never had an id."""
        return sum(not ids for ids in self.ids)


def id_switches(true: Keypoints, tracked: Sequence[Sequence[tuple[int, Keypoints]]]) -> Following:
    """Compare (T, P, 25, 3) true keypoints with the ids and keypoints of each frame.

    In each frame every true person gets at most one detection, so that the fewest joints are off; a
    detection with more than 30 % of its joints off by a quarter of the torso is nobody.
    """
    ids: list[list[int]] = [[] for _ in range(true.shape[1])]
    for people, found in zip(true, tracked, strict=True):
        for person, place in _owners(people, [keypoints for _, keypoints in found]):
            track_id = found[place][0]
            if not ids[person] or ids[person][-1] != track_id:
                ids[person].append(track_id)
    given = {track_id for found in tracked for track_id, _ in found}
    owned = {track_id for one in ids for track_id in one}
    return Following(tuple(tuple(one) for one in ids), len(given - owned))


def _owners(people: Keypoints, found: list[Keypoints]) -> list[tuple[int, int]]:
    """Pairs of a true person and a detection."""
    places: list[int | None] = [*range(len(found)), *[None] * len(people)]
    gains = [[_gain(person, one) for one in found] for person in people]

    def total(chosen: tuple[int | None, ...]) -> float:
        return sum(gains[person][place] for person, place in enumerate(chosen) if place is not None)

    best = max(permutations(places, len(people)), key=total)
    return [
        (person, place)
        for person, place in enumerate(best)
        if place is not None and gains[person][place] > 0
    ]


def _gain(true: Keypoints, found: Keypoints) -> float:
    """How many joints agree minus how many do not; below 0 for nobody."""
    torso_px = float(np.hypot(*(true[Joint.NECK, :2] - true[Joint.MID_HIP, :2])))
    off = np.hypot(*(true[:, :2] - found[:, :2]).T)
    both = np.isfinite(off)
    far = int((off[both] > _NEAR * torso_px).sum()) if np.isfinite(torso_px) else int(both.sum())
    if not both.any() or far > _MOST_OFF * both.sum():
        return -1.0
    return float(both.sum() - 2 * far)
