"""Recognises which exercise a person is doing, from the reps found of each candidate.

Reps of all candidates are cut in parallel. People keep to an exercise for a while, so several reps
count together: each moment in which any candidate has a rep counts for or against every candidate,
by the mismatch of its own rep at that moment, or by the maximum against it if it has none. An
exercise that is expected, as the next one of a workout, has a head start over the others.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np

from spotter.movement.recognition.recogniser_state import (
    MAX_LOG_ODDS_AGAINST,
    CandidateState,
    FoundRep,
    RecogniserState,
    RepCount,
)
from spotter.movement.recognition.rep_recognition import Candidate, Recognition, checked
from spotter.movement.segmentation import CutterState, RepCutter, RepEnded, RepEvent, cut_reps
from spotter.movement.values import MovementError, Pose, PoseSeries

_REPS_ALIKE = 0.5
"""The correlation between the evidence of one person's reps in front of one camera."""
_MEMORY_US = 15_000_000
_SETTLED_US = 300_000
"""The delay of a decision, so that candidates whose rep ends a little later count too."""
_CLEARLY = 0.7
"""The recognised exercise stays until another one reaches this confidence."""
_KEPT_US = 30_000_000
"""The longest part of a rep that is compared: its last 30 seconds."""
_EXPECTED_ODDS = 2.0
"""How much likelier the expected exercise is than another one, before anything is seen; chosen by
half of the people of ``docs/evaluating.md``."""


@dataclass(frozen=True, slots=True)
class RecognisedRep:
    """A rep of the recognised exercise, and the recognition at that time.

    Its numbers count the reported reps: another exercise starts another set.
    """

    rep: RepEnded
    exercise: str
    recognition: Recognition


def recognise(poses: PoseSeries, candidates: Sequence[Candidate]) -> Recognition:
    """The one exercise that a whole recording shows; none if it has no rep of any.

    Raises :class:`MovementError` for two candidates of one name.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> from spotter.movement.segmentation.reference_recording import make_reference
    >>> from spotter.movement.values.taught.exercise import Exercise
    >>> squat = Candidate.of(Exercise((make_reference("squat", poses),)))
    >>> recognise(poses, [squat]).exercise
    'squat'
    """
    return combine_evidence(
        {
            one.name: [FoundRep.of(rep, poses, one) for rep in cut_reps(one.template, poses)]
            for one in checked(candidates)
        }
    )


def combine_evidence(
    found: Mapping[str, Sequence[FoundRep]], expected: str | None = None
) -> Recognition:
    """Combine the reps found of each candidate into one recognition; one may be expected."""
    reps = [one.rep for of_one in found.values() for one in of_one]
    edges_us = np.unique([edge for rep in reps for edge in (rep.started_us, rep.ended_us)])
    if len(edges_us) < 2:
        return Recognition.by_odds(dict.fromkeys(found, 0.0))
    lengths_us = np.diff(edges_us)
    moving = np.zeros(len(lengths_us), dtype=np.bool_)
    log_odds = {name: np.full(len(lengths_us), -MAX_LOG_ODDS_AGAINST) for name in found}
    for name, of_one in found.items():
        for one in of_one:
            first, last = np.searchsorted(edges_us, (one.rep.started_us, one.rep.ended_us))
            moving[first:last] = True
            log_odds[name][first:last] = one.log_odds
    weights = np.where(moving, lengths_us, 0)
    means = {name: float(np.average(each, weights=weights)) for name, each in log_odds.items()}
    count = len(found[max(means, key=lambda name: means[name])])
    count_as = count / (1 + _REPS_ALIKE * (count - 1)) if count else 1.0
    odds = {name: exp(count_as * means[name]) if found[name] else 0.0 for name in found}
    if expected in odds:
        odds[expected] *= _EXPECTED_ODDS
    return Recognition.by_odds(odds)


class Recogniser:
    """Cuts one person's poses, fed in the order of capture, into reps of the recognised exercise.

    A rep is reported as soon as its exercise is clear, which for the first reps of a set may be
    after later reps. ``expected`` is the candidate that is likelier than the others, and may be
    changed at any time; it belongs to no state.

    Raises :class:`MovementError` for two candidates of one name.
    """

    def __init__(
        self, candidates: Sequence[Candidate], state: RecogniserState | None = None
    ) -> None:
        self.expected: str | None = None
        self._candidates = {one.name: one for one in checked(candidates)}
        state = state or _initial_state(self._candidates)
        if set(state.candidates) != set(self._candidates):
            raise MovementError(
                f"a recogniser of {sorted(self._candidates)} needs a state of the same candidates; "
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
        """A snapshot of the recogniser; later poses do not change it."""
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
        """The exercise recognised from the reps of the last 15 seconds."""
        return self._recognition

    def feed(self, pose: Pose) -> list[RecognisedRep]:
        """Take the next pose; return the reps whose exercise has become clear, in order."""
        self._poses.append(replace(pose, world_m=None))  # not compared, so not kept either
        self._forget(pose.captured_us)
        for name, cutter in self._cutters.items():
            self._accept(name, cutter.feed(pose), pose.captured_us)
        if self._decide_us is None or pose.captured_us < self._decide_us:
            return []
        return self._decide()

    def finish(self) -> list[RecognisedRep]:
        """The remaining reps, when no more poses will follow."""
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
        latest, before = self._combined(), self._recognition.exercise
        is_clear = latest.exercise == before or latest.confidence >= _CLEARLY
        if before and self._found[before] and not is_clear:
            latest = Recognition(before, latest.shares[before], latest.shares)
        self._recognition = latest
        return self._report(latest)

    def _forget(self, now_us: int) -> None:
        """Drop poses and reps that are too old to tell the current exercise."""
        while now_us - self._poses[0].captured_us > _KEPT_US:
            self._poses.popleft()
        if not any(self._found.values()):
            return
        for name, of_one in self._found.items():
            kept = [one for one in of_one if now_us - one.rep.ended_us <= _MEMORY_US]
            self._found[name] = kept
        if not any(self._found.values()):
            self._recognition = self._combined()

    def _combined(self) -> Recognition:
        return combine_evidence(self._found, self.expected)

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


def _initial_state(candidates: Mapping[str, Candidate]) -> RecogniserState:
    """The state before the person is first seen."""
    return RecogniserState(
        {
            name: CandidateState(CutterState.of(one.template), ())
            for name, one in candidates.items()
        },
        PoseSeries.of([]),
        RepCount(),
        combine_evidence(dict.fromkeys(candidates, ())),
        decide_us=None,
        reported_us=None,
    )
