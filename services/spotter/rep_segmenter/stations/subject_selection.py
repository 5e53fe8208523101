"""Who of the people at a station is judged. Pure: poses and their capture times alone decide.

Whoever is judged stays so against people who pass: where the place decides, another one has to be
clearly better placed for ten seconds, longer than anybody needs to walk through or to change the
plates; and nobody takes over from somebody who is doing reps. Only who has left, or is at rest,
gives way.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from spotter.movement.segmentation import RepEnded
from spotter.movement.segmentation.snapshot import from_plain, to_plain
from spotter.rep_segmenter.stations.person_location import PersonLocation
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

    def snapshot(self) -> dict[str, Any]:
        """As JSON."""
        return {"rule": self.rule.value, "zone": asdict(self.zone) if self.zone else None}

    @classmethod
    def resume(cls, snapshot: Mapping[str, Any]) -> Self:
        """Raises KeyError, TypeError or ValueError for what is none."""
        zone = snapshot["zone"]
        return cls(Judged(snapshot["rule"]), Zone(**zone) if zone else None)


@dataclass(slots=True)
class _Rival:
    """What speaks for somebody who is not judged."""

    track_id: int
    better_since_us: int | None = None
    rep_count: int = 0


@dataclass(slots=True)
class _State:
    judged: int | None = None
    rep_count: int = 0
    busy_until_us: int = 0
    rivals: list[_Rival] = field(default_factory=list)


class SubjectSelection:
    """Decides whose reps count at one station, by one rule."""

    def __init__(self, rule: Judged) -> None:
        self._rule = rule
        self._state = _State()

    def snapshot(self) -> dict[str, Any]:
        """All that it knows, as JSON."""
        plain: dict[str, Any] = to_plain(self._state)
        return plain

    @classmethod
    def resume(cls, rule: Judged, snapshot: dict[str, Any]) -> Self:
        """Raises KeyError, TypeError or ValueError for what is no snapshot."""
        selection = cls(rule)
        selection._state = from_plain(_State, snapshot)
        return selection

    def judges(self, track_id: int, people: Mapping[int, PersonLocation]) -> bool:
        """Whether what this person does counts now; ``people`` is everybody, by track."""
        is_meant = self._rule is Judged.EVERYBODY or track_id == self._state.judged
        return is_meant and people[track_id].is_inside

    def see(self, now_us: int, people: Mapping[int, PersonLocation]) -> None:
        """Look where everybody is in a frame."""
        if self._rule not in {Judged.MIDDLE, Judged.LARGEST}:
            return
        incumbent = self._incumbent(now_us, people)
        others = {
            track_id: one
            for track_id, one in people.items()
            if one.inside_us == now_us and one is not incumbent
        }
        if incumbent:
            others = {
                track_id: one
                for track_id, one in others.items()
                if self._has_been_better(track_id, one, incumbent, now_us)
            }
        if others:
            self._state = _State(max(others, key=lambda track_id: self._merit(others[track_id])))

    def hear(
        self, now_us: int, track_id: int, rep: RepEnded, people: Mapping[int, PersonLocation]
    ) -> None:
        """Take note of a rep that somebody has done."""
        if track_id != self._state.judged and self._rule is Judged.EXERCISE:
            self._claim(now_us, track_id, people)
        elif track_id == self._state.judged:
            self._state.rep_count += 1
        if track_id == self._state.judged:
            self._state.busy_until_us = rep.ended_us + (rep.ended_us - rep.started_us) + PAUSE_US

    def forget(self, track_id: int) -> None:
        """Nobody will be this track any more."""
        self._drop_rival(track_id)
        if track_id == self._state.judged:
            self._state = _State()

    def _incumbent(
        self, now_us: int, people: Mapping[int, PersonLocation]
    ) -> PersonLocation | None:
        """Who is judged; None when they have left."""
        judged = self._state.judged
        if judged is None or now_us - people[judged].inside_us > GONE_US:
            return None
        return people[judged]

    def _claim(self, now_us: int, track_id: int, people: Mapping[int, PersonLocation]) -> None:
        """Take note of a rep of somebody else.

        They take over from whoever has left, is at rest, or has done one rep against their many.
        """
        state, rival = self._state, self._rival(track_id)
        rival.rep_count += 1
        outdone = state.rep_count < _MANY_REPS <= rival.rep_count
        free = self._incumbent(now_us, people) is None or now_us > state.busy_until_us or outdone
        if free:
            self._state = _State(track_id, rival.rep_count)

    def _has_been_better(
        self, track_id: int, one: PersonLocation, incumbent: PersonLocation, now_us: int
    ) -> bool:
        if not self._is_clearly_better(one, incumbent):
            self._drop_rival(track_id)
            return False
        rival = self._rival(track_id)
        rival.better_since_us = rival.better_since_us or now_us
        is_at_rest = now_us > self._state.busy_until_us
        return is_at_rest and now_us - rival.better_since_us > BETTER_FOR_US

    def _is_clearly_better(self, one: PersonLocation, incumbent: PersonLocation) -> bool:
        if self._rule is Judged.MIDDLE:
            return incumbent.off_middle_ratio - one.off_middle_ratio > _CLEARLY_NEARER_RATIO
        return one.size_ratio > _CLEARLY_LARGER * incumbent.size_ratio

    def _merit(self, one: PersonLocation) -> float:
        return -one.off_middle_ratio if self._rule is Judged.MIDDLE else one.size_ratio

    def _rival(self, track_id: int) -> _Rival:
        for rival in self._state.rivals:
            if rival.track_id == track_id:
                return rival
        self._state.rivals.append(_Rival(track_id))
        return self._state.rivals[-1]

    def _drop_rival(self, track_id: int) -> None:
        self._state.rivals = [one for one in self._state.rivals if one.track_id != track_id]
