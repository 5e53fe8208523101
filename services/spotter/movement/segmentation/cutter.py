"""Cuts a stream of one person's poses into reps, one pose at a time."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from spotter.movement.segmentation.events import (
    RepAbandoned,
    RepEnded,
    RepEvent,
    RepStarted,
    SetEnded,
    SetStarted,
    WhyAbandoned,
)
from spotter.movement.segmentation.excursion import Excursion, ExcursionFilter, ExcursionState
from spotter.movement.segmentation.joint_filter import SMOOTHING_LAG_US
from spotter.movement.segmentation.movement_similarity import (
    MovementSimilarity,
    MovementSimilarityState,
)
from spotter.movement.segmentation.snapshot import from_plain, to_plain
from spotter.movement.segmentation.template import Template
from spotter.movement.segmentation.wave import Going, Turn, Wave
from spotter.movement.values.poses import Pose, PoseSeries

_FULL_REACH = 0.4
"""Reaching this far, as a ratio of the usual reach, is a rep; ..."""
_HALF_REP = 0.16
"""... within a set, less is one too, if a bad one, when it goes the same way and its reach and its
time, as ratios of the usual, have at least this product: a fidget is small or short."""
_FASTEST = 4.0
"""No rep goes this many times as fast as usual, reach over time."""
_FIRST, _IN_SET, _STOPS_SHORT = (1.0, 0.0), (0.88, 0.75), (1.1, 0.82)
"""How like the reference and like the set's other reps a rep has to be, as ratios of the usual.
Within a set, when the exercise is known, less is enough; but a rep that stops short, which might as
well be a fidget, has to be more alike."""
_WAY_BACK = (1.2, 0.9)
"""Somebody who walked or shook their arms before a rep of a set is judged by the way back alone:
half the evidence has to be better evidence."""
_SHORTEST_S = 0.4
_LONGEST_RATIO = 6.0
"""No rep takes this many times the reference's duration."""
_LONGEST_GAP_S = 3.0
_SET_OVER_S = 20.0
_LEARNING_RATE = 0.4
_REACH_LIMITS = (0.35, 2.5)


@dataclass(slots=True)
class _State:
    excursion_filter: ExcursionState
    similarity: MovementSimilarityState
    wave: Wave
    set_number: int = 1
    rep_number: int = 0
    set_started_us: int = 0
    first_us: int = 0
    """When the person was first seen, or seen again after a gap."""
    last_rep_us: int = 0
    last_us: int | None = None


