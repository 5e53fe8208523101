"""Following people from frame to frame of one station."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from movement.poses import Keypoints
from movement.skeleton import Joint
from wire.poses import PoseFrame, TrackedPerson

LOST_AFTER_US = 2_000_000
"""Who is not seen for longer is a new person when somebody appears again."""

SEED_PATIENCE_US = 10_000_000
"""The same for people another worker saw last: finding out that it is dead takes some seconds."""

_REACH_TL = 1.0
_REACH_PER_S_TL = 0.5
"""How far apart, in torso lengths, two sights of one person may be, and what each second adds."""

_PREDICTED_US = 500_000
"""A person is not expected to go on at the same speed for longer."""

_NEWEST_SHARE = 0.5
"""Weight of the newest displacement in the smoothed velocity."""

_MIN_SHARED_JOINTS = 3


@dataclass(slots=True)
class _Track:
    """``velocity`` is (2,) pixels per microsecond, of the middle of the joints."""

    track_id: int
    keypoints: Keypoints
    seen_us: int
    patience_us: int
    velocity: NDArray[np.float64] = field(default_factory=lambda: np.zeros(2))

    def expected(self, at_us: int) -> NDArray[np.float64]:
        """(25, 2) pixels: where the joints should be at ``at_us``."""
        ahead_us = min(max(0, at_us - self.seen_us), _PREDICTED_US)
        return self.keypoints[:, :2] + self.velocity * ahead_us

    def see(self, keypoints: Keypoints, at_us: int) -> None:
        gap_us = at_us - self.seen_us
        moved = _middle_shift(self.keypoints, keypoints)
        if 0 < gap_us <= _PREDICTED_US and moved is not None:
            self.velocity += _NEWEST_SHARE * (moved / gap_us - self.velocity)
        else:
            self.velocity = np.zeros(2)
        self.keypoints, self.seen_us, self.patience_us = keypoints, at_us, LOST_AFTER_US


class Tracker:
    """Gives the people of one station's frames their track ids.

    ``first_id`` is the first id that was never given at this station; ``seed`` is the last frame
    that another worker sent, whose people keep their ids.
    """

    def __init__(self, first_id: int = 1, seed: PoseFrame | None = None) -> None:
        people = seed.people if seed else ()
        self._next_id = max([first_id, *(person.track_id + 1 for person in people)])
        self._tracks = [
            _Track(person.track_id, person.keypoints, seed.captured_us, SEED_PATIENCE_US)
            for person in people
            if seed
        ]

    def track(self, captured_us: int, people: Sequence[Keypoints]) -> tuple[TrackedPerson, ...]:
        """The people of the next frame, (25, 3) float32 each, with their track ids.

        Pairs of a track and a person are made from the closest on; a pair further apart than a
        person moves is none. Who pairs with nobody gets the next id.
        """
        self._tracks = [
            track for track in self._tracks if captured_us - track.seen_us <= track.patience_us
        ]
        found = self._pairs(captured_us, people)
        for place, keypoints in enumerate(people):
            if place in found:
                found[place].see(keypoints, captured_us)
            else:
                found[place] = self._begin(keypoints, captured_us)
        return tuple(
            TrackedPerson(found[place].track_id, keypoints)
            for place, keypoints in enumerate(people)
        )

    def _pairs(self, captured_us: int, people: Sequence[Keypoints]) -> dict[int, _Track]:
        """Which track each person continues, by the person's place."""
        candidates = sorted(
            (excess, number, place)
            for number, track in enumerate(self._tracks)
            for place, keypoints in enumerate(people)
            if (excess := _distance_ratio(track, keypoints, captured_us)) <= 1
        )
        pairs: dict[int, _Track] = {}
        taken: set[int] = set()
        for _, number, place in candidates:
            if number not in taken and place not in pairs:
                taken.add(number)
                pairs[place] = self._tracks[number]
        return pairs

    def _begin(self, keypoints: Keypoints, captured_us: int) -> _Track:
        track = _Track(self._next_id, keypoints, captured_us, LOST_AFTER_US)
        self._next_id += 1
        self._tracks.append(track)
        return track


def _distance_ratio(track: _Track, keypoints: Keypoints, at_us: int) -> float:
    """Mean distance of the joints from where the track expects them, over the distance allowed."""
    offsets = keypoints[:, :2] - track.expected(at_us)
    seen = np.isfinite(offsets).all(axis=1)
    if seen.sum() < _MIN_SHARED_JOINTS:
        return float("inf")
    gap_s = min(max(0, at_us - track.seen_us), LOST_AFTER_US) / 1e6
    reach_px = (_REACH_TL + _REACH_PER_S_TL * gap_s) * _torso_px(track.keypoints)
    return float(np.linalg.norm(offsets[seen], axis=1).mean() / reach_px)


def _torso_px(keypoints: Keypoints) -> float:
    """The torso's length; a quarter of the body's box where the torso points at the camera."""
    torso = keypoints[Joint.NECK, :2] - keypoints[Joint.MID_HIP, :2]
    box = np.nanmax(keypoints[:, :2], axis=0) - np.nanmin(keypoints[:, :2], axis=0)
    return max(float(np.nan_to_num(np.linalg.norm(torso))), float(box.max()) / 4, 1.0)


def _middle_shift(before: Keypoints, after: Keypoints) -> NDArray[np.float64] | None:
    """(2,) pixels that the joints seen both times moved by on average; None if there are none."""
    shifts = after[:, :2].astype(np.float64) - before[:, :2]
    seen = np.isfinite(shifts).all(axis=1)
    return np.asarray(shifts[seen].mean(axis=0)) if seen.any() else None
