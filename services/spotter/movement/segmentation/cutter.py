"""Cuts a stream of one person's poses into reps, one pose at a time."""

import numpy as np

from spotter.movement.segmentation.cutter_state import CutterState
from spotter.movement.segmentation.events import (
    RepAbandoned,
    RepEnded,
    RepEvent,
    RepStarted,
    SetEnded,
    SetStarted,
    WhyAbandoned,
)
from spotter.movement.segmentation.excursion import Excursion, ExcursionFilter
from spotter.movement.segmentation.joint_filter import SMOOTHING_LAG_US
from spotter.movement.segmentation.movement_similarity import MovementSimilarity
from spotter.movement.segmentation.template import Template
from spotter.movement.segmentation.wave import Going, Wave, WaveEvent, WaveState
from spotter.movement.values import Pose, PoseSeries

_FULL_REACH = 0.4
"""An excursion this far, as a ratio of the usual reach, is a rep; ..."""
_HALF_REP = 0.16
"""... within a set a smaller one is a (bad) rep too, if it goes the same way and the product of its
reach and its duration, as ratios of the usual, is at least this: a fidget is small or short."""
_FASTEST = 4.0
"""No rep is this many times as fast as usual (reach over duration)."""
_FIRST, _IN_SET, _STOPS_SHORT = (1.0, 0.0), (0.88, 0.75), (1.1, 0.82)
"""How similar to the reference and to the set's other reps a rep must be, as ratios of the usual
limits. Within a set the exercise is known, so less is enough; but a rep that stops short might be a
fidget, so it must be more similar."""
_WAY_BACK = (1.2, 0.9)
"""If somebody walked or shook their arms before a rep of a set, the way back alone may qualify,
with stricter limits: it is only half the evidence."""
_SHORTEST_S = 0.4
_LONGEST_RATIO = 6.0
"""No rep takes this many times the reference's duration."""
_LONGEST_GAP_S = 3.0
_SET_OVER_S = 20.0
_LEARNING_RATE = 0.4
_REACH_LIMITS = (0.35, 2.5)