class RepCutter:
    """Finds sets and reps of one exercise in one person's poses, fed in the order of capture.

    It follows the excursion, how far the joints have gone along the way that they go in the
    references. Out and back again is a rep. The same poses give the same events, however they are
    fed.
    """

    def __init__(self, template: Template) -> None:
        self._template = template
        excursion_filter = ExcursionState.of(template)
        wave = Wave(pace_s=template.duration_s)
        self._take(
            _State(
                excursion_filter,
                MovementSimilarityState.of(template, excursion_filter.joints),
                wave,
            )
        )

    def _take(self, state: _State) -> None:
        self._state = state
        self._sight = ExcursionFilter(self._template, state.excursion_filter)
        self._similarity = MovementSimilarity(
            self._template, state.excursion_filter.joints, state.similarity
        )

    def snapshot(self) -> dict[str, Any]:
        """All that the cutter knows, as plain values that JSON can hold."""
        plain: dict[str, Any] = to_plain(self._state)
        return plain

    @classmethod
    def resume(cls, template: Template, snapshot: dict[str, Any]) -> Self:
        """A cutter that goes on where the one that gave ``snapshot`` stood."""
        cutter = cls(template)
        cutter._take(from_plain(_State, snapshot))
        return cutter

    def feed(self, pose: Pose) -> list[RepEvent]:
        """Take the next pose; return what it decides, in order."""
        events = self._break_after_gap(pose.captured_us)
        sighting = self._sight.look(pose)
        if sighting is None:
            return events
        if self._state.last_us is None:
            self._state.first_us = pose.captured_us
        self._state.last_us = pose.captured_us
        events += self._follow(pose.captured_us, sighting)
        return events + self._end_set_if_over(pose.captured_us)

    def finish(self) -> list[RepEvent]:
        """Say what is left when no pose will follow."""
        return self._close() + self._end_set()

    def _close(self) -> list[RepEvent]:
        """Decide on what is open, with no more poses of it to come."""
        if self._state.wave.is_home:
            return self._settle()
        return (
            []
            if self._state.wave.going is Going.NOWHERE
            else [self._give_up(WhyAbandoned.END_UNSEEN)]
        )

    def _follow(self, now_us: int, sighting: Excursion) -> list[RepEvent]:
        started_us = self._started_us()
        turn = self._state.wave.follow(now_us, sighting.excursion)
        self._compare(now_us, turn, sighting)
        match turn:
            case Turn.LEFT:
                return [self._started()]
            case Turn.OVER:
                return self._settle()
            case Turn.GIVEN_UP:
                return [self._abandoned(started_us, WhyAbandoned.FIDGET)]
            case Turn.BEGUN_ANEW:
                return [self._abandoned(started_us, WhyAbandoned.FIDGET), self._started()]
            case Turn.CAME_BACK:
                return self._came_back()
            case _:
                return []

    def _settle(self) -> list[RepEvent]:
        events: list[RepEvent] = (
            self._count()
            if self._is_rep()
            else [self._abandoned(self._started_us(), WhyAbandoned.FIDGET)]
        )
        self._begin_next()
        return events

    def _begin_next(self) -> None:
        """The next wave begins where this one ended."""
        self._state.wave.restart()
        self._similarity.begin_at_mark()

    def _came_back(self) -> list[RepEvent]:
        state = self._state
        began_us, back_us = max(state.first_us, state.last_rep_us), self._end_us()
        name = (state.set_number, state.rep_number + 1, began_us)
        self._begin_next()
        return [RepStarted(*name), RepAbandoned(*name, WhyAbandoned.START_UNSEEN, back_us)]

    def _is_rep(self) -> bool:
        return self._goes_far() and self._in_time() and self._is_alike()

    def _goes_far(self) -> bool:
        wave, in_set = self._state.wave, self._state.rep_number > 0
        least = 0.0 if in_set else _FULL_REACH
        way, back = wave.rise / wave.reach, wave.fall / wave.reach
        farthest = _FASTEST * self._took_s() / wave.pace_s
        return min(way, back) >= least and max(way, back) <= farthest

    def _in_time(self) -> bool:
        longest_s = _LONGEST_RATIO * self._template.duration_s
        return self._shortest_s() <= self._took_s() <= longest_s

    def _shortest_s(self) -> float:
        wave = self._state.wave
        if not self._stops_short():
            return _SHORTEST_S
        reach_ratio = min(wave.rise, wave.fall) / wave.reach
        return max(_SHORTEST_S, _HALF_REP * wave.pace_s / max(reach_ratio, _HALF_REP))

    def _took_s(self) -> float:
        return (self._state.wave.end_us - self._state.wave.left_us) / 1e6

    def _stops_short(self) -> bool:
        return self._state.wave.rise < _FULL_REACH * self._state.wave.reach

    def _compare(self, now_us: int, turn: Turn | None, sighting: Excursion) -> None:
        wave = self._state.wave
        if turn is Turn.BEGUN_ANEW:
            self._similarity.begin_at_mark()
        elif wave.left_us == now_us:
            self._similarity.begin()
        elif now_us in {wave.pause_us, wave.end_us}:
            self._similarity.mark()
        if wave.going is Going.OUT and sighting.excursion >= wave.high:
            self._similarity.reach()
        self._similarity.add(sighting.swing)

    def _is_alike(self) -> bool:
        way, wave, similarity = self._state.excursion_filter.way, self._state.wave, self._similarity
        in_set = _IN_SET if self._state.rep_number else _FIRST
        ratios = _STOPS_SHORT if self._stops_short() else in_set
        alike = similarity.is_like(way, *ratios) or (
            self._may_follow_on() and similarity.comes_back_alike(way, *_WAY_BACK)
        )
        bent = similarity.bends(way, min(wave.rise, wave.fall))
        return alike and bent and similarity.is_in_place(way)

    def _may_follow_on(self) -> bool:
        """Whether it is a rep of a set, which may have begun in something else, such as a walk."""
        return self._state.rep_number > 0 and not self._stops_short()

    def _count(self) -> list[RepEvent]:
        state, wave = self._state, self._state.wave
        started_us = self._started_us()
        state.rep_number += 1
        state.last_rep_us = max(self._end_us(), started_us)
        if state.rep_number == 1:
            state.set_started_us = started_us
        ended = RepEnded(
            set_number=state.set_number,
            rep_number=state.rep_number,
            started_us=started_us,
            ended_us=state.last_rep_us,
            set_started_us=state.set_started_us,
        )
        if not self._stops_short() and self._similarity.is_like(
            state.excursion_filter.way, *_IN_SET
        ):
            reach = wave.reach + _LEARNING_RATE * (wave.rise - wave.reach)
            wave.reach = float(np.clip(reach, *_REACH_LIMITS))
            self._similarity.learn(state.excursion_filter.way, _LEARNING_RATE)
            wave.pace_s += _LEARNING_RATE * (self._took_s() - wave.pace_s)
        first = [SetStarted(state.set_number, started_us)] if state.rep_number == 1 else []
        return [*first, ended]

    def _started(self) -> RepStarted:
        state = self._state
        return RepStarted(state.set_number, state.rep_number + 1, self._started_us())

    def _abandoned(self, started_us: int, why: WhyAbandoned) -> RepAbandoned:
        state = self._state
        return RepAbandoned(state.set_number, state.rep_number + 1, started_us, why)

    def _started_us(self) -> int:
        """When the open wave began: before the smoothed signal shows it, after the last rep."""
        state = self._state
        earliest_us = max(state.first_us, state.last_rep_us)
        return max(state.wave.left_us - SMOOTHING_LAG_US, earliest_us)

    def _end_us(self) -> int:
        return self._state.wave.end_us - SMOOTHING_LAG_US

    def _give_up(self, why: WhyAbandoned) -> RepAbandoned:
        wave = self._state.wave
        far = wave.rise >= _FULL_REACH * wave.reach and self._similarity.is_like(
            self._state.excursion_filter.way, *_IN_SET
        )
        abandoned = self._abandoned(self._started_us(), why if far else WhyAbandoned.FIDGET)
        self._state.wave = self._new_wave()
        return abandoned

    def _new_wave(self) -> Wave:
        """Nothing seen yet of a person whose reach and pace are known."""
        return Wave(self._state.wave.reach, self._state.wave.pace_s)

    def _break_after_gap(self, now_us: int) -> list[RepEvent]:
        last_us = self._state.last_us
        if last_us is None or now_us - last_us <= _LONGEST_GAP_S * 1e6:
            return []
        events = self._close()
        self._state.wave = self._new_wave()
        self._state.first_us = now_us
        return events

    def _end_set_if_over(self, now_us: int) -> list[RepEvent]:
        waiting = self._state.wave.going is Going.NOWHERE
        over = now_us - self._state.last_rep_us > _SET_OVER_S * 1e6
        return self._end_set() if waiting and over else []

    def _end_set(self) -> list[RepEvent]:
        state = self._state
        if state.rep_number == 0:
            return []
        ended = SetEnded(state.set_number, state.last_rep_us)
        state.set_number, state.rep_number = state.set_number + 1, 0
        return [ended]


def cut_reps(template: Template, poses: PoseSeries) -> list[RepEnded]:
    """All reps of a whole recording, in order."""
    cutter = RepCutter(template)
    events: list[RepEvent] = []
    for captured_us, keypoints in zip(poses.captured_us, poses.keypoints, strict=True):
        events += cutter.feed(Pose(int(captured_us), keypoints))
    events += cutter.finish()
    return [event for event in events if isinstance(event, RepEnded)]
