"""Cuts a stream of one person's poses into reps, one pose at a time."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

import numpy as np

from movement.normalise import Coordinates
from movement.poses import Pose, PoseSeries
from movement.reps.events import RepAbandoned, RepEnded, RepEvent, RepStarted, SetEnded, SetStarted
from movement.reps.sight import SMOOTHING_LAG_US, Sight, SightState
from movement.reps.template import Template, movement_along
from movement.reps.wave import Going, Wave

_FULL_REACH = 0.5
"""Reaching this far, as a ratio of the usual reach, is a rep; ..."""
_HALF_REACH = 0.18
"""... within a set, already this far is one, if a bad one."""
_SAME_WAY = 0.66
"""The smallest share of the movement along the exercise's way, relative to the reference's; ..."""
_HALF_SAME_WAY = 0.6
"""... of a rep that stops short. It counts within a set only, when the exercise is known."""
_SHORTEST_S = 0.4
_LONGEST_RATIO = 6.0
"""No rep takes this many times the reference's duration."""
_LONGEST_GAP_S = 3.0
_SET_OVER_S = 20.0
_LEARNING_RATE = 0.3
_REACH_LIMITS = (0.6, 1.6)


@dataclass(slots=True)
class _State:
    sight: SightState = field(default_factory=SightState)
    wave: Wave = field(default_factory=Wave)
    set_number: int = 1
    rep_number: int = 0
    last_rep_us: int = 0
    last_us: int | None = None
    start_pose: list[list[float]] | None = None
    moved_along: float = 0.0
    moved: float = 0.0
    """Sums since the rep began, over its poses: along the exercise's way, and in all."""


class RepCutter:
    """Finds sets and reps of one exercise in one person's poses, fed in the order of capture.

    It follows the excursion, how far a pose is along the way from the reference's rest position to
    its turning point. Out and back again, in the reference's direction, is a rep. The same poses
    give the same events, however they are fed.
    """

    def __init__(self, template: Template) -> None:
        self._template = template
        self._take(_State())

    def _take(self, state: _State) -> None:
        self._state = state
        self._sight = Sight(self._template, state.sight)

    def snapshot(self) -> dict[str, object]:
        """All that the cutter knows, as plain values that JSON can hold."""
        return asdict(self._state)

    @classmethod
    def resume(cls, template: Template, snapshot: dict[str, Any]) -> Self:
        """A cutter that goes on where the one that gave ``snapshot`` stood."""
        cutter = cls(template)
        sight, wave = dict(snapshot["sight"]), dict(snapshot["wave"])
        sight["torsos"] = [(when_us, length) for when_us, length in sight["torsos"]]
        wave["recent"] = [(when_us, value) for when_us, value in wave["recent"]]
        wave["going"] = Going(wave["going"])
        rest = {name: value for name, value in snapshot.items() if name not in {"sight", "wave"}}
        cutter._take(_State(sight=SightState(**sight), wave=Wave(**wave), **rest))
        return cutter

    def feed(self, pose: Pose) -> list[RepEvent]:
        """Take the next pose; return what it decides, in order."""
        events = self._break_after_gap(pose.captured_us)
        seen = self._sight.look(pose)
        if seen is None:
            return events
        excursion, coordinates = seen
        self._state.last_us = pose.captured_us
        events += self._follow(pose.captured_us, excursion, coordinates)
        return events + self._end_set_if_over(pose.captured_us)

    def finish(self) -> list[RepEvent]:
        """Say what is left when no pose will follow."""
        return self._close() + self._end_set()

    def _close(self) -> list[RepEvent]:
        """Decide on what is open, with no more poses of it to come."""
        if self._state.wave.is_back:
            return self._settle()
        return [] if self._state.wave.going is Going.NOWHERE else self._abandon()

    def _follow(self, now_us: int, excursion: float, coordinates: Coordinates) -> list[RepEvent]:
        state, wave = self._state, self._state.wave
        before, started_us = wave.going, self._started_us()
        over = wave.follow(now_us, excursion)
        self._add_up(coordinates, starts=wave.left_us == now_us)
        if over:
            return self._settle()
        if before is Going.NOWHERE and wave.going is Going.OUT:
            return [RepStarted(state.set_number, state.rep_number + 1, self._started_us())]
        if before is not Going.NOWHERE and wave.going is Going.NOWHERE:
            return [RepAbandoned(state.set_number, state.rep_number + 1, started_us)]
        return []

    def _settle(self) -> list[RepEvent]:
        is_rep = self._is_rep()
        events: list[RepEvent] = [*self._count()] if is_rep else [self._abandoned()]
        self._state.wave.restart()
        return events

    def _is_rep(self) -> bool:
        wave, in_set = self._state.wave, self._state.rep_number > 0
        least = (_HALF_REACH if in_set else _FULL_REACH) * wave.reach
        far = min(wave.rise, wave.fall) >= least
        took_s = (wave.end_us - wave.left_us) / 1e6
        in_time = _SHORTEST_S <= took_s <= _LONGEST_RATIO * self._template.duration_s
        return far and in_time and self._moved_like_the_reference()

    def _stops_short(self) -> bool:
        return self._state.wave.rise < _FULL_REACH * self._state.wave.reach

    def _add_up(self, coordinates: Coordinates, *, starts: bool) -> None:
        state = self._state
        if starts or state.start_pose is None:
            state.start_pose = coordinates.tolist()
            state.moved_along = state.moved = 0.0
            return
        displacement = coordinates - np.array(state.start_pose, dtype=np.float64)
        moved_along, moved = movement_along(displacement, self._template.axis)
        state.moved_along += moved_along
        state.moved += moved

    def _moved_like_the_reference(self) -> bool:
        share = np.sqrt(self._state.moved_along / self._state.moved) if self._state.moved else 0.0
        needed = _HALF_SAME_WAY if self._stops_short() else _SAME_WAY
        return bool(share >= needed * self._template.straightness)

    def _count(self) -> list[RepEvent]:
        state, wave = self._state, self._state.wave
        started_us = self._started_us()
        state.rep_number += 1
        state.last_rep_us = max(wave.end_us - SMOOTHING_LAG_US, started_us)
        ended = RepEnded(state.set_number, state.rep_number, started_us, state.last_rep_us)
        if not self._stops_short():
            reach = wave.reach + _LEARNING_RATE * (wave.rise - wave.reach)
            wave.reach = float(np.clip(reach, *_REACH_LIMITS))
        first = [SetStarted(state.set_number, started_us)] if state.rep_number == 1 else []
        return [*first, ended]

    def _abandoned(self) -> RepAbandoned:
        state = self._state
        return RepAbandoned(state.set_number, state.rep_number + 1, self._started_us())

    def _started_us(self) -> int:
        """When the open wave began: before the smoothed signal shows it, after the last rep."""
        return max(self._state.wave.left_us - SMOOTHING_LAG_US, self._state.last_rep_us)

    def _abandon(self) -> list[RepEvent]:
        abandoned = self._abandoned()
        self._state.wave = Wave(reach=self._state.wave.reach)
        return [abandoned]

    def _break_after_gap(self, now_us: int) -> list[RepEvent]:
        last_us = self._state.last_us
        if last_us is None or now_us - last_us <= _LONGEST_GAP_S * 1e6:
            return []
        events = self._close()
        self._state.wave = Wave(reach=self._state.wave.reach)
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
