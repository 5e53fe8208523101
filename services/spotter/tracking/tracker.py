"""Tracks people from frame to frame of one camera."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from spotter.movement.values.body.poses import Keypoints
from spotter.tracking.association_scores import FEWEST_JOINTS, association_scores
from spotter.tracking.detections import (
    corner,
    is_phantom_of,
    joint_count,
    shows_a_person,
    without_duplicates,
)
from spotter.tracking.split_detections import Part, joined, legs_of_others, parts_of_others
from spotter.tracking.track import Track
from spotter.tracking.track_observations import LastSeen, Tracked

LOST_AFTER_US = 2_000_000
"""Somebody who reappears after a longer time counts as a new person."""

LAST_SEEN_PATIENCE_US = 10_000_000
"""The same for people whom another tracker saw last: its failure takes some seconds to detect."""


class Tracker:
    """Assigns track ids to people.

    ``first_id`` is the first unused id; ``last_seen`` is the last frame of another tracker, whose
    people keep their ids; ``patience_us`` is how long somebody may be out of sight and keep their
    id. The result depends only on the frames and their capture times.
    """

    def __init__(
        self,
        first_id: int = 1,
        last_seen: LastSeen | None = None,
        *,
        patience_us: int = LOST_AFTER_US,
    ) -> None:
        self._patience_us = patience_us
        self._kept_id: int | None = None
        people = last_seen.people if last_seen else ()
        self._next_id = max([first_id, *(person.track_id + 1 for person in people)])
        self._tracks = [
            Track.start(
                person.track_id, person.keypoints, last_seen.captured_us, LAST_SEEN_PATIENCE_US
            )
            for person in people
            if last_seen and joint_count(person.keypoints) >= FEWEST_JOINTS
        ]

    def keep(self, track_id: int) -> None:
        """Never drop that person, however long they are unseen; one person at a time."""
        self._kept_id = track_id

    def track(self, captured_us: int, people: Sequence[Keypoints]) -> tuple[Tracked, ...]:
        """The people of the next frame, (25, 3) float32 each, with their track ids.

        The people keep their order. Of a person detected twice, the detection with fewer joints is
        left out; a person detected in two parts is joined; a new person must show a torso or eight
        joints, elsewhere than a known one. New ids are assigned from left to right.
        """
        self._tracks = [track for track in self._tracks if self._is_remembered(track, captured_us)]
        places = without_duplicates(people)
        found = [people[place] for place in places]
        rows, parts = self._pairs(captured_us, found)
        whole = joined(found, parts)
        tracks = {column: self._tracks[row] for column, row in rows.items()}
        for column, track in tracks.items():
            track.update(whole[column], captured_us, self._patience_us)
        taken = {part.column for part in parts} | tracks.keys()
        new = [column for column in range(len(whole)) if column not in taken]
        legs = legs_of_others(whole, new)
        whole = joined(whole, legs)
        new = [column for column in new if all(column != part.column for part in legs)]
        known = [whole[column] for column in tracks]
        for column in sorted(new, key=lambda column: corner(whole[column])):
            if shows_a_person(whole[column]) and not is_phantom_of(whole[column], known):
                tracks[column] = self._begin(whole[column], captured_us)
        return tuple(
            Tracked(tracks[column].track_id, whole[column], places[column])
            for column in sorted(tracks)
        )

    def _is_remembered(self, track: Track, now_us: int) -> bool:
        is_kept = track.track_id == self._kept_id
        return is_kept or now_us - track.seen_us <= track.patience_us

    def _pairs(
        self, captured_us: int, people: Sequence[Keypoints]
    ) -> tuple[dict[int, int], list[Part]]:
        """The likeliest assignment, person -> track, and detections that are parts of others."""
        if not self._tracks or not people:
            return {}, []
        keypoints = np.stack(people).astype(np.float64)
        like = association_scores(self._tracks, keypoints[..., :2], keypoints[..., 2], captured_us)
        rows, columns = linear_sum_assignment(like.fits, maximize=True)
        pairs = {
            int(column): int(row)
            for row, column in zip(rows, columns, strict=True)
            if like.fits[row, column] > 0
        }
        parts = parts_of_others(people, pairs, like.joints)
        for part in parts:
            pairs.pop(part.column, None)
        return pairs, parts

    def _begin(self, keypoints: Keypoints, captured_us: int) -> Track:
        track = Track.start(self._next_id, keypoints, captured_us, self._patience_us)
        self._next_id += 1
        self._tracks.append(track)
        return track
