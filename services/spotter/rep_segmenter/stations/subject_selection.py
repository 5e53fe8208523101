"""Selects the person at a station who is judged. Pure: depends on poses and capture times alone.

Passers-by do not replace the person who is judged: where position decides, somebody else must be
clearly better placed for ten seconds, longer than it takes to walk through or to change the
plates. And nobody replaces a person who is doing reps, only one who has left or is at rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spotter.movement.segmentation import RepEnded
from spotter.rep_segmenter.stations.person_location import PersonLocation
from spotter.wire.snapshots import RivalState, SelectionState
from spotter.wire.stations import Judged, Zone

GONE_US = 2_000_000
"""A person not seen for longer has left; if found again, the tracker treats them as new."""

PAUSE_US = 10_000_000
"""Within a set hardly anybody pauses for longer, and partners who alternate need about as long to
change places. A set counts as over once a rep as long as the last could have followed the pause."""

BETTER_FOR_US = 10_000_000
"""How long somebody must be clearly better placed to take over."""

_CLEARLY_NEARER_RATIO = 0.15
"""Of the zone's width: about a third of a person's width."""
_CLEARLY_LARGER = 1.25
"""As when moving from four metres in front of the camera to little more than three."""
_MANY_REPS = 2
"""Picking something up may look like one squat, hardly like two."""


@dataclass(frozen=True, slots=True)
class Judging:
    """A station's rule for who is judged, and its zone; None is the whole picture."""

    rule: Judged = Judged.EXERCISE
    zone: Zone | None = None


class SubjectSelection:
    """Decides whose reps count at one station, by one rule; ``state`` is the whole state."""

    def __init__(self, rule: Judged, state: SelectionState) -> None:
        self._rule = rule
        self.state = state

    def judges(self, track_id: int, people: Mapping[int, PersonLocation]) -> bool:
        """Whether this person's reps count now; ``people`` is everybody, by track."""
        is_meant = self._rule is Judged.EVERYBODY or track_id == self.state.judged
        return is_meant and people[track_id].is_inside

    def observe(self, now_us: int, people: Mapping[int, PersonLocation]) -> None:
        """Take in everybody's position in a frame."""
        if self._rule not in {Judged.MIDDLE, Judged.LARGEST}:
            return
        incumbent = self._incumbent(now_us, people)
        others = {
            track_id: one
            for track_id, one in people.items()
            if one.place.inside_us == now_us and one is not incumbent
        }
        if incumbent:
            others = {
                track_id: one
                for track_id, one in others.items()
                if self._has_been_better(track_id, one, incumbent, now_us)
            }
        if others:
            best = max(others, key=lambda track_id: self._merit(others[track_id]))
            self.state = SelectionState(best)

    def observe_rep(
        self, now_us: int, track_id: int, rep: RepEnded, people: Mapping[int, PersonLocation]
    ) -> None:
        """Take in a rep that somebody has done."""
        if track_id != self.state.judged and self._rule is Judged.EXERCISE:
            self._note_rival_rep(now_us, track_id, people)
        elif track_id == self.state.judged:
            self.state = replace(self.state, rep_count=self.state.rep_count + 1)
        if track_id == self.state.judged:
            busy_until_us = rep.ended_us + (rep.ended_us - rep.started_us) + PAUSE_US
            self.state = replace(self.state, busy_until_us=busy_until_us)

    def forget(self, track_id: int) -> None:
        """Drop a track that has ended."""
        self._drop_rival(track_id)
        if track_id == self.state.judged:
            self.state = SelectionState()

    def _incumbent(
        self, now_us: int, people: Mapping[int, PersonLocation]
    ) -> PersonLocation | None:
        """The person who is judged; None when they have left."""
        judged = self.state.judged
        if judged is None or now_us - people[judged].place.inside_us > GONE_US:
            return None
        return people[judged]

    def _note_rival_rep(
        self, now_us: int, track_id: int, people: Mapping[int, PersonLocation]
    ) -> None:
        """Count a rep of somebody who is not judged.

        They take over if the judged person has left, is at rest, or has done fewer than two reps
        while they have done two.
        """
        state, known = self.state, self._rival(track_id)
        rival = replace(known, rep_count=known.rep_count + 1)
        self._note(rival)
        outdone = state.rep_count < _MANY_REPS <= rival.rep_count
        can_take_over = (
            self._incumbent(now_us, people) is None or now_us > state.busy_until_us or outdone
        )
        if can_take_over:
            self.state = SelectionState(track_id, rival.rep_count)

    def _has_been_better(
        self, track_id: int, one: PersonLocation, incumbent: PersonLocation, now_us: int
    ) -> bool:
        if not self._is_clearly_better(one, incumbent):
            self._drop_rival(track_id)
            return False
        rival = self._rival(track_id)
        better_since_us = rival.better_since_us or now_us
        self._note(replace(rival, better_since_us=better_since_us))
        is_at_rest = now_us > self.state.busy_until_us
        return is_at_rest and now_us - better_since_us > BETTER_FOR_US

    def _is_clearly_better(self, one: PersonLocation, incumbent: PersonLocation) -> bool:
        if self._rule is Judged.MIDDLE:
            return incumbent.off_middle_ratio - one.off_middle_ratio > _CLEARLY_NEARER_RATIO
        return one.size_ratio > _CLEARLY_LARGER * incumbent.size_ratio

    def _merit(self, one: PersonLocation) -> float:
        return -one.off_middle_ratio if self._rule is Judged.MIDDLE else one.size_ratio

    def _rival(self, track_id: int) -> RivalState:
        known = (one for one in self.state.rivals if one.track_id == track_id)
        return next(known, RivalState(track_id))

    def _note(self, rival: RivalState) -> None:
        self.state = replace(self.state, rivals=(*self._others(rival.track_id), rival))

    def _drop_rival(self, track_id: int) -> None:
        self.state = replace(self.state, rivals=self._others(track_id))

    def _others(self, track_id: int) -> tuple[RivalState, ...]:
        return tuple(one for one in self.state.rivals if one.track_id != track_id)
