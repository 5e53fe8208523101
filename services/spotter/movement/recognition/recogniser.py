"""Which exercise a person is doing: what was found of each candidate, weighed over several reps.

Reps of every candidate are cut side by side. What is done stays the same for a while, so the reps
speak together: each moment in which any candidate had a rep counts for or against every candidate,
by the mismatch of its own rep there, or as much against it as can be where it had none.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np

from spotter.movement.recognition.recogniser_state import (
    MOST_AGAINST,
    CandidateState,
    Counted,
    FoundRep,
    RecogniserState,
)
from spotter.movement.recognition.rep_recognition import Candidate, Recognition, checked
from spotter.movement.segmentation import CutterState, RepCutter, RepEnded, RepEvent, cut_reps
from spotter.movement.values.errors import MovementError
from spotter.movement.values.poses import Pose, PoseSeries

_REPS_ALIKE = 0.5
"""Reps of one person before one camera say much the same: the correlation of what they say."""
_MEMORY_US = 15_000_000
_SETTLED_US = 300_000
"""Candidates whose rep ends a little later are heard too."""
_CLEARLY = 0.7
"""What was recognised stays so until something else is as likely as this."""
_KEPT_US = 30_000_000
"""Of a rep that takes longer, this much is looked at."""


@dataclass(frozen=True, slots=True)
class RecognisedRep:
    """A rep of what the person is doing, and how sure that is by now.

    Its numbers count what has been reported: another exercise is another set.
    """

    rep: RepEnded
    exercise: str
    recognition: Recognition


def recognise(poses: PoseSeries, candidates: Sequence[Candidate]) -> Recognition:
    """Which one exercise a whole recording shows; none when there is no rep of any.

    Raises :class:`MovementError` for two candidates of one name.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> from spotter.movement.segmentation.reference_recording import make_reference
    >>> from spotter.movement.values.exercise import Exercise
    >>> squat = Candidate.of(Exercise((make_reference("squat", poses),)))
    >>> recognise(poses, [squat]).exercise
    'squat'
    """
    return weigh(
        {
            one.name: [FoundRep.of(rep, poses, one) for rep in cut_reps(one.template, poses)]
            for one in checked(candidates)
        }
    )


def weigh(found: Mapping[str, Sequence[FoundRep]]) -> Recognition:
    """What the reps that were found of each candidate say together."""
    reps = [one.rep for of_one in found.values() for one in of_one]
    edges_us = np.unique([edge for rep in reps for edge in (rep.started_us, rep.ended_us)])
    if len(edges_us) < 2:
        return Recognition.by_odds(dict.fromkeys(found, 0.0))
    middles_us, lengths_us = (edges_us[1:] + edges_us[:-1]) / 2, np.diff(edges_us)
    moving = np.zeros(len(middles_us), dtype=np.bool_)
    log_odds = {name: np.full(len(middles_us), -MOST_AGAINST) for name in found}
    for name, of_one in found.items():
        for one in of_one:
            within = (one.rep.started_us < middles_us) & (middles_us < one.rep.ended_us)
            moving |= within
            log_odds[name][within] = one.log_odds
    weights = np.where(moving, lengths_us, 0)
    means = {name: float(np.average(each, weights=weights)) for name, each in log_odds.items()}
    count = len(found[max(means, key=lambda name: means[name])])
    count_as = count / (1 + _REPS_ALIKE * (count - 1)) if count else 1.0
    return Recognition.by_odds(
        {name: exp(count_as * means[name]) if found[name] else 0.0 for name in found}
    )


class Recogniser:
    """Cuts one person's poses, fed in the order of capture, into reps of whatever is being done.

    A rep is reported as soon as it is clear what it is one of: with the first reps of a set that
    may be later than it ended.

    Raises :class:`MovementError` for two candidates of one name.
    """

    def __init__(
        self, candidates: Sequence[Candidate], state: RecogniserState | None = None
    ) -> None:
        self._candidates = {one.name: one for one in checked(candidates)}
        state = state or _at_first(self._candidates)
        if set(state.candidates) != set(self._candidates):
            raise MovementError(
                f"a recogniser of {sorted(self._candidates)} remembers as many; "
                f"found {sorted(state.candidates)}"
            )
        known = [(one, state.candidates[name]) for name, one in self._candidates.items()]
        self._cutters = {one.name: RepCutter(one.template, of.cutter) for one, of in known}
        self._found = {one.name: list(of.found) for one, of in known}
        self._poses = deque(state.poses.each())
        self._counted, self._recognition = state.counted, state.recognition
        self._decide_us, self._reported_us = state.decide_us, state.reported_us

    @property
    def state(self) -> RecogniserState:
        """All that the recogniser knows. Poses that follow do not change it."""
        return RecogniserState(
            {
                name: CandidateState(self._cutters[name].state, tuple(self._found[name]))
                for name in self._candidates
            },
            PoseSeries.of(list(self._poses)),
            self._counted,
            self._recognition,
            self._decide_us,
            self._reported_us,
        )

    @property
    def recognition(self) -> Recognition:
        """What the person is doing, as the reps of the last 15 seconds tell."""
        return self._recognition

    def feed(self, pose: Pose) -> list[RecognisedRep]:
        """Take the next pose; return the reps that have become clear, in order."""
        self._poses.append(pose)
        self._forget(pose.captured_us)
        for name, cutter in self._cutters.items():
            self._accept(name, cutter.feed(pose), pose.captured_us)
        if self._decide_us is None or pose.captured_us < self._decide_us:
            return []
        return self._decide()

    def finish(self) -> list[RecognisedRep]:
        """The reps that are left when no pose will follow."""
        if not self._poses:
            return []
        now_us = self._poses[-1].captured_us
        for name, cutter in self._cutters.items():
            self._accept(name, cutter.finish(), now_us)
        return [] if self._decide_us is None else self._decide()

    def _accept(self, name: str, events: list[RepEvent], now_us: int) -> None:
        for event in events:
            if isinstance(event, RepEnded):
                series = PoseSeries.of(self._since(event.started_us))
                self._found[name].append(FoundRep.of(event, series, self._candidates[name]))
                self._decide_us = self._decide_us or now_us + _SETTLED_US

    def _since(self, started_us: int) -> list[Pose]:
        return [pose for pose in self._poses if pose.captured_us >= started_us]

    def _decide(self) -> list[RecognisedRep]:
        self._decide_us = None
        latest, before = weigh(self._found), self._recognition.exercise
        is_clear = latest.exercise == before or latest.confidence >= _CLEARLY
        if before and self._found[before] and not is_clear:
            latest = Recognition(before, latest.shares[before], latest.shares)
        self._recognition = latest
        return self._report(latest)

    def _forget(self, now_us: int) -> None:
        """What is long past says nothing of what is being done now."""
        while now_us - self._poses[0].captured_us > _KEPT_US:
            self._poses.popleft()
        if not any(self._found.values()):
            return
        for name, of_one in self._found.items():
            kept = [one for one in of_one if now_us - one.rep.ended_us <= _MEMORY_US]
            self._found[name] = kept
        if not any(self._found.values()):
            self._recognition = weigh(self._found)

    def _report(self, latest: Recognition) -> list[RecognisedRep]:
        exercise = latest.exercise
        if exercise is None:
            return []
        reps = [
            one.rep
            for one in self._found[exercise]
            if self._reported_us is None or one.rep.started_us >= self._reported_us
        ]
        if reps:
            self._reported_us = reps[-1].ended_us
        return [RecognisedRep(self._numbered(exercise, rep), exercise, latest) for rep in reps]

    def _numbered(self, exercise: str, rep: RepEnded) -> RepEnded:
        self._counted = self._counted.plus(exercise, rep)
        return replace(
            rep,
            set_number=self._counted.set_number,
            rep_number=self._counted.rep_number,
            set_started_us=self._counted.set_started_us,
        )


def _at_first(candidates: Mapping[str, Candidate]) -> RecogniserState:
    """Of a person who has not been seen yet."""
    return RecogniserState(
        {
            name: CandidateState(CutterState.of(one.template), ())
            for name, one in candidates.items()
        },
        PoseSeries.of([]),
        Counted(),
        weigh(dict.fromkeys(candidates, ())),
        decide_us=None,
        reported_us=None,
    )