class RepCutter:
    """Finds sets and reps of one exercise in one person's poses, fed in the order of capture.

    It follows the excursion: how far the joints have moved along their way in the references. Out
    and back again is a rep. The same poses always give the same events: a cutter that starts from
    the ``state`` of another continues exactly where that stopped, to the bit.

    Raises :class:`MovementError` for a state that belongs to another template.
    """

    def __init__(self, template: Template, state: CutterState | None = None) -> None:
        state = state or CutterState.of(template)
        state.check_template(template)
        self._template = template
        self._excursion_filter = ExcursionFilter(template, state.excursion_filter)
        self._similarity = MovementSimilarity(
            template, self._excursion_filter.joints, state.similarity
        )
        self._wave = Wave(state.wave)
        self._set_number, self._rep_number = state.set_number, state.rep_number
        self._first_us, self._last_us = state.first_us, state.last_us
        self._set_started_us, self._last_rep_us = state.set_started_us, state.last_rep_us

    @property
    def state(self) -> CutterState:
        """A snapshot of the cutter; later poses do not change it."""
        return CutterState(
            self._excursion_filter.state,
            self._similarity.state,
            self._wave.state,
            set_number=self._set_number,
            rep_number=self._rep_number,
            first_us=self._first_us,
            set_started_us=self._set_started_us,
            last_rep_us=self._last_rep_us,
            last_us=self._last_us,
        )

    def feed(self, pose: Pose) -> list[RepEvent]:
        """Take the next pose; return the resulting events, in order."""
        events = self._break_after_gap(pose.captured_us)
        current = self._excursion_filter.update(pose)
        self._wave.rescale(self._excursion_filter.rescaled)
        if current is None:
            return events
        if self._last_us is None:
            self._first_us = pose.captured_us
        self._last_us = pose.captured_us
        events += self._follow(pose.captured_us, current)
        return events + self._end_set_if_over(pose.captured_us)

    def finish(self) -> list[RepEvent]:
        """The remaining events, when no more poses will follow."""
        return self._close() + self._end_set()

    def _close(self) -> list[RepEvent]:
        """Decide on the open wave, when no more poses of it will come."""
        if self._wave.counts_as_over:
            return self._settle()
        return [] if self._wave.going is Going.NOWHERE else [self._give_up(WhyAbandoned.END_UNSEEN)]

    def _follow(self, now_us: int, current: Excursion) -> list[RepEvent]:
        started_us = self._started_us()
        event = self._wave.update(now_us, current.excursion)
        self._compare(now_us, event, current)
        match event:
            case WaveEvent.STARTED:
                return [self._started()]
            case WaveEvent.ENDED:
                return self._settle()
            case WaveEvent.ABANDONED:
                return [self._abandoned(started_us, WhyAbandoned.FIDGET)]
            case WaveEvent.RESTARTED:
                return [self._abandoned(started_us, WhyAbandoned.FIDGET), self._started()]
            case WaveEvent.RETURNED:
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
        """Begin the next wave where this one ended."""
        self._wave.restart()
        self._similarity.begin_at_mark()

    def _came_back(self) -> list[RepEvent]:
        began_us, back_us = max(self._first_us, self._last_rep_us), self._end_us()
        name = (self._set_number, self._rep_number + 1, began_us)
        self._begin_next()
        return [RepStarted(*name), RepAbandoned(*name, WhyAbandoned.START_UNSEEN, back_us)]

    def _is_rep(self) -> bool:
        return self._goes_far() and self._in_time() and self._is_similar()

    def _goes_far(self) -> bool:
        wave, in_set = self._wave, self._rep_number > 0
        least = 0.0 if in_set else _FULL_REACH
        way, back = wave.rise / wave.reach, wave.fall / wave.reach
        farthest = _FASTEST * self._took_s() / wave.pace_s
        return min(way, back) >= least and max(way, back) <= farthest

    def _in_time(self) -> bool:
        longest_s = _LONGEST_RATIO * self._template.duration_s
        return self._shortest_s() <= self._took_s() <= longest_s

    def _shortest_s(self) -> float:
        wave = self._wave
        if not self._stops_short():
            return _SHORTEST_S
        reach_ratio = min(wave.rise, wave.fall) / wave.reach
        return max(_SHORTEST_S, _HALF_REP * wave.pace_s / max(reach_ratio, _HALF_REP))

    def _took_s(self) -> float:
        return (self._wave.end_us - self._wave.left_us) / 1e6

    def _stops_short(self) -> bool:
        return self._wave.rise < _FULL_REACH * self._wave.reach

    def _compare(self, now_us: int, event: WaveEvent | None, current: Excursion) -> None:
        wave = self._wave
        if event is WaveEvent.RESTARTED:
            self._similarity.begin_at_mark()
        elif wave.left_us == now_us:
            self._similarity.begin()
        elif now_us in {wave.pause_us, wave.end_us}:
            self._similarity.mark()
        if wave.going is Going.OUT and current.excursion >= wave.high:
            self._similarity.reach()
        self._similarity.add(current.swing)

    def _is_similar(self) -> bool:
        way, wave, similarity = self._excursion_filter.way, self._wave, self._similarity
        in_set = _IN_SET if self._rep_number else _FIRST
        ratios = _STOPS_SHORT if self._stops_short() else in_set
        alike = similarity.is_similar(way, *ratios) or (
            self._may_follow_on() and similarity.way_back_is_similar(way, *_WAY_BACK)
        )
        bent = similarity.bends(way, min(wave.rise, wave.fall))
        return alike and bent and similarity.is_in_place(way)

    def _may_follow_on(self) -> bool:
        """Whether the rep may follow on from something else, such as a walk, within a set."""
        return self._rep_number > 0 and not self._stops_short()

    def _count(self) -> list[RepEvent]:
        wave = self._wave
        started_us = self._started_us()
        self._rep_number += 1
        self._last_rep_us = max(self._end_us(), started_us)
        if self._rep_number == 1:
            self._set_started_us = started_us
        ended = RepEnded(
            set_number=self._set_number,
            rep_number=self._rep_number,
            started_us=started_us,
            ended_us=self._last_rep_us,
            set_started_us=self._set_started_us,
        )
        if not self._stops_short() and self._similarity.is_similar(
            self._excursion_filter.way, *_IN_SET
        ):
            reach = wave.reach + _LEARNING_RATE * (wave.rise - wave.reach)
            wave.reach = float(np.clip(reach, *_REACH_LIMITS))
            self._similarity.learn(self._excursion_filter.way, _LEARNING_RATE)
            wave.pace_s += _LEARNING_RATE * (self._took_s() - wave.pace_s)
        first = [SetStarted(self._set_number, started_us)] if self._rep_number == 1 else []
        return [*first, ended]

    def _started(self) -> RepStarted:
        return RepStarted(self._set_number, self._rep_number + 1, self._started_us())

    def _abandoned(self, started_us: int, why: WhyAbandoned) -> RepAbandoned:
        return RepAbandoned(self._set_number, self._rep_number + 1, started_us, why)

    def _started_us(self) -> int:
        """When the open wave began: earlier by the smoothing lag, but not before the last rep."""
        earliest_us = max(self._first_us, self._last_rep_us)
        return max(self._wave.left_us - SMOOTHING_LAG_US, earliest_us)

    def _end_us(self) -> int:
        return self._wave.end_us - SMOOTHING_LAG_US

    def _give_up(self, why: WhyAbandoned) -> RepAbandoned:
        wave = self._wave
        far = wave.rise >= _FULL_REACH * wave.reach and self._similarity.is_similar(
            self._excursion_filter.way, *_IN_SET
        )
        abandoned = self._abandoned(self._started_us(), why if far else WhyAbandoned.FIDGET)
        self._wave = self._new_wave()
        return abandoned

    def _new_wave(self) -> Wave:
        """A wave of which nothing is seen yet, with the person's known reach and pace."""
        return Wave(WaveState(self._wave.reach, self._wave.pace_s))

    def _break_after_gap(self, now_us: int) -> list[RepEvent]:
        last_us = self._last_us
        if last_us is None or now_us - last_us <= _LONGEST_GAP_S * 1e6:
            return []
        events = self._close()
        self._wave = self._new_wave()
        self._first_us = now_us
        return events

    def _end_set_if_over(self, now_us: int) -> list[RepEvent]:
        waiting = self._wave.going is Going.NOWHERE
        over = now_us - self._last_rep_us > _SET_OVER_S * 1e6
        return self._end_set() if waiting and over else []

    def _end_set(self) -> list[RepEvent]:
        if self._rep_number == 0:
            return []
        ended = SetEnded(self._set_number, self._last_rep_us)
        self._set_number, self._rep_number = self._set_number + 1, 0
        return [ended]


def cut_reps(template: Template, poses: PoseSeries) -> list[RepEnded]:
    """All reps of a whole recording, in order.

    >>> import numpy as np
    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> from spotter.movement.segmentation import learn_template
    >>> from spotter.movement.segmentation.reference_recording import make_reference
    >>> template = learn_template(make_reference("squat", poses))
    >>> [(rep.set_number, rep.rep_number) for rep in cut_reps(template, poses)]
    [(1, 1), (1, 2), (1, 3)]
    """
    cutter = RepCutter(template)
    events: list[RepEvent] = []
    for pose in poses.each():
        events += cutter.feed(pose)
    events += cutter.finish()
    return [event for event in events if isinstance(event, RepEnded)]
