"""Cuts a stream of one person's poses into reps, one pose at a time."""

from dataclasses import replace

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
from spotter.movement.segmentation.handling.handling import Handling
from spotter.movement.segmentation.joint_filter import SMOOTHING_LAG_US
from spotter.movement.segmentation.movement_similarity import MovementSimilarity
from spotter.movement.segmentation.rep_criteria import FULL_REACH, IN_SET, RepCriteria
from spotter.movement.segmentation.template import Template
from spotter.movement.segmentation.wave import Wave
from spotter.movement.segmentation.wave_state import Going, WaveEvent, WaveState
from spotter.movement.values import Pose, PoseSeries

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
        self._gap_s, self._halted_rep = state.gap_s, state.halted_rep
        self._handling = Handling(template.grip, state.handling)

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
            gap_s=self._gap_s,
            halted_rep=self._halted_rep,
            handling=self._handling.state,
        )

    def feed(self, pose: Pose) -> list[RepEvent]:
        """Take the next pose; return the resulting events, in order."""
        events = self._break_after_gap(pose.captured_us)
        current = self._excursion_filter.update(pose, self._similarity.swung)
        self._wave.rescale(self._excursion_filter.rescaled)
        self._handling.update(pose, self._excursion_filter.joints.state.size_px)
        if current is None:
            return events
        if self._last_us is None:
            self._first_us = self._last_us = pose.captured_us
        self._gap_s = max(self._gap_s, (pose.captured_us - self._last_us) / 1e6)
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
        started_us, stop_us = self._started_us(), self._wave.stop_us
        event = self._wave.update(now_us, current.excursion, in_set=self._rep_number > 0)
        if self._wave.stop_us != stop_us:
            self._similarity.stop_at_mark()
        self._compare(now_us, event, current)
        if event is WaveEvent.HALTED:
            self._halted_rep = self._criteria.is_rep
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
        events = self._begin_where_it_ended()
        if self._is_handling_until(self._end_us()):
            events.append(self._abandoned(self._started_us(), WhyAbandoned.HANDLING))
        elif self._criteria.is_rep or self._halted_as_rep:
            events += self._count()
        else:
            events.append(self._abandoned(self._started_us(), WhyAbandoned.FIDGET))
        self._begin_next()
        return events

    def _is_handling_until(self, ended_us: int) -> bool:
        """Whether the open wave, if it ends then, only picks equipment up or puts it down."""
        return self._handling.is_handling(self._started_us(), ended_us)

    @property
    def _halted_as_rep(self) -> bool:
        """Whether it was a rep when it halted where it ended: later movement is not part of it."""
        return self._halted_rep and self._wave.halted_us == self._wave.end_us

    def _begin_where_it_ended(self) -> list[RepEvent]:
        """Give up what only led to where the wave began, if it began at a stop."""
        opened_us = self._started_us()
        if not self._wave.begin_where_it_ended():
            return []
        self._similarity.begin_at_stop()
        self._halted_rep = False
        return [self._abandoned(opened_us, WhyAbandoned.FIDGET), self._started()]

    @property
    def _criteria(self) -> RepCriteria:
        return RepCriteria(
            self._wave,
            self._similarity,
            self._excursion_filter.way,
            self._template.duration_s,
            in_set=self._rep_number > 0,
            gap_s=self._gap_s,
        )

    def _begin_next(self) -> None:
        """Begin the next wave where this one ended."""
        self._wave.restart()
        self._similarity.begin_at_mark()
        self._gap_s = 0.0

    def _came_back(self) -> list[RepEvent]:
        began_us, back_us = max(self._first_us, self._last_rep_us), self._end_us()
        name = (self._set_number, self._rep_number + 1, began_us)
        self._begin_next()
        return [RepStarted(*name), RepAbandoned(*name, WhyAbandoned.START_UNSEEN, back_us)]

    def _compare(self, now_us: int, event: WaveEvent | None, current: Excursion) -> None:
        wave = self._wave
        if event is WaveEvent.RESTARTED:
            self._similarity.begin_at_mark()
        elif wave.left_us == now_us:
            self._similarity.begin()
            self._gap_s = 0.0
        elif now_us in {wave.pause_us, wave.end_us}:
            self._similarity.mark()
        if wave.going is Going.OUT and current.excursion >= wave.high:
            self._similarity.reach()
        self._similarity.add(current.swing)

    def _count(self) -> list[RepEvent]:
        wave, criteria = self._wave, self._criteria
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
        if criteria.is_typical:
            reach = wave.reach + _LEARNING_RATE * (wave.rise - wave.reach)
            wave.reach = float(np.clip(reach, *_REACH_LIMITS))
            self._similarity.learn(self._excursion_filter.way, _LEARNING_RATE)
            wave.pace_s += _LEARNING_RATE * (criteria.took_s - wave.pace_s)
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
        far = wave.rise >= FULL_REACH * wave.reach and self._similarity.is_similar(
            self._excursion_filter.way, *IN_SET
        )
        abandoned = self._abandoned(self._started_us(), why if far else WhyAbandoned.FIDGET)
        if far and self._rep_number > 0 and not self._is_handling_until(self._last_us or 0):
            abandoned = replace(abandoned, lost=self._lose())
        self._wave = self._new_wave()
        return abandoned

    def _lose(self) -> RepEnded:
        """Number the open rep, which ends where the person was last seen."""
        ended = RepEnded(
            set_number=self._set_number,
            rep_number=self._rep_number + 1,
            started_us=self._started_us(),
            ended_us=self._last_us or 0,
            set_started_us=self._set_started_us,
        )
        self._rep_number, self._last_rep_us = ended.rep_number, ended.ended_us
        return ended

    def _new_wave(self) -> Wave:
        """A wave of which nothing is seen yet, with the person's known reach and pace."""
        return Wave(WaveState(self._wave.reach, self._wave.pace_s))

    def _break_after_gap(self, now_us: int) -> list[RepEvent]:
        last_us = self._last_us
        if last_us is None or now_us - last_us <= _LONGEST_GAP_S * 1e6:
            return []
        events = self._close()
        self._wave = self._new_wave()
        self._first_us, self._last_us, self._gap_s = now_us, now_us, 0.0
        return events

    def _end_set_if_over(self, now_us: int) -> list[RepEvent]:
        waiting = self._wave.going is Going.NOWHERE
        over = waiting and now_us - self._last_rep_us > _SET_OVER_S * 1e6
        is_down = self._handling.ends_set and (
            waiting or self._handling.is_apart(self._started_us(), now_us)
        )
        return self._end_set() if over or is_down else []

    def _end_set(self) -> list[RepEvent]:
        self._handling.end_set()
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
