"""Who of the people at a station is judged. Pure: poses and their capture times alone decide.

Whoever is judged stays so against people who pass: where the place decides, another one has to be
clearly better placed for ten seconds, longer than anybody needs to walk through or to change the
plates; and nobody takes over from somebody who is doing reps. Only who has left, or is at rest,
gives way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from spotter.movement.segmentation import RepEnded
from spotter.rep_segmenter.stations.person_location import PersonLocation
from spotter.wire.snapshots import RivalState, SelectionState
from spotter.wire.stations import Judged, Zone

GONE_US = 2_000_000
"""Who is not seen for longer has left: found again, they are a new person to the tracker."""

PAUSE_US = 10_000_000
"""Within a set hardly anybody pauses for longer, and partners who take turns need about as long to
change places. The set may be over when the next rep, as long as the last, could have followed."""

BETTER_FOR_US = 10_000_000
"""How long somebody has to be clearly better placed to take over."""

_CLEARLY_NEARER_RATIO = 0.15
"""Of the zone's width: a third of a person's."""
_CLEARLY_LARGER = 1.25
"""As from four metres before the camera to little more than three."""
_MANY_REPS = 2
"""Picking something up may look like one rep of a squat, hardly like two."""


@dataclass(frozen=True, slots=True)
class Judging:
    """The rule of a station, and the zone it holds in; None is the whole picture."""

    rule: Judged = Judged.EXERCISE
    zone: Zone | None = None


class SubjectSelection:
    """Decides whose reps count at one station, by one rule. ``state`` is all that it knows."""

    def __init__(self, rule: Judged, state: SelectionState) -> None:
        self._rule = rule
        self.state = state

    def judges(self, track_id: int, people: Mapping[int, PersonLocation]) -> bool:
        """Whether what this person does counts now; ``people`` is everybody, by track."""
        is_meant = self._rule is Judged.EVERYBODY or track_id == self.state.judged
        return is_meant and people[track_id].is_inside

    def see(self, now_us: int, people: Mapping[int, PersonLocation]) -> None:
        """Look where everybody is in a frame."""
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

    def hear(
        self, now_us: int, track_id: int, rep: RepEnded, people: Mapping[int, PersonLocation]
    ) -> None:
        """Take note of a rep that somebody has done."""
        if track_id != self.state.judged and self._rule is Judged.EXERCISE:
            self._claim(now_us, track_id, people)
        elif track_id == self.state.judged:
            self.state = replace(self.state, rep_count=self.state.rep_count + 1)
        if track_id == self.state.judged:
            busy_until_us = rep.ended_us + (rep.ended_us - rep.started_us) + PAUSE_US
            self.state = replace(self.state, busy_until_us=busy_until_us)

    def forget(self, track_id: int) -> None:
        """Nobody will be this track any more."""
        self._drop_rival(track_id)
        if track_id == self.state.judged:
            self.state = SelectionState()

    def _incumbent(
        self, now_us: int, people: Mapping[int, PersonLocation]
    ) -> PersonLocation | None:
        """Who is judged; None when they have left."""
        judged = self.state.judged
        if judged is None or now_us - people[judged].place.inside_us > GONE_US:
            return None
        return people[judged]

    def _claim(self, now_us: int, track_id: int, people: Mapping[int, PersonLocation]) -> None:
        """Take note of a rep of somebody else.

        They take over from whoever has left, is at rest, or has done one rep against their many.
        """
        state, known = self.state, self._rival(track_id)
        rival = replace(known, rep_count=known.rep_count + 1)
        self._note(rival)
        outdone = state.rep_count < _MANY_REPS <= rival.rep_count
        free = self._incumbent(now_us, people) is None or now_us > state.busy_until_us or outdone
        if free:
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
