"""Decides whether a wave of the excursion that is over was a rep."""

from dataclasses import dataclass

from spotter.movement.segmentation.movement_similarity import MovementSimilarity
from spotter.movement.segmentation.wave import Wave

FULL_REACH = 0.4
"""An excursion this far, as a ratio of the usual reach, is a rep; ..."""
_HALF_REP = 0.16
"""... within a set a smaller one is a (bad) rep too, if it goes the same way and the product of its
reach and its duration, as ratios of the usual, is at least this: a fidget is small or short."""
_FASTEST = 4.0
"""No rep is this many times as fast as usual (reach over duration)."""
_FIRST, IN_SET, _STOPS_SHORT = (1.0, 0.0), (0.88, 0.75), (1.1, 0.82)
"""How similar to the reference and to the set's other reps a rep must be, as ratios of the usual
limits. Within a set the exercise is known, so less is enough; but a rep that stops short might be a
fidget, so it must be more similar."""
_WAY_BACK, _FIRST_WAY_BACK = (1.2, 0.9), (1.3, 0.0)
_FIRST_LONGEST_RATIO = 2.0
"""If somebody walked, shook their arms or jumped to the bar before a rep, the way back alone may
qualify, with stricter limits: it is only half the evidence. Outside a set they are stricter still,
and the whole must not take longer than this ratio of the reference's duration."""
_SHORTEST_S = 0.4
_LONGEST_RATIO = 6.0
"""No rep takes this many times the reference's duration."""
_HIDDEN_S = 0.25
_HIDDEN = (0.8, 0.6)
"""A turning point may be missed in a gap this long: how far the wave went is then unknown, and the
little that is seen must be less similar, within a set."""


@dataclass(frozen=True, slots=True)
class RepCriteria:
    """What is known of a wave when it is over.

    ``way`` is the index of the followed way, ``usual_s`` the reference's duration, ``in_set``
    whether a rep of the set is known, ``gap_s`` the longest time for which nobody was seen in it.
    """

    wave: Wave
    similarity: MovementSimilarity
    way: int
    usual_s: float
    in_set: bool
    gap_s: float

    @property
    def is_rep(self) -> bool:
        """Whether it went far, in a possible time, along the exercise's way."""
        return self._goes_far() and self._in_time() and self._is_similar()

    @property
    def is_typical(self) -> bool:
        """Whether the person's usual reps may be learned from it."""
        return not (self._stops_short or self._was_hidden) and self._goes_the_way(IN_SET)

    @property
    def took_s(self) -> float:
        """The seconds from the wave's start to its end."""
        return (self.wave.end_us - self.wave.left_us) / 1e6

    @property
    def _was_hidden(self) -> bool:
        return self.gap_s > _HIDDEN_S

    @property
    def _stops_short(self) -> bool:
        return self.wave.rise < FULL_REACH * self.wave.reach and not self._was_hidden

    def _goes_the_way(self, ratios: tuple[float, float]) -> bool:
        return self.similarity.is_similar(self.way, *ratios)

    def _goes_far(self) -> bool:
        wave = self.wave
        least = 0.0 if self.in_set else FULL_REACH
        way, back = wave.rise / wave.reach, wave.fall / wave.reach
        return min(way, back) >= least and max(way, back) <= _FASTEST * self.took_s / wave.pace_s

    def _in_time(self) -> bool:
        return self._shortest_s() <= self.took_s <= _LONGEST_RATIO * self.usual_s

    def _shortest_s(self) -> float:
        wave = self.wave
        if not self._stops_short:
            return _SHORTEST_S
        reach_ratio = min(wave.rise, wave.fall) / wave.reach
        return max(_SHORTEST_S, _HALF_REP * wave.pace_s / max(reach_ratio, _HALF_REP))

    def _is_similar(self) -> bool:
        rise = min(self.wave.rise, self.wave.fall)
        whole = self._goes_the_way(self._ratios) and self.similarity.bends(self.way, rise)
        return (whole or self._follows_on()) and self.similarity.is_in_place(self.way)

    @property
    def _ratios(self) -> tuple[float, float]:
        if self._stops_short:
            return _STOPS_SHORT
        if not self.in_set:
            return _FIRST
        return _HIDDEN if self._was_hidden else IN_SET

    def _follows_on(self) -> bool:
        """Whether it is a rep that follows on from something else, such as a walk."""
        soon = self.took_s <= _FIRST_LONGEST_RATIO * self.usual_s
        if self._stops_short or not (self.in_set or soon):
            return False
        ratios = _WAY_BACK if self.in_set else _FIRST_WAY_BACK
        return self.similarity.way_back_is_similar(
            self.way, *ratios
        ) and self.similarity.way_back_bends(self.way, self.wave.fall)
